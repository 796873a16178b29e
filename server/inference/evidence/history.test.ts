import { expect, test } from "vitest";
import type { CandidateUnit, EarlierAnswer } from "../context.ts";
import { around, at, component, sceneOf, unit, valueOf } from "../testing.ts";
import { historyEvidence } from "./history.ts";
import { noneEvidence } from "./none.ts";

const answer = (kind: EarlierAnswer["kind"], east: number, classCode = "0102"): EarlierAnswer => {
  const [lon, lat] = at(east, 0);
  return { unitId: "drain", kind, classCode, lon, lat, day: "2023-05-01" };
};
const evidenceWith = (history: EarlierAnswer[], drain: CandidateUnit = unit("drain", "DRAINAGE")) => {
  const { scene, unit: number } = sceneOf(around({ history, units: [drain] }), component("0102"), "drain");
  return historyEvidence(scene, number);
};

test("a denial counts the more the nearer it was and the more alike the component", () => {
  const near = valueOf(evidenceWith([answer("DENIAL", 3)]), "denialNearby");
  expect(near).toBeGreaterThan(valueOf(evidenceWith([answer("DENIAL", 40)]), "denialNearby"));
  expect(near).toBeGreaterThan(valueOf(evidenceWith([answer("DENIAL", 3, "0118")]), "denialNearby"));
});

test("a unit whose denials were often overturned is believed less", () => {
  const record = { claims: 0, claimsRejected: 0, denials: 20, denialsOverturned: 18 };
  const doubted = evidenceWith([answer("DENIAL", 3)], { ...unit("drain", "DRAINAGE"), record });
  expect(valueOf(doubted, "denialNearby")).toBeLessThan(
    0.5 * valueOf(evidenceWith([answer("DENIAL", 3)]), "denialNearby"),
  );
});

test("ten denials next door are not ten times one", () => {
  const ten = Array.from({ length: 10 }, (_, i) => answer("DENIAL", 3 + i));
  expect(evidenceWith(ten)).toHaveLength(1);
});

test("with nothing around, none of these is said to be likely, with the reason", () => {
  const { scene } = sceneOf(around({}), component("0102"), "drain");
  const said = noneEvidence(scene).map(({ kind }) => kind);
  expect(said).toEqual(expect.arrayContaining(["noneBase", "noneNoFittingLine", "noneNothingNearby"]));
});
