import { expect, test } from "vitest";
import { ENDPOINTS } from "../contract/all.ts";
import { describeApi } from "./openapi.ts";

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const description = describeApi(ENDPOINTS, "1.0.0") as unknown as Description;
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test("the description has every operation of the contract once", () => {
  expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual(
    ENDPOINTS.map((endpoint) => endpoint.name).toSorted(),
  );
});

test("every reference in it leads somewhere", () => {
  const references = [...JSON.stringify(description).matchAll(/"#\/components\/(\w+)\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(100);
  const lost = references.filter(
    ([, kind = "", name = ""]) => description.components[kind]?.[name] === undefined,
  );
  expect(lost.map(([reference]) => reference)).toEqual([]);
});

test("every part of an address is described, and every write names its key and what it sends", () => {
  for (const { path, method, operation } of operations) {
    const inPath = operation.parameters
      .filter((parameter) => parameter.in === "path")
      .map((parameter) => parameter.name);
    expect(inPath.toSorted(), path).toEqual(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).toSorted(),
    );
    const endpoint = ENDPOINTS.find((one) => one.name === operation.operationId);
    const needsKey = method !== "get" && endpoint?.idempotency !== "NONE";
    const keys = operation.parameters.filter(
      (parameter) => parameter.name === "Idempotency-Key" && parameter.required,
    );
    expect(keys.length, `${method} ${path}`).toBe(needsKey ? 1 : 0);
  }
});

test("every operation says how it is refused", () => {
  for (const { path, operation } of operations) {
    expect(
      Object.keys(operation.responses).some((status) => Number(status) >= 400),
      path,
    ).toBe(true);
  }
});
