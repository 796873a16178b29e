import { expect, test } from "vitest";
import type { Observation } from "../context.ts";
import { around, component, sceneOf, unit, valueOf } from "../testing.ts";
import { letteringIsContradicted, observationEvidence, typeEvidence } from "./observations.ts";

const units = [
  unit("water", "WATER_SUPPLY", "WATER"),
  unit("drain", "DRAINAGE", "SEWAGE"),
  unit("bare", "VILLAGE"),
];
const evidenceFor = (unitId: string, ...observations: Observation[]) => {
  const { scene, unit: number } = sceneOf(around({ units }), component("0114", { observations }), unitId);
  return observationEvidence(scene, number);
};

test("letters that name a unit speak for it and a little against the others", () => {
  const letters: Observation = { kind: "LETTERING", unitId: "water" };
  expect(valueOf(evidenceFor("water", letters), "lettering")).toBe(1);
  expect(valueOf(evidenceFor("drain", letters), "lettering")).toBe(-0.5);
});

// docs/domain.md#d8
test("letters count for nothing where the shaft carries something else or the lid does not fit", () => {
  const letters: Observation = { kind: "LETTERING", unitId: "water", medium: "WATER" };
  const sewage: Observation = { kind: "SHAFT_CONTENT", medium: "SEWAGE" };
  expect(letteringIsContradicted([letters, sewage])).toBe(true);
  expect(valueOf(evidenceFor("water", letters, { kind: "RING_MISFIT" }), "lettering")).toBe(0);
  expect(valueOf(evidenceFor("drain", letters, sewage), "shaftContent")).toBe(1);
  expect(valueOf(evidenceFor("water", letters, sewage), "shaftContent")).toBeLessThan(0);
});

test("rainwater in the shaft is nearer to a sewage company than to the water works", () => {
  const rain: Observation = { kind: "SHAFT_CONTENT", medium: "STORM" };
  expect(valueOf(evidenceFor("drain", rain), "shaftContent")).toBeGreaterThan(0);
  expect(valueOf(evidenceFor("bare", rain), "shaftContent")).toBeGreaterThan(
    valueOf(evidenceFor("water", rain), "shaftContent"),
  );
});

test("a hand-over document speaks only for the unit it names", () => {
  const paper: Observation = { kind: "HANDOVER_DOCUMENT", unitId: "drain" };
  expect(valueOf(evidenceFor("drain", paper), "handoverDocument")).toBe(1);
  expect(evidenceFor("water", paper)).toEqual([]);
});

test("a gas unit rarely keeps a sewage cover", () => {
  const fit = (type: string): number => {
    const { scene, unit: number } = sceneOf(around({ units: [unit("u", type)] }), component("0102"), "u");
    return valueOf(typeEvidence(scene, number), "typeFit");
  };
  expect(fit("DRAINAGE")).toBeGreaterThan(1);
  expect(fit("GAS")).toBeLessThan(-1);
});

test.each([
  ["PERMIT", "permit"],
  ["PROJECT", "project"],
  ["MINUTES", "minutes"],
  ["STATEMENT", "statement"],
] as const)("a paper of kind %s speaks for the unit it names and for no other", (kind, evidence) => {
  expect(valueOf(evidenceFor("drain", { kind, unitId: "drain" }), evidence)).toBe(1);
  expect(evidenceFor("water", { kind, unitId: "drain" })).toEqual([]);
});

test("letters of a medium speak for whoever runs it and against whoever runs something else", () => {
  const letters: Observation = { kind: "LETTERING", medium: "WATER" };
  expect(valueOf(evidenceFor("water", letters), "letteringMedium")).toBe(1);
  expect(valueOf(evidenceFor("drain", letters), "letteringMedium")).toBeLessThan(0);
});
