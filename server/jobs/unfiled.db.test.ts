import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingLid } from "../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { missingClocks } from "./missing-clocks.ts";
import { sweep } from "./sweep.ts";

let town: TestTown;
beforeAll(async () => {
  town = await testTown();
}, 300_000);
afterAll(() => town.close());

/** A danger that was reported so many minutes ago, and that nobody has taken on since. */
async function reported(ago: number) {
  const [id, cover] = [newId(), town.ownerless()];
  const report = await missingLid(town, cover, `C-${id}`);
  await town.tell("seat", { component: cover }, [{ on: "case", id, command: report }], ago);
  return { id, cover };
}
const swept = async () => {
  const { run } = sweep(town.database, () => {});
  while ((await run()) > 0);
};
const stateOf = async (id: string) =>
  (await town.database.one<{ state: string }>(sql`select state from case_file where id = ${id}`)).state;

describe("guard 1: a danger that nobody files is filed by itself", () => {
  test("by nobody's account; somebody is sent, and its likely owners are asked", async () => {
    const { id, cover } = await reported(20);
    await swept();
    const author = await town.database.one(sql`
      select actor_role as role, actor_account_id as account from event where stream_id = ${id} and kind = 'CASE_FILED'`);
    expect(author).toEqual({ role: "SYSTEM", account: null });
    expect(await stateOf(id)).toBe("DISPATCHED");
    const asked = await town.database.one<{ letters: number; number: string }>(sql`
      select number, (select count(*)::int from inquiry_letter where component_id = ${cover}) as letters
      from inquiry where component_id = ${cover} and open`);
    expect(asked.letters).toBeGreaterThan(0);
    expect(asked.number).toMatch(/^Q-/);
  });

  test("what an older version left unfiled is filed, once", async () => {
    const { id } = await reported(20);
    const then = "2026-01-01T00:00:00.000Z";
    await town.database.run(
      sql`update deadline set fired_at = ${then} where stream_id = ${id} and kind = 'ACCEPT'`,
    );
    await town.database.run(sql`
      update case_file set state_json = jsonb_set(state_json, '{deadlines,0,firedAt}', to_jsonb(${then}::text)) where id = ${id}`);
    await swept();
    expect(await stateOf(id)).toBe("REPORTED");
    const job = missingClocks(town.database, () => {});
    expect(await job.run()).toBe(1);
    expect(await job.run()).toBe(0);
    expect(await stateOf(id)).toBe("DISPATCHED");
  });
});
