import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CLOCK_KINDS } from "./working-time.ts";
import { DEFECTS } from "../names.ts";
import { STEPS } from "./steps.ts";
import { needsCalendar, repairRule, stepRule, type RulePack } from "./rules.ts";
import { STEP_KINDS } from "./steps.ts";
import { PACK } from "../mechanism/testing.ts";

const folder = new URL("../../../data/reference/rule-packs/", import.meta.url);
const packs = readdirSync(folder).map((name) => {
  const { rules, enabled, ...pack } = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as RulePack & {
    rules: Pick<RulePack, "steps" | "repairs" | "otherRepair">;
    enabled: boolean;
  };
  return { enabled, pack: { ...pack, ...rules } };
});
const packOf = (id: string): RulePack => {
  const found = packs.find(({ pack }) => pack.id === id)?.pack;
  if (!found) throw new Error(id);
  return found;
};

test("five packs are shipped and only the reference standard of Yuncheng is in force", () => {
  expect(packs.map(({ pack }) => pack.id).toSorted()).toEqual([
    "dongying",
    "guangzhou2021",
    "huaibei2012",
    "tianjin2017",
    "yuncheng",
  ]);
  expect(packs.filter(({ enabled }) => enabled).map(({ pack }) => pack.nameZh)).toEqual(["参考标准：运城"]);
});

describe.each(packs.map(({ pack }) => [pack.id, pack] as const))("the pack of %s", (_, pack) => {
  // A step that is younger than a pack has its default; what a pack does say, it says wholly.
  test("has a clock, a length and a source for every step that it names", () => {
    for (const kind of STEP_KINDS.filter((kind) => pack.steps[kind])) {
      expect(CLOCK_KINDS).toContain(pack.steps[kind]?.clock);
      expect(pack.steps[kind]?.minutes).toBeGreaterThan(0);
      expect(pack.steps[kind]?.source).not.toBe("");
    }
    expect(pack.sourceText).not.toBe("");
  });

  test("names only defects and classes that exist", () => {
    for (const line of pack.repairs) {
      expect(DEFECTS).toEqual(expect.arrayContaining([...line.defects]));
      expect(line.classes.every((range) => /^\d{4}(-\d{4})?$/.test(range))).toBe(true);
      expect(CLOCK_KINDS).toContain(line.clock);
    }
  });

  test("guards every danger within half an hour that never stops", () => {
    expect(stepRule(pack, "GUARD").limit).toEqual({ clock: "URGENT_HOUR", minutes: 30 });
  });
});

describe("of the reference standard", () => {
  const yuncheng = packOf("yuncheng");
  test.each([
    ["0102", "MISSING", "R01", "URGENT_HOUR", 120],
    ["0102", "BROKEN", "R02", "WORK_HOUR", 240],
    ["0106", "BROKEN", "R03", "WORK_DAY", 480],
    ["0101", "NOISY", "R04", "WORK_DAY", 960],
    ["0104", "CLOGGED", "R06", "WORK_DAY", 480],
    ["0117", "FALLEN", "R14", "URGENT_HOUR", 240],
    ["0118", "LAMP_OUT", "R17", "WORK_DAY", 960],
    ["0601", "LAMP_OUT", "OTHER", "WORK_DAY", 2400],
  ] as const)("a %s that is %s falls under %s", (classCode, defect, id, clock, minutes) => {
    expect(repairRule(yuncheng, classCode, defect)).toEqual({
      id: `yuncheng/1/${id}`,
      limit: { clock, minutes },
    });
  });
});

test("the first matching line wins, as in the printed table", () => {
  const [first] = PACK.repairs;
  if (!first) throw new Error("no line");
  const pack = { ...PACK, repairs: [{ ...first, id: "EARLY", minutes: 1 }, first] };
  expect(repairRule(pack, "0102", "MISSING").id).toBe("test/1/EARLY");
  expect(repairRule(pack, "0115", "MISSING").id).toBe("test/1/OTHER");
});

test("a pack that counts in work hours needs the holiday table, one that does not does not", () => {
  expect(needsCalendar(packOf("yuncheng"))).toBe(true);
  const urgent = { clock: "URGENT_HOUR", minutes: 1, source: "" } as const;
  const steps = Object.fromEntries(STEP_KINDS.map((kind) => [kind, urgent])) as RulePack["steps"];
  expect(needsCalendar({ ...PACK, steps, otherRepair: urgent })).toBe(false);
});

describe("a pack that was pinned before a step existed", () => {
  const { GUARD: _, ...older } = PACK.steps;
  const pack: RulePack = { ...PACK, steps: older, otherRepair: null };

  test("gives the default of the step, and its name says that it is the default", () => {
    expect(stepRule(pack, "GUARD")).toEqual({
      id: "test/1/DEFAULT/GUARD",
      limit: { clock: STEPS.GUARD.clock, minutes: STEPS.GUARD.minutes },
    });
  });

  test("gives every step a limit, even where it names none at all", () => {
    for (const kind of STEP_KINDS)
      expect(stepRule({ ...pack, steps: {} }, kind).limit.minutes).toBeGreaterThan(0);
  });

  test("gives a default for repairs that it says nothing about", () => {
    expect(repairRule(pack, "0601", "LAMP_OUT")).toEqual({
      id: "test/1/DEFAULT/OTHER",
      limit: { clock: "WORK_DAY", minutes: 2400 },
    });
  });

  test("needs the holiday table where a default does", () => {
    expect(needsCalendar({ ...pack, steps: {}, repairs: [] })).toBe(true);
  });
});

test.each(STEP_KINDS)("the step %s has a limit, a source and words in both languages", (kind) => {
  const step = STEPS[kind];
  expect(step.minutes).toBeGreaterThan(0);
  for (const text of [step.zh, step.sourceZh]) expect(text).toMatch(/\p{Script=Han}/u);
  for (const text of [step.en, step.sourceEn]) expect(text).toMatch(/^[\x20-\x7e–]+$/);
});
