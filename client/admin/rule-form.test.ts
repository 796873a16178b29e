import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RuleTexts, type RuleDraft } from "../../server/contract/rule-packs.ts";
import { minutesOf, nextLine, rulesOf, typed, typedRules } from "./rule-form.ts";

const folder = new URL("../../data/reference/rule-packs/", import.meta.url);
const drafts = readdirSync(folder).map((name) => {
  const { rules, ...pack } = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as RuleDraft;
  return [name, { ...pack, rules }] as const;
});

describe("the form of a draft", () => {
  test.each(drafts)("says of %s exactly what the pack says, when nothing is changed", (_, draft) => {
    const { steps, repairs, otherRepair } = draft.rules;
    const said = rulesOf(typedRules(draft));
    expect(said).toEqual({ steps, repairs, otherRepair });
    expect(RuleTexts.parse(said)).toEqual(said);
  });

  test("leaves a step without a number to the default, and a pack without other repairs too", () => {
    const [, draft] = drafts[0] ?? [];
    if (!draft) throw new Error("no pack");
    const form = typedRules({ ...draft, rules: { ...draft.rules, otherRepair: null } });
    const without = rulesOf({
      ...form,
      steps: { ...form.steps, GUARD: { unit: "URGENT_HOUR", amount: null } },
    });
    expect(without.steps).not.toHaveProperty("GUARD");
    expect(without.otherRepair).toBeNull();
  });
});

test.each([
  ["URGENT_HOUR", 30, 30, "URGENT_MINUTE"],
  ["URGENT_HOUR", 120, 2, "URGENT_HOUR"],
  ["WORK_HOUR", 90, 1.5, "WORK_HOUR"],
  ["WORK_DAY", 1440, 3, "WORK_DAY"],
  ["NATURAL_DAY", 21600, 15, "NATURAL_DAY"],
] as const)("%s of %i minutes is typed as %d %s", (clock, minutes, amount, unit) => {
  expect(typed({ clock, minutes })).toEqual({ amount, unit });
  expect(minutesOf({ amount, unit })).toBe(minutes);
});

test.each([0, -1, 0.001, 2000])("%d work days are no limit", (amount) => {
  expect(minutesOf({ amount, unit: "WORK_DAY" })).toBeNull();
});

test("a new line gets the next free name", () => {
  expect(nextLine([])).toBe("R01");
  expect(nextLine(["R01", "R23", "G7"])).toBe("R24");
});
