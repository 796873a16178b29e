import type { RulePack, StepRule } from "./rules.ts";
import { OTHER_REPAIR, STEP_KINDS, STEPS, type StepKind } from "./steps.ts";
import type { TimeLimit } from "./working-time.ts";

type Rules = Pick<RulePack, "steps" | "repairs" | "otherRepair">;
type Texts = Pick<RulePack, "nameZh" | "nameEn" | "sourceText">;
type RepairRule = Rules["repairs"][number];

/** MOVED: the same line, further up or down, which decides where two lines fit one defect. */
export type ChangeKind = "ADDED" | "REMOVED" | "CHANGED" | "MOVED";

interface Changed<Part extends string, Key extends string, Value> {
  readonly part: Part;
  readonly key: Key;
  readonly change: ChangeKind;
  readonly before: Value | null;
  readonly after: Value | null;
}
export type RuleChange =
  | Changed<"STEP", StepKind, StepRule>
  | Changed<"REPAIR", string, RepairRule>
  | Changed<"OTHER", "OTHER", StepRule>
  | Changed<"TEXT", keyof Texts, string>;

/** What is different in `after`, in the order of the page: texts, steps, repairs as they stand, the rest. */
export function ruleDifference(before: Rules & Texts, after: Rules & Texts): RuleChange[] {
  return [...textChanges(before, after), ...limitChanges(before, after)];
}

/** The same without names and texts: what somebody has to do by another time. */
export function limitChanges(before: Rules, after: Rules): RuleChange[] {
  return [...stepChanges(before, after), ...repairChanges(before, after), ...otherChange(before, after)];
}

/** What holds for a step that a pack does not name. */
export function defaultStep(step: StepKind, language: "zh" | "en" = "zh"): StepRule {
  return asRule(STEPS[step], language);
}

/** The same for repairs that no line names. */
export function defaultRepair(language: "zh" | "en" = "zh"): StepRule {
  return asRule(OTHER_REPAIR, language);
}

function asRule(
  { clock, minutes, sourceZh, sourceEn }: TimeLimit & { sourceZh: string; sourceEn: string },
  language: "zh" | "en",
): StepRule {
  return { clock, minutes, source: language === "zh" ? sourceZh : sourceEn };
}

const TEXTS = ["nameZh", "nameEn", "sourceText"] as const;

function textChanges(before: Texts, after: Texts): RuleChange[] {
  return TEXTS.filter((key) => before[key] !== after[key]).map((key) => ({
    part: "TEXT",
    key,
    change: "CHANGED",
    before: before[key],
    after: after[key],
  }));
}

function stepChanges(before: Rules, after: Rules): RuleChange[] {
  return STEP_KINDS.flatMap((key) => {
    const [old, now] = [before.steps[key] ?? null, after.steps[key] ?? null];
    const change = changeOf(old, now);
    return change ? [{ part: "STEP", key, change, before: old, after: now } as const] : [];
  });
}

function otherChange(before: Rules, after: Rules): RuleChange[] {
  const change = changeOf(before.otherRepair, after.otherRepair);
  if (!change) return [];
  return [{ part: "OTHER", key: "OTHER", change, before: before.otherRepair, after: after.otherRepair }];
}

function repairChanges(before: Rules, after: Rules): RuleChange[] {
  const old = new Map(before.repairs.map((line) => [line.id, line]));
  const now = new Map(after.repairs.map((line) => [line.id, line]));
  const stayed = before.repairs.filter(({ id }) => now.has(id)).map(({ id }) => id);
  const places = after.repairs.filter(({ id }) => old.has(id)).map(({ id }) => id);
  const changed = after.repairs.flatMap((line) => {
    const was = old.get(line.id) ?? null;
    const moved = was && stayed.indexOf(line.id) !== places.indexOf(line.id) ? ("MOVED" as const) : null;
    const change = changeOf(was, line) ?? moved;
    return change ? [{ part: "REPAIR", key: line.id, change, before: was, after: line } as const] : [];
  });
  const removed = before.repairs
    .filter(({ id }) => !now.has(id))
    .map((line) => ({ part: "REPAIR", key: line.id, change: "REMOVED", before: line, after: null }) as const);
  return [...changed, ...removed];
}

function changeOf<T extends object>(before: T | null, after: T | null): Exclude<ChangeKind, "MOVED"> | null {
  if (before === null) return after === null ? null : "ADDED";
  if (after === null) return "REMOVED";
  return sameFields(before, after) ? null : "CHANGED";
}

/** Stored and edited rules list their fields in other orders. */
function sameFields(one: object, other: object): boolean {
  const ordered = (rule: object) =>
    JSON.stringify(Object.entries(rule).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return ordered(one) === ordered(other);
}
