import { describe, expect, test } from "vitest";
import { calendarOf, type HolidayYear } from "../clocks/calendar.ts";
import { OFFICE_HOURS, type OfficeHours } from "../clocks/working-time.ts";
import { deadlineSet, goingOn, restOf, type Deadline, type TablesKnown } from "../clocks/deadline.ts";
import { replay } from "./fold.ts";
import { CONVENER, LEAD, SEAT, STREET, Street, SYSTEM } from "./testing.ts";

const TABLE: HolidayYear = {
  year: 2028,
  // As if the office had ordered Monday 3 and Tuesday 4 January off and Saturday 8 January worked.
  holidays: ["2028-01-01", "2028-01-03", "2028-01-04"].map((day) => ({ day, name: "元旦" })),
  workdays: [{ day: "2028-01-08", name: "元旦" }],
};
const KNOWN_2027: HolidayYear = { year: 2027, holidays: [{ day: "2027-01-01", name: "元旦" }], workdays: [] };
const before = calendarOf([KNOWN_2027], OFFICE_HOURS);
const after = calendarOf([KNOWN_2027, TABLE], OFFICE_HOURS);
const entered: TablesKnown = { years: [2028], event: "event-1" };
const at = (local: string) => new Date(`${local}:00+08:00`).toISOString();
const wall = (instant: string | undefined) =>
  instant && new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);

