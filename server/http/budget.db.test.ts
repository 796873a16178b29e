import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";

/** The request budget as the application keeps it: asked on every operation, before anything is read or written. */
const BUDGET = 3;

let server: TestServer;
let seat: TestPerson;
let lead: TestPerson;
beforeAll(async () => {
  server = await testServer({ limits: { requestsPerMinute: BUDGET } });
  [seat, lead] = [await server.person("SEAT_OPERATOR"), await server.person("SHIFT_LEAD")];
});
afterAll(async () => {
  await server.close();
});

async function statuses(ask: () => Promise<Response>): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n <= BUDGET; n += 1) all.push((await ask()).status);
  return all;
}

test("an account has a budget of its own, whatever it asks, and is told when to come back", async () => {
  expect(await statuses(() => seat.fetch("/api/session"))).toEqual([200, 200, 200, 429]);
  const refused = await seat.fetch("/api/cases");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
  // A colleague behind the same address goes on working.
  expect((await lead.fetch("/api/session")).status).toBe(200);
});

test("whoever has not signed in shares the budget of the address, also where the answer is a refusal", async () => {
  expect(await statuses(() => fetch(`${server.origin}/api/cases`))).toEqual([401, 401, 401, 429]);
});
