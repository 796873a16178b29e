import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../server/db/sql.ts";
import { testTown, type TestTown } from "./testing/town.ts";

const COMPONENTS = 300;
let town: TestTown;
beforeAll(async () => {
  town = await testTown(COMPONENTS);
});
afterAll(() => town.close());

describe("the truth about the sample town", () => {
  test("stands beside the register: whose each component really is, what runs through it, what was spoilt", async () => {
    const rows = await town.database.rows<{
      id: string;
      unit: string | null;
      medium: string | null;
      dirt: string[];
    }>(
      sql`select component_id as id, owner_unit_code as unit, medium, array_to_json(dirt) as dirt from sample.truth`,
    );
    expect(rows).toHaveLength(COMPONENTS);
    const codes = new Map(town.made.units.map(({ id, code }) => [id, code]));
    const told = new Map(rows.map((row) => [row.id, row]));
    for (const { componentId, trueOwnerUnitId, medium, dirtKind } of town.made.truth) {
      expect(told.get(componentId)).toMatchObject({
        unit: codes.get(trueOwnerUnitId ?? "") ?? null,
        medium,
        dirt: dirtKind,
      });
    }
    const { lost } = await town.database.one<{ lost: number }>(sql`
      select count(*)::int as lost from sample.truth join component on id = component_id
      where owner_unit_code is not null and owner_unit_id is null`);
    expect(lost).toBeGreaterThan(0);
  });

  test.each(["youzhu_app", "youzhu_unit"])("is closed to the application's role %s", async (role) => {
    const asRole = town.database.transaction(
      async (t) => await t.rows(sql`select component_id from sample.truth limit 1`),
      { preamble: `set local role ${role}` },
    );
    await expect(asRole).rejects.toMatchObject({ code: "42501" });
    const { reads, enters } = await town.database.one<{ reads: boolean; enters: boolean }>(sql`
      select has_table_privilege(${role}, 'sample.truth', 'select, insert, update, delete') as reads,
             has_schema_privilege(${role}, 'sample', 'usage') as enters`);
    expect([reads, enters]).toEqual([false, false]);
  });
});
