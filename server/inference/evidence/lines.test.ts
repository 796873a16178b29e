import { expect, test } from "vitest";
import { around, component, line, sceneOf, unit, valueOf } from "../testing.ts";
import { explainingLine, hostLine, lineEvidence } from "./lines.ts";

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

test("a hydrant hangs on the water main whether the water works keep it or the fire service", () => {
  const town = around({
    units: [unit("works", "WATER_SUPPLY", "WATER"), unit("fire", "FIRE"), unit("bus", "BUS")],
    lines: [line("works", "WATER", [-50, 1], [50, 1])],
  });
  const evidenceOf = (unitId: string) => {
    const { scene, unit: number } = sceneOf(town, component("0113"), unitId);
    return lineEvidence(scene, number, explainingLine(scene, number) ?? hostLine(scene, number));
  };
  expect(valueOf(evidenceOf("fire"), "mediumFit")).toBe(valueOf(evidenceOf("works"), "mediumFit"));
  expect(evidenceOf("fire").map(({ key }) => key)).toContain("hostLine");
  expect(evidenceOf("bus")).toEqual([]);
});

test("who has most of a medium's lines here is likelier to own what sits on one of them", () => {
  const twins = around({
    units: [unit("big", null, "TELECOM"), unit("small", null, "TELECOM")],
    lines: [
      line("big", "TELECOM", [-60, 1], [60, 1]),
      line("big", "TELECOM", [-60, 9], [60, 9]),
      line("small", "TELECOM", [0, -1], [10, -1]),
    ],
  });
  const shareFor = (unitId: string): number => {
    const { scene, unit: number } = sceneOf(twins, component("0107"), unitId);
    return valueOf(lineEvidence(scene, number, explainingLine(scene, number)), "shareOfMedium");
  };
  expect(shareFor("big")).toBeGreaterThan(shareFor("small"));
});

test("the error of a unit's own map softens a distance as the point's error does", () => {
  const closenessWith = (accuracyM: number): number => {
    const lines = [{ ...line("drain", "SEWAGE", [-50, 3], [50, 3]), accuracyM }];
    const { scene, unit: number } = sceneOf(around({ lines }), component("0102"), "drain");
    return valueOf(lineEvidence(scene, number, explainingLine(scene, number)), "lineDistanceOn");
  };
  expect(closenessWith(3)).toBeGreaterThan(closenessWith(0.2) + 1);
});

test("where nobody's lines are mapped, nobody is said to lack one; where they are, but not here, it is said", () => {
  const unmapped = sceneOf(around({ units: [unit("far", null)] }), component("0102"), "far");
  expect(lineEvidence(unmapped.scene, unmapped.unit, undefined)).toEqual([]);
  const elsewhere = sceneOf(around({ units }), component("0102"), "far");
  expect(valueOf(lineEvidence(elsewhere.scene, elsewhere.unit, undefined), "noLineNearby")).toBe(1);
});

test("a second police unit is no guest on the lines of the first", () => {
  const town = around({
    units: [unit("signals", "POLICE_TRAFFIC", "TRAFFIC_SIGNAL"), unit("cameras", "POLICE_TRAFFIC")],
    lines: [line("signals", "TRAFFIC_SIGNAL", [-50, 1], [50, 1])],
  });
  const { scene, unit: number } = sceneOf(town, component("0210"), "cameras");
  expect(hostLine(scene, number)).toBeUndefined();
});
