import { afterEach, expect, test } from "vitest";
import { prepared, search } from "../search.ts";
import { story } from "../story.ts";
import { PLANTS } from "./plants.ts";

/** Far more than is needed; what is found ends the search. By transitions and not by time, so that a busy machine finds the same. */
const BOUND = { ms: Infinity, transitions: 60_000 };

let undo: (() => void) | null = null;
afterEach(() => {
  undo?.();
  undo = null;
});

const HOLE = "guard 1: a reported danger that is not made safe is open somewhere";

// docs/domain.md#guard-1, docs/domain.md#guard-10, docs/domain.md#d28
test.each([
  ["harmless-at-a-word", HOLE],
  ["filed-as-harmless", HOLE],
  ["safe-unseen", HOLE],
  ["forced-close-open", HOLE],
  ["suspended-open", "guard 1: no danger ends closed, asleep or void"],
  ["suspension-by-one", "guard 10: void, forced close, extension and suspension take two persons"],
  ["retired-by-one", "guard 10: nothing leaves the register, is hidden or shown again at one person's word"],
  ["answer-without-letter", "guard 4: what is entered for a unit has its letter"],
])("the search finds the planted fault %s", { timeout: 600_000 }, (name, rule) => {
  undo = PLANTS.find((plant) => plant.name === name)?.plant() ?? null;
  const searched = prepared();
  search(searched, BOUND, 1, true);
  const found = searched.findings.all[0];
  expect(found?.rule).toBe(rule);
  expect(story(found?.start.life ?? searched.starts[0]!.life, found?.moves ?? [])).not.toEqual([]);
});

test("a planted fault is taken out again without a trace", () => {
  for (const { plant } of PLANTS) plant()();
  const searched = prepared();
  expect(searched.findings.all).toEqual([]);
});
