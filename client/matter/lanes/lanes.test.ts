import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CaseDetail } from "../../../server/contract/cases.ts";
import { lanesOfCase } from "./case-lane.ts";
import { placeLabels, textWidth } from "./labels.ts";
import { chain, flagsOf } from "./picture.ts";
import { endOf, momentsOf, scaleOf, stretchedScale } from "./scale.ts";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const T0 = Date.parse("2026-11-22T02:00:00Z");
const iso = (minutes: number) => new Date(T0 + minutes * MINUTE).toISOString();

describe("the axis", () => {
  test("keeps the order of any moments and stays inside the drawing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: T0, max: T0 + 400 * DAY }), { minLength: 2, maxLength: 40 }),
        (moments) => {
          const scale = stretchedScale(moments, 40, 400);
          const places = moments.toSorted((a, b) => a - b).map(scale);
          places.forEach((place, index) => {
            expect(place).toBeGreaterThanOrEqual(40);
            expect(place).toBeLessThanOrEqual(400 + 1e-6);
            if (index > 0) expect(place).toBeGreaterThanOrEqual((places[index - 1] ?? 0) - 1e-6);
          });
        },
      ),
    );
  });

  test("shows twenty minutes of guarding beside half a year of asking", () => {
    const scale = stretchedScale([T0, T0 + 20 * MINUTE, T0 + 180 * DAY], 0, 300);
    expect(scale(T0 + 20 * MINUTE)).toBeGreaterThan(25);
    expect(scale(T0 + 180 * DAY)).toBe(300);
  });

  test("leaves room for what has been while everything is still to come", () => {
    const lane = {
      segments: [{ words: "caseState", code: "FILED", from: T0, to: null, tone: "danger" }],
      flags: [
        {
          kind: "GUARD",
          clock: "URGENT_HOUR",
          at: T0 + 30 * MINUTE,
          dueAt: T0 + 30 * MINUTE,
          metAt: null,
          state: "coming",
        },
      ],
      ticks: [],
    } as const;
    for (const now of [T0 + 500, T0 + MINUTE]) {
      const scale = scaleOf(
        { safety: lane, ownership: null, caught: null, fork: null, start: T0, now },
        0,
        100,
      );
      expect(scale(T0)).toBe(0);
      expect(scale(now)).toBeGreaterThanOrEqual(26);
      expect(scale(T0 + 30 * MINUTE)).toBeGreaterThan(scale(now));
    }
  });

  test("runs evenly between two events", () => {
    const scale = stretchedScale([T0, T0 + DAY, T0 + 3 * DAY], 0, 100);
    const [left, middle, right] = [scale(T0 + DAY), scale(T0 + 2 * DAY), scale(T0 + 3 * DAY)];
    expect(middle - left).toBeCloseTo(right - middle);
  });
});

describe("labels", () => {
  test("never cover one another in a row and never leave the drawing", () => {
    const label = fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      text: fc.constantFrom("供水", "张槎城建和水利办", "Water"),
      importance: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 25 }), (wanted) => {
        const placed = placeLabels(wanted, 2, [0, 400], 11);
        for (const one of placed) {
          expect(one.left).toBeGreaterThanOrEqual(0);
          expect(one.left + one.width).toBeLessThanOrEqual(400 + 1e-9);
          for (const other of placed) {
            if (one === other || one.row !== other.row) continue;
            expect(one.left + one.width <= other.left || other.left + other.width <= one.left).toBe(true);
          }
        }
      }),
    );
  });

  test("give a Chinese character the room of two others", () => {
    expect(textWidth("围蔽", 10)).toBe(20);
    expect(textWidth("ab", 10)).toBeCloseTo(11.2);
  });
});

describe("a lane", () => {
  test("leaves out steps that never began and steps without length", () => {
    const segments = chain(
      [
        { code: "REPORTED", at: T0, tone: "idle" },
        { code: "FILED", at: T0, tone: "danger" },
        { code: "DISPATCHED", at: null, tone: "danger" },
        { code: "GUARDED", at: T0 + MINUTE, tone: "watch" },
      ],
      "caseState",
      null,
    );
    expect(segments.map(({ code, to }) => [code, to])).toEqual([
      ["FILED", T0 + MINUTE],
      ["GUARDED", null],
    ]);
  });

  test("flags a clock as met, met late, missed or to come, where that shows, and leaves out one that was stopped in time", () => {
    const clock = { kind: "GUARD", clock: "URGENT_HOUR", dueAt: iso(30), metAt: null, cancelledAt: null };
    const now = T0 + 60 * MINUTE;
    expect(flagsOf([{ ...clock, metAt: iso(20) }], now)[0]?.at).toBe(T0 + 20 * MINUTE);
    expect(flagsOf([{ ...clock, metAt: iso(40) }], now)[0]?.at).toBe(T0 + 30 * MINUTE);
    const states = flagsOf(
      [
        { ...clock, metAt: iso(20) },
        { ...clock, metAt: iso(40) },
        clock,
        { ...clock, dueAt: iso(90) },
        { ...clock, cancelledAt: iso(10) },
        { ...clock, cancelledAt: iso(50) },
      ],
      now,
    ).map(({ state }) => state);
    expect(states).toEqual(["met", "late", "missed", "coming", "missed"]);
  });

  test("of a danger is red until it is guarded, amber until it is safe, and ends with the case", () => {
    const file = {
      danger: true,
      state: "CLOSED",
      reportedAt: iso(0),
      filedAt: iso(2),
      dispatchedAt: iso(2),
      guardedAt: iso(20),
      madeSafeAt: iso(70),
      repairedAt: iso(300),
      checkedAt: iso(400),
      endedAt: iso(500),
      returns: [],
      deadlines: [],
    } as unknown as CaseDetail;
    const picture = lanesOfCase(file, null, T0 + DAY);
    expect(picture.safety?.segments.map(({ code, tone }) => `${code} ${tone}`)).toEqual([
      "REPORTED danger",
      "DISPATCHED danger",
      "GUARDED watch",
      "MADE_SAFE work",
      "REPAIRED work",
      "POST_REPAIR_CHECK done",
    ]);
    expect(picture.now).toBeNull();
    expect(endOf(picture)).toBe(T0 + 500 * MINUTE);
    expect(momentsOf(picture)).toContain(T0 + 20 * MINUTE);
  });
});