/** A danger on a cover that nobody owns, filed so late in the year that the owners' time crosses into the next. */
function newYearsEve(start = "2027-12-31T17:00"): Street {
  const street = new Street({ start: at(start) });
  street.calendar = before;
  street.file();
  return street;
}
const clock = (deadlines: readonly Deadline[], kind: string): Deadline => {
  const found = deadlines.find((deadline) => deadline.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
};
function tableArrives(street: Street): void {
  street.calendar = after;
  street.case(SYSTEM, { type: "RECOMPUTE_DEADLINES", ...entered });
  street.inquiry(SYSTEM, { type: "RECOMPUTE_DEADLINES", ...entered });
}

describe("D21: the ownership track never stops the safety track for want of a holiday table", () => {
  test("a danger is filed on the last evening of the year, and the owners' clock says that it guesses", () => {
    const street = newYearsEve();
    const consult = clock(street.search.deadlines, "CONSULT");
    expect(consult.provisional).toEqual([2028]);
    expect(wall(consult.dueAt)).toBe("2028-01-03T11:00");
    for (const kind of ["GUARD", "MAKE_SAFE"])
      expect(clock(street.matter.deadlines, kind).provisional).toBeUndefined();
  });

  test("in the middle of an unknown year anything is filed, dispatched, repaired and asked about", () => {
    const street = newYearsEve("2028-02-29T10:00");
    street.file({ danger: false, defect: "NOISY", id: "case-2" });
    street.case(STREET, { type: "MAKE_SAFE", photoIds: ["p"], measure: "钢板" });
    expect(street.matterOf("case-2").state).toBe("FILED");
    street.pass(10 * 1440);
    expect(street.search.state).not.toBe("CONSULTING");
  });
});

describe("D21: the table arrives", () => {
  test("provisional clocks that run are computed again from where they started, with before, after and cause", () => {
    const street = newYearsEve();
    const was = clock(street.search.deadlines, "CONSULT").dueAt;
    street.pass(60);
    tableArrives(street);
    const consult = clock(street.search.deadlines, "CONSULT");
    expect(wall(consult.dueAt)).toBe("2028-01-05T11:00");
    expect(consult.provisional).toBeUndefined();
    expect(consult.recomputed).toEqual({ before: was, after: consult.dueAt, kept: false });
    expect(street.told.at(-1)?.event.event).toMatchObject({
      kind: "DEADLINE_RECOMPUTED",
      data: {
        kind: "CONSULT",
        before: was,
        after: consult.dueAt,
        table: { years: [2028], event: "event-1" },
      },
    });
    // The letters say the same moment as their clock.
    expect(new Set(street.search.letters.map(({ dueAt }) => dueAt))).toEqual(new Set([consult.dueAt]));
  });

  test("once: a second time there is nothing to compute", () => {
    const street = newYearsEve();
    tableArrives(street);
    const events = street.told.length;
    tableArrives(street);
    expect(street.told.length).toBe(events);
  });

  test("a deadline that has passed is not moved into the future to excuse anybody; both moments are shown", () => {
    const street = newYearsEve();
    const was = clock(street.search.deadlines, "CONSULT").dueAt;
    street.file({ danger: false, defect: "NOISY", id: "case-2" });
    street.pass(20 * 1440);
    const repair = clock(street.matterOf("case-2").deadlines, "REPAIR");
    expect(repair.provisional).toEqual([2028]);
    expect(repair.firedAt).not.toBeNull();
    street.calendar = after;
    street.case(SYSTEM, { type: "RECOMPUTE_DEADLINES", ...entered }, "case-2");
    const told = clock(street.matterOf("case-2").deadlines, "REPAIR");
    expect(told.dueAt).toBe(repair.dueAt);
    expect(told.recomputed).toMatchObject({ before: repair.dueAt, kept: true });
    // What has been answered by silence since stays answered.
    tableArrives(street);
    expect(clock(street.search.deadlines, "CONSULT").dueAt).toBe(was);
  });

  test("nobody is made late by it: what would have ended before it was known keeps its moment", () => {
    const street = newYearsEve("2028-01-07T10:00");
    street.file({ danger: false, defect: "NOISY", id: "case-2" });
    const was = clock(street.matterOf("case-2").deadlines, "REPAIR").dueAt;
    expect(wall(was)).toBe("2028-01-14T10:00");
    // By the table Saturday 8 January is worked, so that it would have ended on the 13th at 10.
    street.pass(6 * 1440 + 120);
    street.calendar = after;
    street.case(SYSTEM, { type: "RECOMPUTE_DEADLINES", ...entered }, "case-2");
    expect(clock(street.matterOf("case-2").deadlines, "REPAIR")).toMatchObject({
      dueAt: was,
      recomputed: { after: at("2028-01-13T10:00"), kept: true },
    });
  });

  test("guard 8: what was known when it was set does not move, whatever the calendar says now", () => {
    const street = newYearsEve("2027-12-27T09:00");
    const consult = clock(street.search.deadlines, "CONSULT");
    expect(consult.provisional).toBeUndefined();
    street.calendar = calendarOf(
      [{ ...KNOWN_2027, holidays: [{ day: "2027-12-27", name: "x" }] }, TABLE],
      OFFICE_HOURS,
    );
    street.inquiry(SYSTEM, { type: "RECOMPUTE_DEADLINES", years: [2027, 2028], event: "event-2" });
    expect(clock(street.search.deadlines, "CONSULT")).toEqual(consult);
  });

  test("while a clock is stopped: what is left of it is what had not run, not what was guessed to be left", () => {
    const rule = { id: "r", limit: { clock: "WORK_DAY", minutes: 960 } } as const;
    const { deadline } = deadlineSet("REPAIR", rule, at("2027-12-31T17:00"), before).data;
    const stopped: Deadline = {
      ...deadline,
      metAt: null,
      cancelledAt: at("2027-12-31T18:00"),
      firedAt: null,
    };
    // It would have ended on Tuesday 4 January, which turned out to be free: 15 of its 16 hours are left.
    expect(wall(stopped.dueAt)).toBe("2028-01-04T17:00");
    expect(wall(restOf(stopped, at("2028-01-10T08:00"), after).data.deadline.dueAt)).toBe("2028-01-11T17:00");
    // One that goes on as it was is still provisional, and found by whoever computes it again.
    expect(goingOn(stopped).data.deadline.provisional).toEqual([2028]);
  });

  test("only the registry gives this command", () => {
    const street = newYearsEve();
    for (const actor of [SEAT, LEAD, CONVENER])
      expect(
        street.refusal(actor, {
          on: "case",
          id: "case-1",
          command: { type: "RECOMPUTE_DEADLINES", ...entered },
        }),
      ).toBe("ROLE_MAY_NOT");
  });

  test("the history told again gives the same street", () => {
    const street = newYearsEve();
    tableArrives(street);
    const again = replay(street.told.map(({ event, at: when }) => ({ event, at: when })));
    expect(again).toEqual(street.dossier);
  });
});

describe("office hours are those of the day on which a clock was set", () => {
  const LATE: OfficeHours = [[10 * 60, 18 * 60]];
  const late = (years: readonly HolidayYear[]) => calendarOf(years, LATE);

  test("a change of them moves no clock that runs, not even when it is computed again", () => {
    const street = new Street({ start: at("2027-12-31T17:00") });
    street.calendar = late([KNOWN_2027]);
    street.file();
    expect(wall(clock(street.search.deadlines, "CONSULT").dueAt)).toBe("2028-01-03T13:00");
    tableArrives(street);
    // Three hours are left for Wednesday 5 January, from ten o'clock, as it was promised; not from eight.
    expect(wall(clock(street.search.deadlines, "CONSULT").dueAt)).toBe("2028-01-05T13:00");
  });
});
