import { expect, test } from "vitest";
import type { ConfirmedNeighbour } from "../context.ts";
import { around, at, component, sceneOf, valueOf } from "../testing.ts";
import { neighbourEvidence, runEvidence } from "./neighbours.ts";

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
  expect(valueOf(neighbourEvidence(many.scene, many.unit), "shareOfClass")).toBeGreaterThan(1);
  expect(valueOf(neighbourEvidence(few.scene, few.unit), "shareOfClass")).toBe(0);
});
