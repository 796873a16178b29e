import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "./sql.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

let town: TestDatabase;
beforeAll(async () => {
  town = await testDatabase();
});
afterAll(async () => {
  await town.close();
});

describe("values", () => {
  test("one row", async () => {
    expect(await town.database.one(sql`select 1::int8 as n`)).toEqual({ n: 1 });
  });
});
