import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { sql } from "../db/sql.ts";
import { inquiryDetail } from "../inquiries/queries.ts";
import { danger, deskIn, type Desk, refusal } from "../../scripts/sample/testing/reports.ts";
import { caseDetail } from "./queries.ts";
let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

describe("a step on the spot that reaches the server late", () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  /** Filed some hours ago, as far as the history knows. */
  async function filed(hours: number): Promise<{ id: string; cover: string; inquiryId: string }> {
    const cover = town.ownerless();
    const made = await desk.file(danger(cover));
    const at = ago(hours * 60);
    await town.database.run(sql`
      update case_file set filed_at = ${at}, state_json = (state_json - 'dangerSaid') || jsonb_build_object('filedAt', ${at}::text, 'dispatchedAt', ${at}::text,
        'deadlines', (select jsonb_agg(clock || jsonb_build_object('startedAt', ${at}::text)) from jsonb_array_elements(state_json -> 'deadlines') clock))
      where id = ${made.id}`);
    await town.database.run(sql`update deadline set started_at = ${at} where stream_id = ${made.id}`);
    await town.database.run(sql`
      update inquiry set opened_at = ${at}, state_json = state_json || jsonb_build_object('openedAt', ${at}::text) where id = ${made.inquiryId}`);
    return { id: made.id, cover, inquiryId: made.inquiryId ?? "" };
  }

  // docs/domain.md#d25
  test("D25: is told with both times: when it happened, and when the registry heard of it", async () => {
    const { id, cover } = await filed(3);
    const occurredAt = ago(170);
    await desk.asDispatched(id, { type: "GUARD", photoIds: [desk.photo], position: null, occurredAt });
    const event = await town.database.one<{ occurred: string; recorded: string; told: string }>(sql`
      select occurred_at as occurred, recorded_at as recorded, body_json #>> '{data,toldAt}' as told from event where stream_id = ${id} and kind = 'CASE_GUARDED'`);
    expect(event.occurred).toBe(occurredAt);
    expect(Date.parse(event.recorded)).toBeGreaterThan(Date.now() - 60_000);
    expect(event.told).toBe(event.recorded);
    const clock = await town.database.one(
      sql`select met_at as met, told_at as told from deadline where stream_id = ${id} and kind = 'GUARD'`,
    );
    expect(clock).toEqual({ met: occurredAt, told: event.recorded });
    const detail = await caseDetail(town.database, town.as("seat") as never, id);
    expect(detail?.guardedAt).toBe(occurredAt);
    expect(detail?.deadlines.find(({ kind }) => kind === "GUARD")).toMatchObject({
      metAt: occurredAt,
      toldAt: event.recorded,
    });
    expect((await desk.componentRow(cover)).danger).toBe(true);
  });

  test("is refused from the future, from before the filing and from last week, with a reason that says so", async () => {
    const { id } = await filed(100);
    const guard = (occurredAt: string) =>
      refusal(
        desk.asDispatched(id, { type: "GUARD", photoIds: [desk.photo], position: null, occurredAt }),
      ).then(({ extra }) => extra.reason);
    expect(await guard(ago(-10))).toBe("OCCURRED_IN_FUTURE");
    expect(await guard(ago(101 * 60))).toBe("OCCURRED_TOO_LONG_AGO");
    expect(await guard(ago(73 * 60))).toBe("OCCURRED_TOO_LONG_AGO");
    const young = await filed(1);
    const early = desk.asDispatched(young.id, {
      type: "GUARD",
      photoIds: [desk.photo],
      position: null,
      occurredAt: ago(61),
    });
    expect((await refusal(early)).extra.reason).toBe("OCCURRED_TOO_EARLY");
  });

  test("may be a survey, too", async () => {
    const { inquiryId } = await filed(5);
    const occurredAt = ago(240);
    await desk.onInquiry("grid", inquiryId, {
      type: "RECORD_SITE_SURVEY",
      photoIds: [desk.photo],
      observation: { lettering: "无" },
      occurredAt,
    });
    const seen = await inquiryDetail(town.database, town.as("seat") as never, inquiryId);
    expect(seen?.survey?.at).toBe(occurredAt);
  });
});

test("when the hole is safe its inquiry is no danger any more, and none of its clocks moves", async () => {
  const made = await desk.file(danger(town.ownerless()));
  const seen = () => inquiryDetail(town.database, town.as("seat") as never, made.inquiryId ?? "");
  const before = await seen();
  expect(before?.danger).toBe(true);
  await desk.asDispatched(made.id, { type: "MAKE_SAFE", photoIds: [desk.photo], measure: "钢板" });
  const after = await seen();
  expect(after?.danger).toBe(false);
  expect(after?.deadlines).toEqual(before?.deadlines);
});
