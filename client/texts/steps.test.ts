import { describe, expect, test } from "vitest";
import { STEP_KINDS } from "../../server/domain/clocks/steps.ts";
import { DEFECTS } from "../../server/domain/names.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

describe.each(STEP_KINDS)("the clock of %s", (step) => {
  test("has a word in the office and one for English readers, in lanes and in the rules", () => {
    for (const group of ["step", "deadline"] as const) {
      expect(zh.words[group][step], `${group}.${step} in Chinese`).toMatch(/\p{Script=Han}/u);
      expect(en.words[group][step], `${group}.${step} in English`).toMatch(/^[A-Z][A-Za-z ()]+$/);
    }
  });
});

// The repairs of a rule pack name them all.
test.each(DEFECTS)("the defect %s has a word in both languages", (defect) => {
  expect(zh.words.defect).toHaveProperty(defect);
  expect(en.words.defect).toHaveProperty(defect);
});
