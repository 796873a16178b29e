import { expect, test } from "vitest";
import { EVIDENCE_KINDS } from "../weights.ts";
import { WEIGHT_WORDS } from "./weight-words.ts";

test("every weight of a model can be read as a sentence in both languages", () => {
  const unsaid = EVIDENCE_KINDS.filter((kind) => !WEIGHT_WORDS[kind]?.every((text) => text.length > 3));
  expect(unsaid).toEqual([]);
});
