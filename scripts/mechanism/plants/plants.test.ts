import { afterEach, expect, test } from "vitest";
import { prepared, search } from "../search.ts";
import { story } from "../story.ts";
import { PLANTS } from "./plants.ts";

/** Far more than is needed; what is found ends the search. */
const BOUND_MS = 60_000;

let undo: (() => void) | null = null;
afterEach(() => {
  undo?.();
  undo = null;
});

// docs/domain.md#guard-10, docs/domain.md#d28
test.each([
  ["suspension-by-one", "guard 10: void, forced close, extension and suspension take two persons"],
  ["private-by-one", "guard 10: a determination, a backstop and private premises take two persons"],
  ["answer-without-letter", "guard 4: what is entered for a unit has its letter"],
])("the search finds the planted fault %s", { timeout: 3 * BOUND_MS }, (name, rule) => {
  undo = PLANTS.find((plant) => plant.name === name)?.plant() ?? null;
  const searched = prepared();
  search(searched, { ms: BOUND_MS, transitions: Infinity }, 1, true);
  const found = searched.findings.surprise;
  expect(found?.rule).toBe(rule);
  expect(story(found?.start.life ?? searched.starts[0]!.life, found?.moves ?? [])).not.toEqual([]);
});

test("a planted fault is taken out again without a trace", () => {
  for (const { plant } of PLANTS) plant()();
  const searched = prepared();
  expect(searched.findings.surprise).toBeNull();
});
