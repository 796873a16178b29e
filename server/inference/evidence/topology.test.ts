import { expect, test } from "vitest";
import type { NetworkLine } from "../context.ts";
import { around, component, line, sceneOf, valueOf } from "../testing.ts";
import { explainingLine } from "./lines.ts";
import { topologyEvidence } from "./topology.ts";

const evidenceOn = (lines: NetworkLine[], classCode = "0102", accuracyM = 0.2) => {
  const { scene, unit } = sceneOf(around({ lines }), component(classCode, { accuracyM }), "drain");
  return topologyEvidence(scene, explainingLine(scene, unit));
};

test("a shaft at the end of a sewer is told from one beside it", () => {
  expect(valueOf(evidenceOn([line("drain", "SEWAGE", [0.1, 0], [50, 0])]), "onLineEnd")).toBeGreaterThan(0.5);
  expect(valueOf(evidenceOn([line("drain", "SEWAGE", [-50, 0], [50, 0])]), "onLineEnd")).toBe(0);
});

test("an end is worth less the worse the survey", () => {
  const end = [line("drain", "SEWAGE", [0.1, 0], [50, 0])];
  const phone = valueOf(evidenceOn(end, "0102", 1.5), "onLineEnd");
  expect(phone).toBeLessThan(valueOf(evidenceOn(end), "onLineEnd"));
});

test("three sewers that meet are a branch", () => {
  const star = [
    line("drain", "SEWAGE", [0, 0], [50, 0]),
    line("drain", "SEWAGE", [0, 0], [-50, 0]),
    line("drain", "SEWAGE", [0, 0], [0, 50]),
  ];
  expect(valueOf(evidenceOn(star), "onBranch")).toBeGreaterThan(0.5);
  expect(valueOf(evidenceOn(star.slice(0, 2)), "onBranch")).toBe(0);
});

test("a change of diameter is seen where two pipes meet", () => {
  const pipes = [
    { ...line("drain", "SEWAGE", [0, 0], [50, 0]), diameterMm: 300 },
    { ...line("drain", "SEWAGE", [0, 0], [-50, 0]), diameterMm: 500 },
  ];
  expect(valueOf(evidenceOn(pipes), "onDiameterChange")).toBeGreaterThan(0.5);
});

test("a component between two parallel lines of a unit is between them", () => {
  const pair = [
    line("drain", "SEWAGE", [-50, 0.8], [50, 0.8]),
    line("drain", "SEWAGE", [-50, -0.9], [50, -0.9]),
  ];
  expect(valueOf(evidenceOn(pair), "betweenParallelLines")).toBe(1);
  expect(valueOf(evidenceOn(pair.slice(0, 1)), "betweenParallelLines")).toBe(0);
});

test("a bench is on no network's end", () => {
  expect(evidenceOn([line("drain", "SEWAGE", [0, 0], [50, 0])], "0407")).toEqual([]);
});

test("a shaft on a bend of a sewer is told from one along it", () => {
  const bend = [line("drain", "SEWAGE", [-50, 0], [0, 0], [30, 30])];
  const straight = [line("drain", "SEWAGE", [-50, 0], [50, 0])];
  expect(valueOf(evidenceOn(bend), "onVertex")).toBeGreaterThan(0.5);
  expect(valueOf(evidenceOn(straight), "onVertex")).toBe(0);
});

test("a point drawn on the very vertex of a line was drawn with it", () => {
  expect(valueOf(evidenceOn([line("drain", "SEWAGE", [0, 0], [50, 0])]), "snapped")).toBe(1);
  expect(valueOf(evidenceOn([line("drain", "SEWAGE", [-50, 0], [50, 0])]), "snapped")).toBe(0.5);
  expect(valueOf(evidenceOn([line("drain", "SEWAGE", [0.4, 0], [50, 0])]), "snapped")).toBe(0);
});

test("two pipes of one size that meet are a joint and no change of diameter", () => {
  const pipes = [
    { ...line("drain", "SEWAGE", [0, 0], [50, 0]), diameterMm: 300 },
    { ...line("drain", "SEWAGE", [0, 0], [-50, 0]), diameterMm: 300 },
  ];
  expect(valueOf(evidenceOn(pipes), "onDiameterChange")).toBe(0);
  expect(valueOf(evidenceOn(pipes), "onLineEnd")).toBeGreaterThan(0.5);
});
