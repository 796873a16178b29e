import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { sql } from "../db/sql.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import { inquiryDetail } from "./queries.ts";
import { loadDossier } from "../store/dossier-queries.ts";
import { danger, deskIn, type Desk, refusal } from "../../scripts/sample/testing/reports.ts";
import { historyOf } from "../store/history-queries.ts";
import { disclaim } from "./commands.ts";
let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

/** A cover whose inquiry determined that it is the water company's, some time ago. */
async function determined(): Promise<{ cover: string; inquiryId: string }> {
  const newComponent = {
    classCode: "0102",
    position: { lon: 113.0537, lat: 23.0292, crs: "EPSG:4490" as const },
    address: "",
  };
  const made = await desk.file(danger(null, { newComponent }));
  const cover = made.componentId;
  const inquiryId = made.inquiryId ?? "";
  await desk.onInquiry("water", inquiryId, {
    type: "ANSWER",
    answer: "CLAIM",
    reasonCode: null,
    // The drawing says since when, so that it may be determined from a day in the past.
    evidence: [{ kind: "AS_BUILT_DRAWING", photoIds: [await desk.photoOf("water")], since: "2020-01-01" }],
  });
  const from = dayOf(new Date(Date.now() - 30 * 86_400_000).toISOString());
  await desk.onInquiry("seat", inquiryId, {
    type: "PROPOSE_DETERMINATION",
    unitId: town.unit("water"),
    from,
  });
  await desk.onInquiry("convener", inquiryId, { type: "CONFIRM_DETERMINATION" });
  return { cover, inquiryId };
}
const erred = {
  reasonCode: "LINE_ENDS_BEFORE",
  evidence: [{ kind: "AS_BUILT_DRAWING" as const, photoIds: [] as string[] }],
};
const ownerOn = async (cover: string, day: string) =>
  (
    await town.database.maybe<{ unit: string }>(
      sql`select unit_id as unit from component_role where component_id = ${cover} and role = 'owner' and valid @> ${day}::date`,
    )
  )?.unit;

describe("a confirmed owner that finds its error (D2)", () => {
  test("owned until today; who was owner on an old day is still answered with it, and the search goes on", async () => {
    const { cover, inquiryId } = await determined();
    const letters = () =>
      town.database.one<{ n: number }>(
        sql`select count(*)::int as n from inquiry_letter where inquiry_id = ${inquiryId} and answer is null and unit_id <> ${town.unit("water")}`,
      );
    const before = await letters();
    const { inquiryId: same } = await town.by("water", (tx) => disclaim(tx, cover, erred));
    expect(same).toBe(inquiryId);
    const today = dayOf(new Date().toISOString());
    expect(await ownerOn(cover, dayOf(new Date(Date.now() - 5 * 86_400_000).toISOString()))).toBe(
      town.unit("water"),
    );
    expect(await ownerOn(cover, today)).toBeUndefined();
    expect(await desk.componentRow(cover)).toMatchObject({
      owner: null,
      status: expect.stringMatching(/UNKNOWN|SUSPECTED/),
    });
    const seen = await inquiryDetail(town.database, town.as("seat") as never, inquiryId);
    expect(seen).toMatchObject({
      state: "CONSULTING",
      open: true,
      reopenings: 1,
      determination: null,
      round: 2,
    });
    expect((await letters()).n).toBeGreaterThan(before.n);
    const told = await town.retold(cover);
    const { dossier } = await town.by("auditor", (tx) => loadDossier(tx, cover, { inquiry: inquiryId }));
    expect(dossier.inquiries).toEqual(told.inquiries);
  });

  test("also where an import named it and no inquiry ever did", async () => {
    const cover = town.owned("gas");
    const { inquiryId } = await town.by("gas", (tx) => disclaim(tx, cover, erred));
    const seen = await inquiryDetail(town.database, town.as("seat") as never, inquiryId);
    expect(seen).toMatchObject({ state: "CONSULTING", origin: "REGISTRY" });
    expect(seen?.lettersSent.map(({ unit }) => unit.id)).not.toContain(town.unit("gas"));
    expect((await desk.componentRow(cover)).owner).toBeNull();
  });

  test("guard 10: by the seat only with the unit's letter, which the unit reads and a second person confirms", async () => {
    const { cover, inquiryId } = await determined();
    const bySeat = (photoIds: string[]) =>
      town.by("seat", (tx) =>
        disclaim(tx, cover, {
          ...erred,
          unitId: town.unit("water"),
          evidence: [{ kind: "WRITTEN_DENIAL", photoIds }],
        }),
      );
    expect((await refusal(bySeat([]))).extra.reason).toBe("LETTER_NEEDED");
    await bySeat([desk.photo]);
    expect((await desk.componentRow(cover)).owner).toBe(town.unit("water"));
    const own = await inquiryDetail(town.database, town.as("water") as never, inquiryId);
    expect(own?.file).toMatchObject({ proposal: { kind: "DISCLAIMER", byAccountId: null } });
    const other = await inquiryDetail(town.database, town.as("gas") as never, inquiryId);
    expect(JSON.stringify(other ?? {})).not.toContain("DISCLAIMER");
    await desk.onInquiry("convener", inquiryId, { type: "CONFIRM_DISCLAIMER" });
    expect((await desk.componentRow(cover)).owner).toBeNull();
    const { items } = await historyOf(
      town.database,
      { role: "AUDITOR", unitId: null },
      { streamId: inquiryId, twoPersons: true },
      { limit: 50 },
    );
    expect(items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["DISCLAIMER_PROPOSED", "OWNERSHIP_DISCLAIMED"]),
    );
  });

  test("not by a unit that does not own it, which is told nothing of what it may not see", async () => {
    const { cover } = await determined();
    expect((await refusal(town.by("telecom", (tx) => disclaim(tx, cover, erred)))).code).toMatch(
      /not_found|transition_refused/,
    );
    const foreign = town.owned("gas");
    expect((await refusal(town.by("water", (tx) => disclaim(tx, foreign, erred)))).code).toBe("not_found");
  });
});
