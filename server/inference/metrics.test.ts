import { expect, test } from "vitest";
import { majorityOfFive, nearestLine } from "./baselines.ts";
import { scoreByClass, scoreOf, type Prediction } from "./metrics.ts";
import { around, at, component, line, square } from "./testing.ts";

const prediction = (truth: string, ...ranked: [string, number][]): Prediction => ({
  classKey: "0102",
  truth,
  ranked: ranked.map(([unitId, probability]) => ({ unitId, probability })),
});

test("hits, Brier score and calibration are what the textbook says", () => {
  const score = scoreOf([
    prediction("a", ["a", 0.8], ["b", 0.2]),
    prediction("a", ["b", 0.6], ["a", 0.4]),
    prediction("a", ["b", 0.5], ["c", 0.5]),
    prediction("a"),
  ]);
  expect(score.hit1).toBe(0.25);
  expect(score.hit3).toBe(0.5);
  expect(score.brier).toBeCloseTo((0.08 + 0.72 + 1.5 + 1) / 4, 9);
  // |0.8 - 1|, |0.6 - 0| and |0.5 - 0| each in a bin of its own; an empty ranking is 0 sure and 0 right.
  expect(score.ece).toBeCloseTo((0.2 + 0.6 + 0.5) / 4, 9);
});

test("classes are scored apart, the biggest first", () => {
  const other = { ...prediction("a", ["a", 1]), classKey: "0104" };
  const classes = scoreByClass([prediction("a", ["a", 1]), other, other]);
  expect(classes.map(({ classKey, score }) => [classKey, score.count])).toEqual([
    ["0104", 2],
    ["0102", 1],
  ]);
});

test("the rules of thumb take the nearest line, else the area, and the five nearest neighbours but not itself", () => {
  const lines = [line("cable", "POWER", [-9, 1], [9, 1]), line("sewer", "SEWAGE", [-9, 4], [9, 4])];
  const areas = [square("estate", "COMPOUND", -9, -9, 9, 9)];
  const here = component("0104");
  expect(nearestLine(around({ lines, areas }), here)(here)).toBe("cable");
  expect(nearestLine(around({ areas }), here)(here)).toBe("estate");
  expect(nearestLine(around({}), here)(here)).toBeNull();
  const neighbours = ["a", "b", "b", "a", "b", "c", "c"].map((unitId, i) => {
    const [lon, lat] = at(i, 0);
    return { id: `c${i + 1}`, unitId, lon, lat };
  });
  expect(majorityOfFive(neighbours, here)(here)).toBe("b");
});
