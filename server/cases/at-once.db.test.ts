import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { sql } from "../db/sql.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import { danger, deskIn, type Desk, refusal } from "../../scripts/sample/testing/reports.ts";
let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

describe("two people at once", () => {
  test("who saw an old version is told what has changed, and nothing is written", async () => {
    const cover = town.ownerless();
    const made = await desk.file(danger(cover));
    const before = (await town.kinds(cover)).length;
    await desk.onCase("grid", made.id, { type: "ADD_NOTE", photoIds: [] });
    const stale = await refusal(
      desk.onCase("seat", made.id, { type: "ADD_NOTE", photoIds: [] }, made.version),
    );
    expect(stale.code).toBe("stale_version");
    expect(stale.extra.changed).toEqual(["NOTE_ADDED"]);
    expect((await town.kinds(cover)).length).toBe(before + 1);
  });

  test("an urging, a note and an owner who was noted leave nobody with a version that is refused", async () => {
    const cover = town.ownerless();
    const made = await desk.file(danger(cover));
    const inquiryId = made.inquiryId ?? "";
    const shown = async () =>
      await town.database.one<{ case: number; inquiry: number }>(sql`
        select c.version as case, i.version as inquiry from case_file c, inquiry i where c.id = ${made.id} and i.id = ${inquiryId}`);
    for (let n = 0; n < 2; n += 1) {
      const { case: ofCase, inquiry } = await shown();
      await desk.onCase("seat", made.id, { type: "URGE", supervised: false }, ofCase);
      await desk.onInquiry("seat", inquiryId, { type: "ADD_NOTE", photoIds: [] }, inquiry);
    }
    await desk.onInquiry("lighting", inquiryId, {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [],
    });
    const { unitId } = town.as("lighting");
    const from = dayOf(new Date().toISOString());
    await desk.onInquiry("seat", inquiryId, { type: "PROPOSE_DETERMINATION", unitId: unitId ?? "", from });
    await desk.onInquiry("lead", inquiryId, { type: "CONFIRM_DETERMINATION" });
    expect(await town.kinds(cover)).toContain("OWNER_NOTED");
    await desk.onCase("seat", made.id, { type: "URGE", supervised: false }, (await shown()).case);
  });

  // docs/domain.md#d1
  test("eight units claim at the same moment: all are heard, in one order, and it is disputed", async () => {
    const cover = town.ownerless();
    const made = await desk.file(danger(cover));
    const claimants = [
      "water",
      "drainage",
      "power",
      "telecom",
      "gas",
      "lighting",
      "traffic",
      "property",
    ] as const;
    await Promise.all(
      claimants.map((name) =>
        desk.onInquiry(name, made.inquiryId ?? "", {
          type: "ANSWER",
          answer: "CLAIM",
          reasonCode: null,
          evidence: [],
        }),
      ),
    );
    const row = await town.database.one<{ claims: number }>(
      sql`select jsonb_array_length(state_json -> 'claims') as claims from inquiry where id = ${made.inquiryId}`,
    );
    expect(row.claims).toBe(8);
    expect((await desk.componentRow(cover)).status).toBe("DISPUTED");
    const chain = await town.database.rows<{ seq: number; prev: string | null; leaf: string }>(sql`
      select seq, body_json ->> 'prev' as prev, encode(leaf_hash, 'hex') as leaf from event where stream_id = ${made.inquiryId} order by seq`);
    for (const [n, { seq, prev }] of chain.entries()) {
      expect(seq).toBe(n + 1);
      expect(prev).toBe(n === 0 ? null : chain[n - 1]?.leaf);
    }
  });

  test("a command that is refused leaves no trace", async () => {
    const cover = town.ownerless();
    const made = await desk.file(danger(cover));
    const before = await town.kinds(cover);
    expect((await refusal(desk.onCase("lead", made.id, { type: "CLOSE" }))).extra.reason).toBe("WRONG_STATE");
    expect(
      (
        await refusal(
          desk.onCase("dept", made.id, {
            type: "REPAIR",
            photoIds: [desk.photo],
            measure: "x",
            material: null,
            loadClass: null,
          }),
        )
      ).extra.reason,
    ).toBe("DANGER_NOT_MADE_SAFE");
    expect(await town.kinds(cover)).toEqual(before);
  });
});
