import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HistoryEntry, UnitRef } from "../../../server/contract/shapes.ts";
import type { Tick } from "./picture.ts";
import { FLAG_ROOM, standTexts } from "./stand.ts";
import { placeName, shownThreads, threadsOf } from "./threads.ts";
import { caseCourse, inquiryCourse } from "./course.ts";

const unit = (id: string): UnitRef => ({ id, nameZh: id, nameEn: id, unitType: "WATER_SUPPLY" });
const tick = (id: string, shape: Tick["shape"], at: number): Tick => ({ at, shape, unit: unit(id) });

describe("texts on poles", () => {
  const item = fc.record({
    x: fc.integer({ min: 0, max: 400 }),
    text: fc.constantFrom("修复", "消除隐患", "Make safe", "returned by the water company"),
    importance: fc.integer({ min: 1, max: 6 }),
  });

  test("never meet one another, never leave the drawing, and stand at their own pole", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 14 }), (items) => {
        const stood = standTexts(items, 4, [0, 400], 11);
        expect(stood).toHaveLength(items.length);
        const texts = stood.flatMap(({ left, width, row, item: { x }, flipped }) =>
          left === null ? [] : [{ left, right: left + width, row, x, flipped }],
        );
        for (const text of texts) {
          expect(text.left).toBeGreaterThanOrEqual(0);
          expect(text.right).toBeLessThanOrEqual(400 + 1e-9);
          expect(text.flipped ? text.x - text.right : text.left - text.x).toBeCloseTo(FLAG_ROOM);
          for (const other of texts)
            if (other !== text && other.row === text.row)
              expect(other.right <= text.left || text.right <= other.left).toBe(true);
        }
      }),
    );
  });

  test("give up what matters least where there is no room for all", () => {
    const crowd = Array.from({ length: 9 }, (_, index) => ({ x: 200, text: "消除隐患", importance: index }));
    const labelled = standTexts(crowd, 4, [0, 400], 11).filter(({ left }) => left !== null);
    expect(labelled.length).toBeGreaterThanOrEqual(4);
    expect(Math.min(...labelled.map(({ item: { importance } }) => importance))).toBeGreaterThan(0);
  });

  test("of two clocks that end together fly on one pole, one above the other", () => {
    const both = standTexts(
      [
        { x: 50, text: "修复", importance: 5 },
        { x: 50, text: "消除隐患", importance: 5 },
      ],
      4,
      [0, 400],
      11,
    );
    expect(new Set(both.map(({ row }) => row))).toEqual(new Set([0, 1]));
  });
});

describe("a thread", () => {
  test("holds all letters to and answers from one unit, and waits where a letter was the last word", () => {
    const threads = threadsOf([
      tick("water", "letter", 0),
      tick("gas", "letter", 0),
      tick("gas", "deny", 5),
      tick("water", "silence", 9),
      tick("water", "letter", 20),
    ]);
    expect(threads.map(({ unitId, ticks, waiting }) => [unitId, ticks.length, waiting])).toEqual([
      ["gas", 2, false],
      ["water", 3, true],
    ]);
  });

  test("of a unit that claims stays when there are too many, and the rest is counted", () => {
    const ticks = Array.from({ length: 12 }, (_, index) => tick(`u${index}`, "silence", index));
    const { shown, more } = shownThreads(threadsOf([...ticks, tick("owner", "claim", 99)]), 9);
    expect(shown).toHaveLength(8);
    expect(shown.some(({ unitId }) => unitId === "owner")).toBe(true);
    expect(more).toBe(5);
  });

  test("has its name beside it, on the side with room, inside the drawing", () => {
    expect(placeName("供水 · 否认", [60, 100], [40, 400], 11)).toEqual({ left: 108, text: "供水 · 否认" });
    const left = placeName("供水 · 否认", [300, 380], [40, 400], 11);
    expect(left.left).toBeGreaterThan(40);
    expect(left.left).toBeLessThan(300);
    const tight = placeName("张槎街道城建和水利办公室 · 逾期未复", [100, 300], [40, 400], 11);
    expect(tight.text.endsWith("…")).toBe(true);
    expect(tight.left).toBe(308);
  });
});

describe("a history", () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 2, minutes)).toISOString();
  const entry = (seq: number, kind: string, data: Record<string, unknown>, minutes = seq): HistoryEntry =>
    ({ seq, kind, data, streamId: "s", occurredAt: at(minutes) }) as unknown as HistoryEntry;
  const reported = entry(1, "CASE_REPORTED", {
    number: "C-1",
    componentId: "k",
    divisionCode: "440604",
    danger: true,
    defect: "MISSING",
    channel: "PATROL",
    position: { lon: 113, lat: 23 },
    photoIds: [],
    recurrenceOf: null,
    createdBy: null,
  });
  const filed = entry(2, "CASE_FILED", {
    danger: true,
    defect: "MISSING",
    rulePack: { id: "yuncheng", version: 1 },
  });
  const sent = entry(3, "CASE_DISPATCHED", {
    unitId: "u",
    substituteHandling: false,
    emergencyReason: null,
    automatic: true,
  });

  test("tells of the return and the rest that the file has forgotten, whichever end it is read from", () => {
    const safe = entry(5, "CASE_MADE_SAFE", { photoIds: [], measure: "PLATE" });
    const rest = entry(6, "CASE_SUSPENDED", { until: at(50), reasonCode: "ROAD_WORKS" });
    const on = entry(7, "CASE_RESUMED", {});
    const returned = entry(4, "CASE_RETURNED", { unitId: "u", reasonCode: "NOT_OURS", namesUnitId: null });
    const newestFirst = [on, rest, safe, { ...sent, seq: 4.5 }, returned, sent, filed, reported];
    const course = caseCourse(newestFirst);
    expect(course?.states.map(({ state }) => state)).toEqual([
      "REPORTED",
      "FILED",
      "DISPATCHED",
      "RETURNED",
      "DISPATCHED",
      "MADE_SAFE",
      "SUSPENDED",
      "MADE_SAFE",
    ]);
  });

  test("marks what is no state: an extension, an escalation", () => {
    const course = caseCourse([reported, filed, sent, entry(4, "CASE_ESCALATED", { deadline: "GUARD" })]);
    expect(course?.ticks).toEqual([{ at: Date.parse(at(4)), shape: "escalation", unit: null }]);
  });

  test("that does not begin at the beginning is not drawn at all", () => {
    expect(caseCourse([filed, sent])).toBeNull();
    expect(caseCourse([])).toBeNull();
    expect(inquiryCourse([entry(2, "LETTER_SENT", {})])).toBeNull();
  });
});
