import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as accounts from "../contract/accounts.ts";
import { listHistory } from "../contract/audit.ts";
import { commandCase, reportCase, type CaseCommandBody } from "../contract/cases.ts";
import { readSession } from "../contract/session.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { loadReference } from "../reference/load.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";

let server: TestServer;
let admin: TestPerson;
beforeAll(async () => {
  server = await testServer();
  await loadReference(server.database);
  await server.database.run(
    sql`insert into division (code, name_zh, name_en, level) values ('440604011', '张槎街道', 'Zhangcha', 'STREET')`,
  );
  admin = await server.person("ADMIN");
});
afterAll(() => server.close());

const account = (username: string, personNumber: string, role: "SHIFT_LEAD" | "SEAT_OPERATOR") =>
  admin.call(accounts.addAccount, {
    body: { username, password: "correct horse battery", displayName: "李", role, personNumber },
  });

/** Says, past the API that would end their sessions, that these accounts are one person. */
async function onePerson(...people: TestPerson[]): Promise<void> {
  const id = newId();
  await server.database.run(
    sql`insert into person (id, number) values (${id}, ${id.slice(-12).toUpperCase()})`,
  );
  await server.database.run(
    sql`update account set person_id = ${id} where id = any(${people.map((one) => one.accountId)}::uuid[])`,
  );
}

/** As accounts are that were made before they had to name a person. */
async function nobodyKnows(one: TestPerson): Promise<void> {
  await server.database.run(sql`update account set person_id = null where id = ${one.accountId}`);
}

async function voidedBy(asks: TestPerson, confirms: TestPerson): Promise<string> {
  const { id } = await asks.call(reportCase, {
    body: {
      newComponent: {
        classCode: "0101",
        address: "",
        position: { lon: 113.05, lat: 23.03, crs: "EPSG:4490" },
      },
      defect: "NOISY",
      danger: false,
      file: true,
      componentId: null,
      position: null,
      channel: "PATROL",
      photoIds: [],
      dispatchTo: null,
    },
  });
  const version = async () =>
    (await server.database.one<{ version: number }>(sql`select version from case_file where id = ${id}`))
      .version;
  const give = async (by: TestPerson, body: CaseCommandBody) =>
    await by.call(commandCase, { params: { id }, ifMatch: await version(), body });
  await give(asks, { type: "REQUEST_VOID", reasonCode: "MISTAKE", photoIds: [] });
  return (await give(confirms, { type: "CONFIRM_VOID" })).state;
}

describe("guard 10: two accounts of one person are one person", () => {
  test("who asks for a void under one account does not confirm it under another", async () => {
    const [asks, confirms] = [await server.person("SEAT_OPERATOR"), await server.person("SHIFT_LEAD")];
    await onePerson(asks, confirms);
    const refused = await voidedBy(asks, confirms).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "transition_refused",
      extra: { reason: "SECOND_PERSON_NEEDED" },
    });
    expect(await voidedBy(asks, await server.person("SHIFT_LEAD"))).toBe("VOID");
  });

  test("an account that names no person asks, and is nobody's second person until it does", async () => {
    const [asks, confirms] = [await server.person("SEAT_OPERATOR"), await server.person("SHIFT_LEAD")];
    await nobodyKnows(confirms);
    const refused = await voidedBy(asks, confirms).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "transition_refused", extra: { reason: "PERSON_UNKNOWN" } });
    await nobodyKnows(asks);
    expect(await voidedBy(asks, await server.person("SHIFT_LEAD"))).toBe("VOID");
  });

  test("a browser is told which accounts are the same person's, so that it does not offer the second step", async () => {
    const [one, other] = [await server.person("SEAT_OPERATOR"), await server.person("SHIFT_LEAD")];
    expect((await one.call(readSession, {})).account?.personAccountIds).toEqual([one.accountId]);
    await onePerson(one, other);
    expect((await one.call(readSession, {})).account?.personAccountIds.toSorted()).toEqual(
      [one.accountId, other.accountId].toSorted(),
    );
  });
});

describe("the personnel number of an account", () => {
  test("is asked for, and the same one is the same person however it is written", async () => {
    const answer = await admin.fetch(accounts.addAccount.path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        username: "nobody",
        password: "correct horse battery",
        displayName: "?",
        role: "AUDITOR",
      }),
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("personNumber");
    await account("li.seat", " a-17 ", "SEAT_OPERATOR");
    expect(await account("li.lead", "A-17", "SHIFT_LEAD")).toMatchObject({
      personNumber: "A-17",
      samePerson: ["li.seat"],
    });
    const { items } = await admin.call(accounts.listAccounts, { query: { q: "a-17" } });
    expect(items.map(({ username }) => username)).toEqual(["li.lead", "li.seat"]);
  });

  test("can be given to an account that has none, and is not in the bytes of the history", async () => {
    const old = await server.person("GRID_WORKER");
    const changed = await admin.call(accounts.changeAccount, {
      params: { id: old.accountId },
      body: { personNumber: "secret-99" },
    });
    expect(changed.personNumber).toBe("SECRET-99");
    const { found } = await server.database.one<{ found: number }>(
      sql`select count(*)::int as found from event where convert_from(body, 'UTF8') ilike '%secret-99%'`,
    );
    expect(found).toBe(0);
  });
});

describe("guard 10: the auditor sees who could make a second person", () => {
  test("accounts made, changed and given a new password are a list of the auditor; others do not see it", async () => {
    const { id } = await account("made", "M-1", "SEAT_OPERATOR");
    await admin.call(accounts.changeAccount, { params: { id }, body: { role: "SHIFT_LEAD" } });
    await admin.call(accounts.resetPassword, { params: { id }, body: { password: "another long password" } });
    const seenBy = async (person: TestPerson) =>
      (await person.call(listHistory, { query: { streamKind: "account", limit: 100 } })).items.filter(
        ({ streamId }) => streamId === id,
      );
    const seen = await seenBy(await server.person("AUDITOR"));
    expect(seen.map(({ kind }) => kind)).toEqual(["PASSWORD_CHANGED", "ACCOUNT_CHANGED", "ACCOUNT_ADDED"]);
    expect(seen.every(({ notes }) => notes["username"] === "made")).toBe(true);
    expect(await seenBy(await server.person("CONVENER"))).toEqual([]);
  });
});
