import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ENDPOINTS } from "../contract/all.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { ROLES, type Role } from "../domain/names.ts";
import { may } from "../domain/permissions.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";
import { READINGS, type Reading } from "./testing-readings.ts";
import { hiddenFrom, makeRows, secretOf, type Rows } from "./testing-rows.ts";
import { isOutsider } from "../domain/permissions.ts";

/**
 * Every GET of the contract, read as every role over rows that it may and may not see: behind both lines of defence, and
 * behind each line alone, so that neither can go without a test that says so. A new GET that testing-readings.ts does not
 * know fails here by its name.
 */
const lines = vi.hoisted(() => {
  // An earlier file of this process has read the modules that are replaced here, and a later one must read the real ones.
  vi.resetModules();
  return { conditions: true, rowSecurity: true };
});

vi.mock(import("./visibility.ts"), async (original) => {
  const real = await original();
  const { sql: statement } = await import("../db/sql.ts");
  const open = Object.entries(real).flatMap(([name, condition]) =>
    typeof condition !== "function" || name === "seesEverything" || name === "isStaff"
      ? []
      : [[name, (who: never) => (lines.conditions ? condition(who) : statement`true`)] as const],
  );
  return { ...real, ...Object.fromEntries(open) };
});
vi.mock(import("./as-viewer.ts"), async (original) => {
  const real = await original();
  return {
    asViewer: async (database, viewer, work) =>
      lines.rowSecurity ? await real.asViewer(database, viewer, work) : await work(database),
  };
});

let server: TestServer;
let rows: Rows;
const people = new Map<Role, TestPerson>();
beforeAll(async () => {
  server = await testServer();
  rows = await makeRows(server);
  for (const role of ROLES) people.set(role, await server.person(role));
  people.set("OWNER_UNIT", rows.water).set("CONTRACTOR", rows.crew).set("SEAT_OPERATOR", rows.seat);
  await server.app.sequencer.settle();
});
afterAll(async () => {
  await server.close();
  vi.doUnmock("./visibility.ts");
  vi.doUnmock("./as-viewer.ts");
  vi.resetModules();
});
beforeEach(() => Object.assign(lines, { conditions: true, rowSecurity: true }));

const GETS = ENDPOINTS.filter(({ method }) => method === "GET");

function mayCall({ access }: Endpoint, role: Role): boolean {
  return access === "PUBLIC" || access === "SIGNED_IN" || access.includes(role);
}

interface Answer {
  readonly address: string;
  readonly status: number;
  readonly text: string;
}

/** The whole of an answer, headers too; of one that never ends, what comes until it has been silent for a while. */
async function ask(person: TestPerson, address: string): Promise<Answer> {
  const abort = new AbortController();
  const answer = await person.fetch(address, { signal: abort.signal });
  const endless = answer.headers.get("Content-Type")?.startsWith("text/event-stream") === true;
  const body = endless
    ? await untilSilent(answer)
    : Buffer.from(await answer.arrayBuffer()).toString("latin1");
  abort.abort();
  const headers = [...answer.headers.values()].join("\n");
  // A refusal names the address that was asked for, and the asker knows that already.
  const text = [Buffer.from(body, "latin1").toString("utf8"), body].map((one) =>
    one.replace(/"instance":"[^"]*"/, ""),
  );
  return { address, status: answer.status, text: [headers, ...text].join("\n") };
}

async function untilSilent(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  let text = "";
  for (;;) {
    const silence = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 400));
    const next = await Promise.race([reader?.read(), silence]);
    if (!next?.value) return text;
    text += Buffer.from(next.value).toString("latin1");
  }
}

async function askAll(person: TestPerson, reading: Reading): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const address of reading.at(rows)) answers.push(await ask(person, address));
  return answers;
}

