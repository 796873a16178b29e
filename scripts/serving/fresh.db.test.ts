import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "../../server/db/migrate.ts";
import { newId } from "../../server/db/id.ts";
import { sql } from "../../server/db/sql.ts";
import { type TestTown, testTown } from "../sample/testing/town.ts";
import { throwTownAway } from "./fresh.ts";

let town: TestTown;
beforeAll(async () => {
  town = await testTown();
}, 300_000);
afterAll(() => town.close());

const covers = async () =>
  (await town.database.one<{ n: number }>(sql`select count(*)::int as n from component`)).n;
const addAccount = (id: string) =>
  town.database.run(
    sql`insert into account (id, username, display_name, password_hash, role) values (${id}, 'somebody', 'x', 'x', 'AUDITOR')`,
  );

test("a town in which somebody has an account of his own, and what is no sample, stay as they are, and a sentence says why", async () => {
  const id = newId();
  await addAccount(id);
  await expect(throwTownAway(town.database)).rejects.toThrow("accounts in it besides the sample's");
  await town.database.run(sql`delete from account where id = ${id}`);
  const [sample] = await town.database.rows<{ value: string }>(
    sql`delete from setting where key = 'sample' returning value::text as value`,
  );
  await expect(throwTownAway(town.database)).rejects.toThrow("it is not the sample town");
  await town.database.run(
    sql`insert into setting (key, value) values ('sample', ${sample?.value ?? ""}::jsonb)`,
  );
  expect(await covers()).toBeGreaterThan(100);
});

test("a training town is thrown away whole, with its moved clock, and the database can be brought to the present again", async () => {
  await town.database.run(sql`update training_clock set ahead = interval '5 days'`);
  expect(await throwTownAway(town.database)).toBe(true);
  expect(await throwTownAway(town.database)).toBe(false);
  await migrate(town.database);
  expect(await covers()).toBe(0);
  expect(await town.database.one(sql`select ahead = '0' as nought from training_clock`)).toEqual({
    nought: true,
  });
});
