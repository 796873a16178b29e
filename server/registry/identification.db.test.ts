import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { danger, deskIn, refusal, type Desk } from "../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { sql } from "../db/sql.ts";
import type { StreamEvent } from "../domain/mechanism/dossier.ts";
import { foldInto } from "../domain/mechanism/fold.ts";
import { historyOf } from "../store/history-queries.ts";
import { componentDetail } from "./component-queries.ts";
import { identifyComponent } from "./identification.ts";

let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

/** A hole reported on the phone `metres` north of a cover, where the register makes a provisional one. */
async function reportedBeside(cover: string, metres: number, file = true) {
  const at = await town.database.one<{ lon: number; lat: number; classCode: string }>(
    sql`select ST_X(geom) as lon, ST_Y(geom) as lat, class_code as "classCode" from component where id = ${cover}`,
  );
  const position = { lon: at.lon, lat: at.lat + metres / 111_195, crs: "EPSG:4490" as const, accuracyM: 10 };
  return await desk.file(
    danger(null, {
      newComponent: { classCode: at.classCode, position, address: "" },
      photoIds: [desk.photo],
      file,
    }),
  );
}
const identify = (found: string, known: string, by: "seat" | "lead" | "grid" = "seat") =>
  town.by(by, (tx) =>
    identifyComponent(
      tx,
      found,
      { type: "IDENTIFY", with: known, reasonCode: "SEEN_ON_THE_SPOT", photoIds: [] },
      undefined,
    ),
  );
const undo = (found: string) =>
  town.by("lead", (tx) =>
    identifyComponent(tx, found, { type: "UNDO_IDENTIFICATION", reasonCode: "SURVEYED_AGAIN" }, undefined),
  );
const clocks = (caseId: string) =>
  town.database.rows(
    sql`select kind, started_at as since, due_at as due, met_at as met, cancelled_at as cancelled from deadline where stream_id = ${caseId} order by kind, started_at`,
  );
/** Which component each row beside the case says that it is of. */
const ofWhat = (caseId: string) =>
  town.database.rows<{ what: string; id: string }>(sql`
    select distinct what, id from (
      select 'case' as what, component_id as id from case_file where id = ${caseId}
      union all select 'clock', component_id from deadline where stream_id = ${caseId}
      union all select 'photo', component_id from photo where case_id = ${caseId}
      union all select 'inquiry', component_id from inquiry where id in (select inquiry_id from case_inquiry where case_id = ${caseId})
      union all select 'letter', component_id from inquiry_letter where inquiry_id in (select inquiry_id from case_inquiry where case_id = ${caseId})
    ) beside order by what`);

