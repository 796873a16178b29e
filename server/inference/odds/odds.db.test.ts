import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asViewer } from "../../access/as-viewer.ts";
import { newId } from "../../db/id.ts";
import { sql } from "../../db/sql.ts";
import { testDatabase, type TestDatabase } from "../../db/testing.ts";
import { loadReference } from "../../reference/load.ts";
import { seedSample } from "../../../scripts/sample/seed.ts";
import { reasonsForUnit } from "../letter-reasons.ts";
import { answersGiven } from "./odds-queries.ts";
import { refusalOdds } from "./odds.ts";
import { RefusalModel, type Trial } from "./refusal.ts";

let town: TestDatabase;
beforeAll(async () => {
  town = await testDatabase();
  await loadReference(town.database);
  // A whole year with its inquiries: the longest part of this file.
  await seedSample(town.database, { components: 8_000 });
}, 400_000);
afterAll(() => town.close());

/** Each answer predicted from those before it, as the seat would have seen it. */
function inTurn(trials: readonly Trial[], learnFrom: number) {
  return trials.slice(learnFrom).map((trial, n) => {
    const model = new RefusalModel(trials.slice(0, learnFrom + n));
    const { refused, ...question } = trial;
    const rate = (model.refused + 1) / (model.asked + 2);
    return { refused: refused ? 1 : 0, said: model.ask(question).probability, rate };
  });
}

const brier = (pairs: readonly { refused: number; said: number }[]): number =>
  pairs.reduce((sum, { refused, said }) => sum + (said - refused) ** 2, 0) / pairs.length;

/** Five bins of equal width: a year of the sample has some hundred and fifty answers. */
function calibrationError(pairs: readonly { refused: number; said: number }[]): number {
  const bins = Array.from({ length: 5 }, () => ({ said: 0, refused: 0 }));
  for (const { refused, said } of pairs) {
    const bin = bins[Math.min(4, Math.floor(said * 5))];
    if (bin) [bin.said, bin.refused] = [bin.said + said, bin.refused + refused];
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.refused), 0) / pairs.length;
}

describe("the odds that a unit denies it", () => {
  test("are better than the town's share of denials, and mean what they say, over the sample's year", async () => {
    const trials = (await answersGiven(town.database)).toReversed();
    expect(trials.length).toBeGreaterThan(80);
    const pairs = inTurn(trials, 20);
    const base = brier(pairs.map(({ refused, rate }) => ({ refused, said: rate })));
    expect(brier(pairs)).toBeLessThan(0.9 * base);
    expect(calibrationError(pairs)).toBeLessThan(0.12);
  });

  test("say for each unit how many of its answers they rest on, and why", async () => {
    const { id } = await town.database.one<{ id: string }>(
      sql`select component_id as id from inquiry where open order by opened_at desc limit 1`,
    );
    const odds = await refusalOdds(town.database, id);
    const known = odds?.items.filter(({ asked }) => asked > 0) ?? [];
    expect(known.length).toBeGreaterThan(3);
    for (const { probability, asked, refused, reasons } of known) {
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThan(1);
      expect(refused).toBeLessThanOrEqual(asked);
      for (const { zh, en } of reasons) expect(`${zh}${en}`).not.toMatch(/undefined|NaN|[{}]/);
    }
    expect(odds?.town.asked).toBeGreaterThanOrEqual(Math.max(...known.map(({ asked }) => asked)));
  });
});

describe("an owner unit", () => {
  const letters = () =>
    town.database.rows<{ id: string; unitId: string; componentId: string }>(sql`
      select l.id, l.unit_id as "unitId", l.component_id as "componentId" from inquiry_letter l join component c on c.id = l.component_id
      where not c.restricted order by l.sent_at desc, l.id limit 60`);

  test("is told why it is asked from what is its own, and nothing about any other unit", async () => {
    const names = await town.database.rows<{ id: string; zh: string; en: string }>(
      sql`select id, name_zh as zh, name_en as en from unit`,
    );
    let told = 0;
    for (const { id, unitId } of await letters()) {
      const reasons = await reasonsForUnit(town.database, id, unitId);
      told += reasons.length;
      for (const { zh, en } of reasons) {
        const others = names.filter(
          (one) => one.id !== unitId && (zh.includes(one.zh) || en.includes(one.en)),
        );
        expect(others).toEqual([]);
        // Neither what others have or lack, nor what somebody brought as evidence.
        expect(zh).not.toMatch(/其他单位|他人|字样|移交|许可|纪要|说明/);
      }
    }
    expect(told).toBeGreaterThan(20);
  });

  test("finds no letter that is not addressed to it", async () => {
    const [first, ...rest] = await letters();
    const stranger = rest.find(({ unitId }) => unitId !== first?.unitId);
    await expect(
      reasonsForUnit(town.database, first?.id ?? "", stranger?.unitId ?? ""),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test.each(["suggestion", "class_share", "unit_record", "clean_up_run", "bulk_opening", "inference_model"])(
    "may not read the table %s, whatever a query forgets",
    async (table) => {
      const [letter] = await letters();
      const viewer = { accountId: newId(), role: "OWNER_UNIT" as const, unitId: letter?.unitId ?? null };
      await expect(
        asViewer(town.database, viewer, (queries) =>
          queries.rows(sql`select 1 as one from ${sql.ident(table)}`),
        ),
      ).rejects.toThrow(/permission denied/);
    },
  );
});