/** What is wrong with what an outsider was told: an answer that gives something away, and something of its own that is missing. */
async function wrongFor(
  endpoint: Endpoint,
  outsider: "water" | "crew",
  alsoMissing: boolean,
): Promise<string[]> {
  const reading = READINGS[endpoint.name];
  if (!reading) return [`${endpoint.name} has no reading in testing-readings.ts`];
  const hidden = hiddenFrom(rows)[outsider];
  const answers = await askAll(rows[outsider], reading);
  const told = answers.flatMap(({ address, status, text }) => [
    ...hidden.filter((word) => text.includes(word)).map((word) => `${outsider} ${address} tells ${word}`),
    ...(status >= 500 ? [`${outsider} ${address} ${status}`] : []),
  ]);
  const own = alsoMissing ? (reading[outsider]?.(rows) ?? []) : [];
  const missing = own.filter(
    (word) => !answers.some(({ status, text }) => status === 200 && text.includes(word)),
  );
  return [...told, ...missing.map((word) => `${outsider} is not told ${word}`)];
}

async function wrongForStaff(endpoint: Endpoint, role: Role): Promise<string[]> {
  const reading = READINGS[endpoint.name];
  const person = people.get(role);
  if (!reading || !person) return [`${endpoint.name} has no reading in testing-readings.ts`];
  const answers = await askAll(person, reading);
  if (!mayCall(endpoint, role))
    return answers.flatMap(({ address, status }) => (status === 403 ? [] : [`${role} ${address} ${status}`]));
  const secret = may(role, "seeRestricted") ? [] : secretOf(rows);
  const about = (address: string) => secret.some((word) => address.includes(word));
  // By its own address it does not exist; where it is only searched for, it is not found.
  const failed = answers.filter(
    ({ address, status }) => status !== (about(address.split("?")[0] ?? "") ? 404 : 200),
  );
  const missing = (reading.staff?.(rows) ?? []).filter(
    (word) => !secret.includes(word) && !answers.some(({ text }) => text.includes(word)),
  );
  const told = answers.flatMap(({ address, text }) =>
    secret.filter((word) => text.includes(word)).map((word) => `${role} ${address} tells ${word}`),
  );
  return [
    ...told,
    ...failed.map(({ address, status }) => `${role} ${address} ${status}`),
    ...missing.map((word) => `${role} is not told ${word}`),
  ];
}

test("every GET has a reading, and every reading a GET", () => {
  expect(Object.keys(READINGS).toSorted()).toEqual(GETS.map(({ name }) => name).toSorted());
});

describe.each(GETS.map((endpoint) => [endpoint.name, endpoint] as const))("%s", (_, endpoint) => {
  test("tells the street's and the city's people everything but what is restricted (D26), and whom it is closed to nothing", async () => {
    const wrong: string[] = [];
    for (const role of ROLES)
      if (!isOutsider(role) || !mayCall(endpoint, role)) wrong.push(...(await wrongForStaff(endpoint, role)));
    expect(wrong).toEqual([]);
  });

  const outsiders = (
    [
      ["water", "OWNER_UNIT"],
      ["crew", "CONTRACTOR"],
    ] as const
  ).filter(([, role]) => mayCall(endpoint, role));
  if (outsiders.length === 0) return;

  test.each([
    ["both lines", { conditions: true, rowSecurity: true }],
    ["the conditions alone", { conditions: true, rowSecurity: false }],
    ["row security alone", { conditions: false, rowSecurity: true }],
  ])("tells an outsider its own and nothing else, behind %s", async (_name, which) => {
    Object.assign(lines, which);
    const wrong: string[] = [];
    for (const [outsider] of outsiders) wrong.push(...(await wrongFor(endpoint, outsider, true)));
    expect(wrong).toEqual([]);
  });
});

test.each(["search", "listCases", "listInquiries", "live", "readPhoto", "readTile", "exportComponents"])(
  "without either line %s gives something away, so that the rows above are worth asking for",
  async (name) => {
    Object.assign(lines, { conditions: false, rowSecurity: false });
    const endpoint = GETS.find((known) => known.name === name);
    if (!endpoint) throw new Error(`${name} is no GET`);
    for (const [outsider, role] of [
      ["water", "OWNER_UNIT"],
      ["crew", "CONTRACTOR"],
    ] as const)
      if (mayCall(endpoint, role)) expect(await wrongFor(endpoint, outsider, false)).not.toEqual([]);
  },
);