describe("D5: a provisional component turns out to be a registered one", () => {
  test("case, clocks, photos, inquiry and letters are of the registered one, and no clock moved", async () => {
    const cover = town.ownerless();
    const made = await reportedBeside(cover, 6);
    const before = await clocks(made.id);
    await identify(made.componentId, cover);
    expect(await clocks(made.id)).toEqual(before);
    expect(await ofWhat(made.id)).toEqual(
      ["case", "clock", "inquiry", "letter", "photo"].map((what) => ({ what, id: cover })),
    );
    expect(await desk.componentRow(cover)).toMatchObject({ danger: true, cases: 1, state: "LOST" });
    expect(
      await town.database.one(
        sql`select retired, open_danger as danger, open_case_count as cases, identified_with as "with" from component where id = ${made.componentId}`,
      ),
    ).toEqual({ retired: true, danger: false, cases: 0, with: cover });
  });

  test("the work goes on by its id, and what names the provisional one is about the registered one", async () => {
    const cover = town.ownerless();
    const made = await reportedBeside(cover, 6);
    await identify(made.componentId, cover);
    await desk.asDispatched(made.id, { type: "GUARD", photoIds: [desk.photo], position: null });
    const later = await desk.file(danger(made.componentId, { file: false }));
    expect(later.componentId).toBe(cover);
    const seat = town.as("seat") as never;
    expect((await componentDetail(town.database, seat, made.componentId))?.identifiedWith).toMatchObject({
      id: cover,
    });
    expect((await componentDetail(town.database, seat, cover))?.identifiedHere).toMatchObject([
      { id: made.componentId },
    ]);
  });

  test("the history of both tells it, and their events make them what they are", async () => {
    const cover = town.ownerless();
    const made = await reportedBeside(cover, 6);
    await identify(made.componentId, cover);
    const seat = town.as("seat");
    const kinds = async (componentId: string) =>
      (await historyOf(town.database, seat as never, { componentId }, { limit: 100 })).items.map(
        ({ kind }) => kind,
      );
    expect(await kinds(cover)).toEqual(
      expect.arrayContaining(["CASE_REPORTED", "COMPONENT_IDENTIFIED", "CASE_MOVED", "PROVISIONAL_TAKEN_IN"]),
    );
    expect(await kinds(made.componentId)).toContain("COMPONENT_IDENTIFIED");
    const lead = town.as("auditor");
    const listed = await historyOf(town.database, lead as never, { twoPersons: true }, { limit: 20 });
    expect(listed.items.map(({ kind }) => kind)).toContain("COMPONENT_IDENTIFIED");
    const told = await town.database.rows<{
      stream: string;
      id: string;
      kind: string;
      data: object;
      at: string;
    }>(sql`
      select stream_kind as stream, stream_id as id, kind, body_json -> 'data' as data, occurred_at as at from event
      where stream_id = ${made.id} or stream_id in (select inquiry_id from case_inquiry where case_id = ${made.id}) order by event.id`);
    const dossier = told.reduce(
      (present, { stream, id, kind, data, at }) =>
        foldInto(
          present,
          { stream, id, event: { kind, data } } as unknown as StreamEvent,
          new Date(at).toISOString(),
        ),
      { component: null, cases: [], inquiries: [] } as Parameters<typeof foldInto>[0],
    );
    const rows = await town.database.rows<{ state: object }>(sql`
      select state_json as state from case_file where id = ${made.id}
      union all select state_json from inquiry where id in (select inquiry_id from case_inquiry where case_id = ${made.id})`);
    expect([...dossier.cases, ...dossier.inquiries]).toEqual(rows.map(({ state }) => state));
  });

  test("it beside an inquiry of its own becomes one question, and taken back two again", async () => {
    const cover = town.ownerless();
    const other = await desk.file(danger(cover, { danger: false, defect: "NOISY" }));
    const made = await reportedBeside(cover, 6);
    const before = await clocks(made.id);
    await identify(made.componentId, cover);
    const open = () =>
      town.database.rows<{ id: string; of: string; danger: boolean }>(sql`
        select id, component_id as of, danger from inquiry where open and id = any(${[other.inquiryId ?? "", made.inquiryId ?? ""]}::uuid[])`);
    expect(await open()).toEqual([{ id: other.inquiryId, of: cover, danger: true }]);
    await undo(made.componentId);
    expect(await open()).toEqual(
      expect.arrayContaining([
        { id: other.inquiryId, of: cover, danger: false },
        { id: made.inquiryId, of: made.componentId, danger: true },
      ]),
    );
    expect(await clocks(made.id)).toEqual(before);
    expect(await desk.componentRow(made.componentId)).toMatchObject({ danger: true, cases: 1 });
    expect(await desk.componentRow(cover)).toMatchObject({ danger: false, cases: 1, state: "INTACT" });
  });

  test("not with one that is 40 m away", async () => {
    const cover = town.ownerless();
    const made = await reportedBeside(cover, 40, false);
    expect((await refusal(identify(made.componentId, cover))).extra.reason).toBe("TOO_FAR_APART");
  });
});

describe("two people at once", () => {
  test("two identify it with two covers: one is told that it is over, and everything is in one place", async () => {
    const cover = town.ownerless();
    const other = await reportedBeside(cover, 3, false);
    await town.tell("lead", { component: other.componentId }, [
      { on: "component", id: other.componentId, command: { type: "CONFIRM_REGISTRATION" } },
    ]);
    const made = await reportedBeside(cover, 6);
    const answers = await Promise.allSettled([
      identify(made.componentId, cover),
      identify(made.componentId, other.componentId, "lead"),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { of } = await town.database.one<{ of: string }>(
      sql`select component_id as of from case_file where id = ${made.id}`,
    );
    const rows = await town.database.rows(sql`select id from component where identified_with = ${of}`);
    expect(rows).toEqual([{ id: made.componentId }]);
  });

  test("whoever works on the case meanwhile finds it where it is now, and nothing is lost", async () => {
    const cover = town.ownerless();
    const made = await reportedBeside(cover, 6);
    const notes = Array.from({ length: 6 }, () =>
      desk.onCase("grid", made.id, { type: "ADD_NOTE", photoIds: [] }),
    );
    const [identified, ...others] = await Promise.allSettled([identify(made.componentId, cover), ...notes]);
    expect(identified?.status).toBe("fulfilled");
    expect(others.map(({ status }) => status)).toEqual(notes.map(() => "fulfilled"));
    const { n } = await town.database.one<{ n: number }>(
      sql`select count(*)::int as n from event where stream_id = ${made.id} and kind = 'NOTE_ADDED'`,
    );
    expect(n).toBe(6);
    expect(
      await town.database.one(sql`select component_id as of from case_file where id = ${made.id}`),
    ).toEqual({ of: cover });
  });
});
