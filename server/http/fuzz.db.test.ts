import { afterAll, beforeAll, expect, test } from "vitest";
import { ENDPOINTS } from "../contract/all.ts";
import { reportCase } from "../contract/cases.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { ROLES } from "../domain/names.ts";
import { loadReference } from "../reference/load.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";
import { Dice, makerOf, NASTY, spoil } from "./fuzz-values.ts";

/**
 * Sends every operation what its own schema describes, usually with one part of it spoilt, as somebody who may call it. An
 * answer of 500 or more is a bug in the server, whatever was sent. `FUZZ_REQUESTS` and `FUZZ_SEED` make it longer or the same.
 */
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 700);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20261123);

let server: TestServer;
const people: TestPerson[] = [];
const ids: string[] = [newId()];

beforeAll(async () => {
  server = await testServer({ limits: { uploadsPerMinute: 1e6, requestsPerMinute: 1e6 } });
  const { database } = server;
  await loadReference(database);
  await database.run(
    sql`insert into division (code, name_zh, name_en, level) values ('440604011', '张槎街道', 'Zhangcha', 'STREET')`,
  );
  for (const role of ROLES) people.push(await server.person(role));
  const seat = people.find((person) => person.role === "SEAT_OPERATOR");
  for (let n = 0; n < 4; n += 1) {
    const componentId = newId();
    await database.run(sql`
      insert into component (id, division_code, class_code, class_group, geom, address)
      values (${componentId}, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.06, 23.02), 4490), '古塘路井盖')`);
    const made = await seat?.call(reportCase, {
      body: {
        componentId,
        newComponent: null,
        position: null,
        defect: "MISSING",
        danger: n % 2 === 0,
        channel: "PATROL",
        photoIds: [],
        file: true,
        dispatchTo: null,
      },
    });
    ids.push(componentId, made?.id ?? newId(), made?.inquiryId ?? newId());
  }
  for (const person of people) if (person.unitId !== null) ids.push(person.unitId);
});
afterAll(async () => {
  await server.close();
});

const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  bbox: ["113.05,23.01,113.07,23.03", "113,22,114,24"],
  lon: [113.06, "113.06"],
  lat: [23.02, "23.02"],
  classCode: ["0102", "0130"],
  set: ["components", "cases", "networks", "areas", "base"],
  z: [10, 14, 16],
  x: [53354, 833],
  y: [28435, 444],
  until: ["2026-12-31T00:00:00.000Z"],
  id: ids,
};

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
  readonly headers: Record<string, string>;
}

function requestFor(endpoint: Endpoint, dice: Dice): Sent {
  const known = { ids, words: WORDS };
  const made = (schema: Endpoint["body"]) => (schema ? makerOf(schema, known)(dice) : undefined);
  const parts = { params: made(endpoint.params), query: made(endpoint.query), body: made(endpoint.body) };
  const spoilt = dice.chance(0.75) ? dice.one(["params", "query", "body", "version"] as const) : undefined;
  if (spoilt !== undefined && spoilt !== "version" && parts[spoilt] !== undefined)
    parts[spoilt] = spoil(parts[spoilt], dice);
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encode(Reflect.get(Object(parts.params), name) ?? newId()),
  );
  const query = Object.entries(Object(parts.query) as Record<string, unknown>).map(
    ([name, value]) => `${encode(name)}=${encode(value)}`,
  );
  return {
    method: endpoint.method,
    path: query.length > 0 ? `${path}?${query.join("&")}` : path,
    body: endpoint.body ? JSON.stringify(parts.body) : undefined,
    headers: {
      ...(endpoint.body && { "Content-Type": "application/json" }),
      "If-Match": spoilt === "version" ? header(dice.one(NASTY)) : `"${dice.one([1, 2, 3, 4])}"`,
    },
  };
}

const asText = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
const encode = (value: unknown) => encodeURIComponent(asText(value).toWellFormed()).slice(0, 4000);
const header = (value: unknown) =>
  asText(value)
    .replace(/[^\x20-\x7e]/g, "?")
    .slice(0, 500);

test(
  `${REQUESTS} requests of every kind are answered without one internal error`,
  { timeout: 3_600_000 },
  async () => {
    const dice = new Dice(SEED);
    const endpoints = ENDPOINTS.filter((endpoint) => !["live", "signOut", "signIn"].includes(endpoint.name));
    const broken: string[] = [];
    const answers = new Map<number, number>();
    for (let n = 0; n < REQUESTS; n += 1) {
      const endpoint = dice.one(endpoints);
      const { access } = endpoint;
      const allowed = people.filter((person) => !Array.isArray(access) || access.includes(person.role));
      const { path, ...init } = requestFor(endpoint, dice);
      const answer = await dice
        .one(allowed)
        .fetch(path, { ...init, ...(init.body === undefined && { body: null }) } as RequestInit);
      await answer.arrayBuffer();
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
      if (answer.status >= 500)
        broken.push(
          `${n} ${endpoint.name}: ${answer.status} ${init.method} ${path} ${init.body ?? ""}`.slice(0, 600),
        );
    }
    console.info(
      `fuzz: seed ${SEED}, ${JSON.stringify(Object.fromEntries([...answers].sort(([a], [b]) => a - b)))}`,
    );
    expect(broken).toEqual([]);
    expect((answers.get(200) ?? 0) + (answers.get(201) ?? 0)).toBeGreaterThan(REQUESTS / 20); // it is not only refused at the door
  },
);
