import { expect, test } from "vitest";
import { around, component, line, sceneOf, unit, valueOf } from "../testing.ts";
import { explainingLine, lineEvidence } from "./lines.ts";

const units = [unit("water", null, "WATER"), unit("drain", null, "SEWAGE"), unit("far", null, "SEWAGE")];
const street = around({
  units,
  lines: [line("water", "WATER", [-50, 0.4], [50, 0.4]), line("drain", "SEWAGE", [-50, 0.9], [50, 0.9])],
});

const evidenceFor = (unitId: string, classCode: string | null, accuracyM: number) => {
  const { scene, unit: number } = sceneOf(street, component(classCode, { accuracyM }), unitId);
  return lineEvidence(scene, number, explainingLine(scene, number));
};

test("0.4 m and 0.9 m are nearly the same for a point good to 1.5 m and far apart for one good to 5 cm", () => {
  const gap = (accuracyM: number): number =>
    valueOf(evidenceFor("water", null, accuracyM), "lineDistanceOn") -
    valueOf(evidenceFor("drain", null, accuracyM), "lineDistanceOn");
  const known = (accuracyM: number): number =>
    valueOf(evidenceFor("water", "0102", accuracyM), "lineDistanceOn") -
    valueOf(evidenceFor("drain", "0102", accuracyM), "lineDistanceOn");
  expect(gap(1.5)).toBeLessThan(0.2);
  expect(known(0.05)).toBeGreaterThan(0.5);
});

test("a sewage cover fits a sewer and no water main, however near that lies", () => {
  expect(valueOf(evidenceFor("drain", "0102", 0.2), "mediumFit")).toBeGreaterThan(1);
  expect(valueOf(evidenceFor("water", "0102", 0.2), "mediumFit")).toBeLessThan(-1);
});

test("a class nobody knows fits everything alike", () => {
  expect(valueOf(evidenceFor("water", null, 0.2), "mediumFit")).toBe(0);
});

test("a unit without a line nearby is further back where others have one that fits", () => {
  const alone = sceneOf(around({ units }), component("0102"), "far");
  const absent = lineEvidence(alone.scene, alone.unit, undefined);
  expect(valueOf(evidenceFor("far", "0102", 0.2), "noLineNearby")).toBeGreaterThan(
    valueOf(absent, "noLineNearby"),
  );
  expect(valueOf(absent, "farMediumFit")).toBeGreaterThan(0);
});
