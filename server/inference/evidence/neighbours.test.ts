import { expect, test } from "vitest";
import type { ConfirmedNeighbour } from "../context.ts";
import { around, at, component, sceneOf, valueOf } from "../testing.ts";
import { neighbourEvidence, runEvidence, shareEvidence } from "./neighbours.ts";

const near = (
  id: string,
  unitId: string,
  east: number,
  north: number,
  classCode = "0118",
): ConfirmedNeighbour => {
  const [lon, lat] = at(east, north);
  return { id, unitId, classCode, lon, lat };
};
const sceneWith = (neighbours: ConfirmedNeighbour[], part = {}) =>
  sceneOf(around({ neighbours }), component("0118", part), "a");

test("lamps next door speak for their owner and against the others", () => {
  const { scene, unit } = sceneWith([near("1", "a", 20, 0), near("2", "a", -20, 0), near("3", "b", 60, 0)]);
  expect(valueOf(neighbourEvidence(scene, unit), "sameClassNeighbours")).toBeGreaterThan(1);
  const other = sceneOf(around({ neighbours: [near("1", "a", 5, 0)] }), component("0118"), "b");
  expect(valueOf(neighbourEvidence(other.scene, other.unit), "sameClassNeighbours")).toBeLessThan(0);
});

test("the component itself is no neighbour of its own", () => {
  const { scene, unit } = sceneWith([near("c1", "a", 0, 0)]);
  expect(neighbourEvidence(scene, unit)).toEqual([]);
});

test("an even run is told from an uneven one", () => {
  const even = sceneWith([near("1", "a", -30, 0), near("2", "a", 30, 0.5)]);
  const uneven = sceneWith([near("1", "a", -30, 0), near("2", "a", 8, 25)]);
  expect(valueOf(runEvidence(even.scene, even.unit), "inRun")).toBeGreaterThan(0.8);
  expect(runEvidence(uneven.scene, uneven.unit)).toEqual([]);
});

test("who has most of a class here is known from five on", () => {
  const five = [1, 2, 3, 4, 5].map((i) => near(String(i), "a", 1000 * i, 0));
  const many = sceneWith(five);
  const few = sceneWith(five.slice(0, 3));
  expect(valueOf(shareEvidence(many.scene, many.unit), "shareOfClass")).toBeGreaterThan(1);
  expect(shareEvidence(few.scene, few.unit)).toEqual([]);
});

test("shares counted over the whole street stand in for counting the neighbours", () => {
  const classShares = [
    { classCode: "0118", unitId: "a", count: 90 },
    { classCode: "0118", unitId: "b", count: 10 },
  ];
  const valueFor = (unitId: string): number => {
    const { scene, unit } = sceneOf(around({ classShares }), component("0118"), unitId);
    return valueOf(shareEvidence(scene, unit), "shareOfClass");
  };
  expect(valueFor("a")).toBeGreaterThan(2);
  expect(valueFor("b")).toBeLessThan(-2);
});

test("who has most of a class in this size is told from who has most of the class", () => {
  const of = (unitId: string, diameterMm: number, count: number): ConfirmedNeighbour[] =>
    Array.from({ length: count }, (_, i) => ({
      ...near(`${unitId}${diameterMm}-${i}`, unitId, 500 + i, diameterMm, "0102"),
      diameterMm,
    }));
  const neighbours = [...of("a", 700, 8), ...of("b", 900, 12)];
  const { scene, unit } = sceneOf(
    around({ neighbours }),
    component("0102", { attributes: { diameterMm: 700 } }),
    "a",
  );
  const evidence = shareEvidence(scene, unit);
  expect(valueOf(evidence, "shareOfClass")).toBeLessThan(0);
  expect(valueOf(evidence, "shareOfSize")).toBeGreaterThan(2);
  const unmeasured = sceneOf(around({ neighbours }), component("0102"), "a");
  expect(valueOf(shareEvidence(unmeasured.scene, unmeasured.unit), "shareOfSize")).toBe(0);
});

test("a neighbour of the same class and size says more than one of another size", () => {
  const [lon, lat] = at(10, 0);
  const sizeFor = (diameterMm: number): number => {
    const neighbours = [{ id: "1", unitId: "a", classCode: "0102", lon, lat, diameterMm }];
    const subject = component("0102", { attributes: { diameterMm: 700 } });
    const { scene, unit } = sceneOf(around({ neighbours }), subject, "a");
    return valueOf(neighbourEvidence(scene, unit), "sameSizeNeighbours");
  };
  expect(sizeFor(700)).toBeGreaterThan(0.5);
  expect(sizeFor(800)).toBe(0);
});

test("a component one step behind two others of a row is in their run", () => {
  const row = sceneWith([near("1", "a", -30, 0), near("2", "a", -60, 0)]);
  expect(valueOf(runEvidence(row.scene, row.unit), "inRun")).toBeGreaterThan(0.8);
  const others = sceneOf(
    around({ neighbours: [near("1", "b", -30, 0), near("2", "b", -60, 0)] }),
    component("0118"),
    "a",
  );
  expect(runEvidence(others.scene, others.unit)).toEqual([]);
});
