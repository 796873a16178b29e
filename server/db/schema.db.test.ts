import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schemaText } from "./schema-queries.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

let town: TestDatabase;
beforeAll(async () => {
  town = await testDatabase();
});
afterAll(async () => {
  await town.close();
});

test("the migrations make on every engine what data/schema.sql shows (npm run schema writes it)", async () => {
  const shown = await readFile(new URL("../../data/schema.sql", import.meta.url), "utf8");
  expect(await schemaText(town.database)).toBe(shown);
});
