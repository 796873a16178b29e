import { describe, expect, test } from "vitest";
import { PACK } from "../mechanism/testing.ts";
import { ruleDifference } from "./rule-difference.ts";
import type { RulePack } from "./rules.ts";

const [line] = PACK.repairs;
if (!line) throw new Error("no line");
const second = { ...line, id: "R02", minutes: 240 };
const two: RulePack = { ...PACK, repairs: [line, second] };
const said = (before: RulePack, after: RulePack) =>
  ruleDifference(before, after).map(({ part, key, change }) => `${part} ${key} ${change}`);

describe("the difference between two packs", () => {
  test("is nothing between a pack and its copy, whatever the order of the fields", () => {
    const { minutes, clock, ...rest } = line;
    expect(said(PACK, { ...PACK, repairs: [{ ...rest, clock, minutes }] })).toEqual([]);
  });

  test("names a changed step with what it was and what it is", () => {
    const slow = { clock: "WORK_HOUR", minutes: 60, source: "test" } as const;
    expect(ruleDifference(PACK, { ...PACK, steps: { ...PACK.steps, GUARD: slow } })).toEqual([
      { part: "STEP", key: "GUARD", change: "CHANGED", before: PACK.steps.GUARD, after: slow },
    ]);
  });

  test("names a step that is left to the default from now on, and one that no longer is", () => {
    const { GUARD: _, ...without } = PACK.steps;
    expect(said(PACK, { ...PACK, steps: without })).toEqual(["STEP GUARD REMOVED"]);
    expect(said({ ...PACK, steps: without }, PACK)).toEqual(["STEP GUARD ADDED"]);
  });

  test("names lines that came, went and changed", () => {
    expect(said(PACK, two)).toEqual(["REPAIR R02 ADDED"]);
    expect(said(two, PACK)).toEqual(["REPAIR R02 REMOVED"]);
    expect(said(PACK, { ...PACK, repairs: [{ ...line, defects: ["MISSING"] }] })).toEqual([
      "REPAIR R01 CHANGED",
    ]);
  });

  test("names lines that changed places, because the first that fits decides", () => {
    expect(said(two, { ...two, repairs: [second, line] })).toEqual(["REPAIR R02 MOVED", "REPAIR R01 MOVED"]);
  });

  test("does not call a line moved that only stands lower because one came before it", () => {
    const first = { ...line, id: "R00" };
    expect(said(two, { ...two, repairs: [first, line, second] })).toEqual(["REPAIR R00 ADDED"]);
  });

  test("names another text and another limit for all other repairs", () => {
    const after: RulePack = { ...PACK, sourceText: "another", otherRepair: null };
    expect(said(PACK, after)).toEqual(["TEXT sourceText CHANGED", "OTHER OTHER REMOVED"]);
  });
});
