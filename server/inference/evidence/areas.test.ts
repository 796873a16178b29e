import { expect, test } from "vitest";
import type { ResponsibleArea } from "../context.ts";
import { around, component, line, sceneOf, square, valueOf } from "../testing.ts";
import { areaEvidence } from "./areas.ts";

const evidenceIn = (areas: ResponsibleArea[], unitId: string, classCode = "0118", accuracyM = 0.2) => {
  const { scene, unit } = sceneOf(around({ areas }), component(classCode, { accuracyM }), unitId);
  return areaEvidence(scene, unit);
};

test("inside a road in custody is certain in the middle and even at the edge", () => {
  const middle = evidenceIn([square("roads", "ROAD", -40, -40, 40, 40)], "roads");
  const edge = evidenceIn([square("roads", "ROAD", 0, -40, 80, 40)], "roads");
  expect(valueOf(middle, "insideRoad")).toBeGreaterThan(0.95);
  expect(valueOf(edge, "insideRoad")).toBeCloseTo(0.5, 1);
});

test("between two areas the deeper one is the likelier, less clearly for a phone's fix", () => {
  const both = [square("a", "PARCEL", -40, -40, 2, 40), square("b", "PARCEL", 2, -40, 40, 40)];
  const deepest = (accuracyM: number) => valueOf(evidenceIn(both, "a", "0118", accuracyM), "deepestArea");
  expect(deepest(0.2)).toBeGreaterThan(0.95);
  expect(deepest(5)).toBeLessThan(deepest(0.2));
});

test("the ground says less about a shaft that sits on a mapped sewer", () => {
  const areas = [square("estate", "COMPOUND", -40, -40, 40, 40)];
  const lines = [line("drain", "SEWAGE", [-50, 0], [50, 0])];
  const { scene, unit } = sceneOf(around({ areas, lines }), component("0102"), "estate");
  const unmapped = valueOf(evidenceIn(areas, "estate", "0102"), "insideCompound");
  expect(valueOf(areaEvidence(scene, unit), "insideCompound")).toBeLessThan(0.6 * unmapped);
});

test("an area whose rings run the other way round counts the same", () => {
  const area = square("roads", "ROAD", -40, -40, 40, 40);
  const reversed = {
    ...area,
    polygons: area.polygons.map((rings) => rings.map((ring) => ring.toReversed())),
  };
  expect(evidenceIn([reversed], "roads")).toEqual(evidenceIn([area], "roads"));
});
