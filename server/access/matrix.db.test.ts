import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { ENDPOINTS } from "../contract/all.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { newId } from "../db/id.ts";
import { ROLES, type Role } from "../domain/names.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";

/**
 * Every operation of the contract, tried by a visitor and by every role. What is expected is derived from the contract's own
 * `access`, so that a route that forgets to ask, or one that no table names, is red.
 */
let server: TestServer;
const people = new Map<Role, TestPerson>();
beforeAll(async () => {
  server = await testServer();
  for (const role of ROLES) people.set(role, await server.person(role));
});
afterAll(async () => {
  await server.close();
});

/** Addresses beside the contract: probes, the description of the API, and the page that shows it. */
const BESIDE = [
  "GET /healthz",
  "GET /readyz",
  "GET /api/openapi.json",
  "GET /api/docs",
  "GET /api/docs/start.js",
  "GET /api/docs/swagger-ui.css",
  "GET /api/docs/swagger-ui-bundle.js",
];

/** A usable value for each required field of an address, by its name; ids are of nothing that exists. */
const VALUES: Record<string, string> = {
  set: "components",
  z: "16",
  x: "53354",
  y: "28435",
  lon: "113.06",
  lat: "23.02",
  bbox: "113.05,23.01,113.07,23.03",
  q: "井盖",
  from: "2026-01-01",
  to: "2026-12-31",
  defect: "MISSING",
  as: "COMPONENTS",
  format: "csv",
  fileName: "covers.csv",
};

function fields(schema: z.ZodType | undefined): { name: string; required: boolean }[] {
  if (!schema) return [];
  const described = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const required = new Set(described.required);
  return Object.keys(described.properties ?? {}).map((name) => ({ name, required: required.has(name) }));
}

function addressOf(endpoint: Endpoint): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => VALUES[name] ?? newId());
  const query = fields(endpoint.query)
    .filter(({ required }) => required)
    .map(({ name }) => `${name}=${encodeURIComponent(VALUES[name] ?? newId())}`);
  return query.length > 0 ? `${path}?${query.join("&")}` : path;
}

async function attempt(
  endpoint: Endpoint,
  person: TestPerson | undefined,
): Promise<{ status: number; code: string }> {
  const abort = new AbortController();
  const answer = await fetch(server.origin + addressOf(endpoint), {
    method: endpoint.method,
    signal: abort.signal,
    headers: {
      "X-Youzhu": "1",
      "Idempotency-Key": newId(),
      "If-Match": '"1"',
      ...(person && { cookie: person.cookie }),
      ...(endpoint.body && { "Content-Type": "application/json" }),
    },
    ...(endpoint.body && { body: "{}" }),
  });
  const problem = answer.headers.get("Content-Type")?.startsWith("application/problem+json") === true;
  const code = problem ? ((await answer.json()) as { code: string }).code : "";
  abort.abort(); // the live stream never ends by itself
  return { status: answer.status, code };
}

function mayCall(endpoint: Endpoint, role: Role): boolean {
  return endpoint.access === "PUBLIC" || endpoint.access === "SIGNED_IN" || endpoint.access.includes(role);
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

describe("the role matrix", () => {
  test("names every route that the application has, and the application has every operation of the contract", () => {
    const { stack } = server.app.express.router as unknown as { stack: readonly Layer[] };
    const all = stack.flatMap(({ route }) => (route ? [route] : []));
    // What answers every method is the refusal of the wrong ones, and only for addresses that exist.
    const everyMethod = all.filter((route) => Object.keys(route.methods).length > 5);
    const paths = new Set(ENDPOINTS.map((endpoint) => endpoint.path));
    expect(everyMethod.map((route) => route.path).filter((path) => !paths.has(path))).toEqual([]);
    const routes = all
      .filter((route) => !everyMethod.includes(route))
      .flatMap((route) =>
        Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`),
      );
    const contract = ENDPOINTS.map((endpoint) => `${endpoint.method} ${endpoint.path}`);
    expect(routes.toSorted()).toEqual([...contract, ...BESIDE].toSorted());
  });

  test("names every operation once, and each is open to somebody", () => {
    const names = ENDPOINTS.map((endpoint) => endpoint.name);
    expect(new Set(names).size).toBe(names.length);
    const closed = ENDPOINTS.filter(
      (endpoint) => Array.isArray(endpoint.access) && endpoint.access.length === 0,
    );
    expect(closed).toEqual([]);
  });

  test("D19: whoever has no account is told of sessions and of the time, and never what lies where or who guards it", () => {
    const open = ENDPOINTS.filter(({ access }) => access === "PUBLIC").map(({ path }) => path);
    expect(open.filter((path) => !/^\/api\/(session|training)\b/.test(path))).toEqual([]);
  });

  test.each(ENDPOINTS.map((endpoint) => [endpoint.name, endpoint] as const))(
    "%s lets in whom its contract names, and nobody else",
    async (_, endpoint) => {
      const wrong: string[] = [];
      const visitor = await attempt(endpoint, undefined);
      if (endpoint.access !== "PUBLIC" && visitor.code !== "not_signed_in")
        wrong.push(`visitor: ${visitor.status} ${visitor.code}`);
      for (const [role, person] of people) {
        // Signing out would take the session from the cells that follow.
        if (endpoint.name === "signOut") continue;
        const { status, code } = await attempt(endpoint, person);
        const turnedAway = code === "forbidden" || status === 401;
        if (turnedAway === mayCall(endpoint, role) || status >= 500) wrong.push(`${role}: ${status} ${code}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});
