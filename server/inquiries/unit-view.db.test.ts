import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { sql } from "../db/sql.ts";
import { inquiryDetail } from "./queries.ts";
import { componentDetail } from "../registry/component-queries.ts";
import { danger, deskIn, type Desk, refusal, type Name } from "../../scripts/sample/testing/reports.ts";
let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

describe("what a unit sees of an inquiry before anything is determined (guard 7)", () => {
  test("its own letter, answer and evidence, and nobody else's", async () => {
    const cover = town.ownerless();
    const made = await desk.file(danger(cover));
    const inquiryId = made.inquiryId ?? "";
    await desk.onInquiry("seat", inquiryId, {
      type: "ADD_EVIDENCE",
      kind: "PIPE_MAP",
      unitId: town.unit("gas"),
      direction: "FOR",
      photoIds: [],
      observation: { distanceCm: 40 },
    });
    await desk.onInquiry("gas", inquiryId, {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [{ kind: "PERMIT", photoIds: [] }],
    });
    await desk.onInquiry("water", inquiryId, {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [],
    });
    // What one unit brings against another is the first one's evidence, not the second one's.
    await desk.onInquiry("gas", inquiryId, {
      type: "ADD_EVIDENCE",
      kind: "AS_BUILT_DRAWING",
      unitId: town.unit("water"),
      direction: "AGAINST",
      photoIds: [],
      observation: {},
    });
    const as = (name: Name) => inquiryDetail(town.database, town.as(name) as never, inquiryId);
    const staff = await as("seat");
    const water = await as("water");
    expect(staff?.claims.length).toBe(2);
    expect(staff?.evidence.length).toBe(5);
    expect(water?.claims.map(({ unit }) => unit.id)).toEqual([town.unit("water")]);
    expect(water?.evidence.map(({ kind }) => kind)).toEqual(["WRITTEN_ADMISSION"]);
    expect(water?.candidates).toEqual([]);
    expect(water?.lettersSent.every(({ unit }) => unit.id === town.unit("water"))).toBe(true);
    expect(JSON.stringify(water)).not.toContain(town.unit("gas"));
    expect(JSON.stringify(water)).not.toContain(town.as("gas").accountId);
    expect(water?.file).toMatchObject({ evidence: [{ kind: "WRITTEN_ADMISSION" }] });
  });

  // docs/domain.md#d26
  test("nothing at all of a restricted component (class 0130)", async () => {
    const cover = town.ownerless();
    await town.database.run(
      sql`update component set class_code = '0130', restricted = true where id = ${cover}`,
    );
    const made = await desk.file(danger(cover));
    expect(await componentDetail(town.database, town.as("water") as never, cover)).toBeUndefined();
    expect(
      await inquiryDetail(town.database, town.as("water") as never, made.inquiryId ?? ""),
    ).toBeUndefined();
    const answer = desk.onInquiry("water", made.inquiryId ?? "", {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [],
    });
    expect((await refusal(answer)).code).toBe("not_found");
    expect(await componentDetail(town.database, town.as("seat") as never, cover)).toBeDefined();
  });
});

test("a unit reports on what it may see; a restricted cover is as absent to it as one that never was", async () => {
  const cover = town.ownerless();
  await town.database.run(sql`update component set restricted = true where id = ${cover}`);
  const report = (id: string) => refusal(desk.file(danger(id, { danger: false, file: false }), "water"));
  expect((await report(cover)).code).toBe("not_found");
  expect((await report("01a20700-8ad0-7956-8e29-29cb5f37fb00")).code).toBe("not_found");
  expect(await town.kinds(cover)).toEqual([]);
});
