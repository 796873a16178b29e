import { expect, test } from "vitest";
import type { CandidateUnit, ResponsibleArea } from "../context.ts";
import { around, component, line, sceneOf, square, unit as unitOf, valueOf } from "../testing.ts";
import { areaEvidence, privateGroundEvidence, streetEvidence } from "./areas.ts";

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

test.each([
  ["DUTY", "insideDuty"],
  ["ROAD", "insideRoad"],
  ["COMPOUND", "insideCompound"],
  ["FACTORY", "insideCompound"],
  ["PARCEL", "insideParcel"],
  ["GREEN", "insideParcel"],
  ["SERVICE", "insideService"],
] as const)("standing in an area of kind %s speaks for whoever answers for it", (kind, evidence) => {
  const area = square("u", kind, -40, -40, 40, 40);
  const elsewhere = square("u", kind, 400, -40, 480, 40);
  expect(valueOf(evidenceIn([area], "u"), evidence)).toBeGreaterThan(0.9);
  expect(valueOf(evidenceIn([elsewhere], "u"), evidence)).toBe(0);
});

const typed = (areas: ResponsibleArea[], classCode: string, one: CandidateUnit) => {
  const { scene, unit } = sceneOf(around({ areas, units: [one] }), component(classCode), one.id);
  return { scene, unit };
};

test("inside an estate the sewer covers and lamps go with the ground, the gas company's covers do not", () => {
  const yard = [square("estate", "COMPOUND", -40, -40, 40, 40)];
  const valueFor = (classCode: string): number => {
    const { scene, unit } = typed(yard, classCode, unitOf("estate", "PROPERTY_MANAGEMENT"));
    return valueOf(privateGroundEvidence(scene, unit), "privateGround");
  };
  expect(valueFor("0102")).toBeGreaterThan(0.9);
  expect(valueFor("0118")).toBeGreaterThan(0.5);
  expect(valueFor("0111")).toBe(0);
  expect(valueFor("0107")).toBe(0);
});

test("a village's own road is its ground, a road that the city maintains is nobody's private ground", () => {
  const road = [square("keeper", "ROAD", -40, -40, 40, 40)];
  const village = typed(road, "0102", unitOf("keeper", "VILLAGE"));
  const city = typed(road, "0102", unitOf("keeper", "ROAD"));
  expect(valueOf(privateGroundEvidence(village.scene, village.unit), "privateGround")).toBeGreaterThan(0.9);
  expect(privateGroundEvidence(city.scene, city.unit)).toEqual([]);
});

test("a committee's duty grid says less about a bus shelter than about its own notice board", () => {
  const grid = [square("committee", "DUTY", -400, -400, 400, 400)];
  const valueFor = (classCode: string): number => {
    const { scene, unit } = typed(grid, classCode, unitOf("committee", "COMMUNITY"));
    return valueOf(areaEvidence(scene, unit), "insideDuty");
  };
  expect(valueFor("0203")).toBeLessThan(0.5 * valueFor("0501"));
});

test("who keeps the streets keeps their lamps, unless the units say what they are", () => {
  const streets = [square("city", "ROAD", 60, -100, 70, 100)];
  const untyped = sceneOf(around({ areas: streets }), component("0118"), "city");
  expect(valueOf(streetEvidence(untyped.scene, untyped.unit), "keepsStreets")).toBeGreaterThan(0.5);
  const known = typed(streets, "0118", unitOf("city", "ROAD"));
  expect(streetEvidence(known.scene, known.unit)).toEqual([]);
  const other = sceneOf(around({ areas: streets }), component("0118"), "college");
  expect(streetEvidence(other.scene, other.unit)).toEqual([]);
});

test("a concession of a unit that is not the usual keeper says little", () => {
  const concession = [square("water", "SERVICE", -400, -400, 400, 400)];
  const valueFor = (classCode: string): number => {
    const { scene, unit } = typed(concession, classCode, unitOf("water", "WATER_SUPPLY"));
    return valueOf(areaEvidence(scene, unit), "insideService");
  };
  expect(valueFor("0113")).toBeLessThan(0.5);
  expect(valueFor("0101")).toBeGreaterThan(0.9);
});

test("others' ground speaks against a unit that holds none there, however wide its concession", () => {
  const areas = [square("park", "GREEN", -40, -40, 40, 40), square("water", "SERVICE", -400, -400, 400, 400)];
  expect(valueOf(evidenceIn(areas, "water"), "othersGround")).toBeGreaterThan(0.2);
  expect(valueOf(evidenceIn(areas, "park"), "othersGround")).toBe(0);
});

test("between strips of several roads the chances of standing on each are shares of one", () => {
  const strips = [-4.5, -1.5, 1.5].map((west, i) => square(`u${i}`, "ROAD", west, -50, west + 3, 50));
  const sum = ["u0", "u1", "u2"].reduce(
    (total, unitId) => total + valueOf(evidenceIn(strips, unitId, "0118", 3), "insideRoad"),
    0,
  );
  expect(sum).toBeLessThanOrEqual(1.001);
});
