import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ERRORS } from "../contract/errors.ts";
import { CONSTRAINT_CODES } from "./constraints.ts";

const schema = readFileSync(new URL("../../data/schema.sql", import.meta.url), "utf8");

test.each([...CONSTRAINT_CODES])("what %s refuses is answered as %s: both exist", (constraint, code) => {
  expect(schema).toMatch(new RegExp(`(constraint|INDEX) ${constraint} `));
  expect(Object.keys(ERRORS)).toContain(code);
});
