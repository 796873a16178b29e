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

test.each([
  ["CLAIM", "claimNearby"],
  ["CLAIM_REJECTED", "claimRejectedNearby"],
  ["DENIAL", "denialNearby"],
  ["DENIAL_OVERTURNED", "denialOverturnedNearby"],
  ["RETURN", "returnNearby"],
] as const)(
  "an earlier answer of kind %s next door is evidence about the unit that gave it",
  (kind, evidence) => {
    expect(valueOf(evidenceWith([answer(kind, 3)]), evidence)).toBeGreaterThan(0.9);
    expect(evidenceWith([{ ...answer(kind, 3), unitId: "somebody else" }])).toEqual([]);
  },
);

test("a unit whose claims were often rejected is believed less when it claims", () => {
  const record = { claims: 20, claimsRejected: 18, denials: 0, denialsOverturned: 0 };
  const doubted = evidenceWith([answer("CLAIM", 3)], { ...unit("drain", "DRAINAGE"), record });
  expect(valueOf(doubted, "claimNearby")).toBeLessThan(
    0.5 * valueOf(evidenceWith([answer("CLAIM", 3)]), "claimNearby"),
  );
});

test("what a unit said about the component itself is no evidence about its neighbourhood", () => {
  expect(evidenceWith([{ ...answer("DENIAL", 0), componentId: "c1" }])).toEqual([]);
});

test("ownerless neighbours make an ownerless component likelier", () => {
  const [lon, lat] = at(8, 0);
  const neighbours = [{ id: "n", unitId: null, classCode: "0102", lon, lat }];
  const { scene } = sceneOf(around({ neighbours }), component("0102"), "drain");
  expect(valueOf(noneEvidence(scene), "noneOwnerlessNeighbours")).toBeGreaterThan(0.5);
});
