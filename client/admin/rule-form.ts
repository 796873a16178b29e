import type { RuleDraft, RuleTexts } from "../../server/contract/rule-packs.ts";
import { STEP_KINDS, type StepKind } from "../../server/domain/clocks/steps.ts";
import { MINUTES_PER_UNIT, type ClockKind } from "../../server/domain/clocks/working-time.ts";
import type { Defect } from "../../server/domain/names.ts";

/** How a limit is typed: a number of one of these. A clock that never stops may also be said in minutes. */
export const UNITS = ["URGENT_MINUTE", "URGENT_HOUR", "WORK_HOUR", "WORK_DAY", "NATURAL_DAY"] as const;
export type Unit = (typeof UNITS)[number];

export interface TypedLimit {
  /** Empty for what the default says. */
  amount?: number | null;
  unit: Unit;
  source?: string;
}
export interface TypedRepair extends TypedLimit {
  id: string;
  classes: string[];
  defects: Defect[];
  criterionZh?: string;
  closeZh?: string;
}
export interface TypedRules {
  nameZh: string;
  nameEn?: string;
  sourceText: string;
  steps: Record<StepKind, TypedLimit>;
  repairs: TypedRepair[];
  otherRepair: TypedLimit;
}

const clockOf = (unit: Unit): ClockKind => (unit === "URGENT_MINUTE" ? "URGENT_HOUR" : unit);
const minutesPer = (unit: Unit): number => (unit === "URGENT_MINUTE" ? 1 : MINUTES_PER_UNIT[unit]);

/** Whole hours and days in their own unit, anything else of a clock that never stops in minutes. */
export function typed({
  clock,
  minutes,
}: {
  clock: ClockKind;
  minutes: number;
}): Required<Pick<TypedLimit, "amount" | "unit">> {
  const unit: Unit = clock === "URGENT_HOUR" && minutes % 60 !== 0 ? "URGENT_MINUTE" : clock;
  return { amount: Number((minutes / minutesPer(unit)).toFixed(4)), unit };
}

/** The minutes that were meant, or null for what is no length of time. */
export function minutesOf({ amount, unit }: TypedLimit): number | null {
  if (amount === null || amount === undefined) return null;
  const minutes = Math.round(amount * minutesPer(unit));
  return minutes >= 1 && minutes <= 525_600 ? minutes : null;
}

export function typedRules({ nameZh, nameEn, sourceText, rules }: RuleDraft): TypedRules {
  const limit = (
    rule: { clock: ClockKind; minutes: number; source: string } | null | undefined,
  ): TypedLimit =>
    rule ? { ...typed(rule), source: rule.source } : { amount: null, unit: "URGENT_HOUR", source: "" };
  return {
    nameZh,
    nameEn,
    sourceText,
    steps: Object.fromEntries(
      STEP_KINDS.map((step) => [step, limit(rules.steps[step])]),
    ) as TypedRules["steps"],
    repairs: rules.repairs.map(({ clock, minutes, ...line }) => ({ ...line, ...typed({ clock, minutes }) })),
    otherRepair: limit(rules.otherRepair),
  };
}

/** What the form says, as the API takes it. A limit without a number is left to the default. */
export function rulesOf(form: TypedRules): RuleTexts {
  const limit = (given: TypedLimit) => {
    const minutes = minutesOf(given);
    return minutes === null
      ? null
      : { clock: clockOf(given.unit), minutes, source: given.source?.trim() ?? "" };
  };
  const steps: RuleTexts["steps"] = {};
  for (const step of STEP_KINDS) {
    const said = limit(form.steps[step]);
    if (said) steps[step] = said;
  }
  return {
    steps,
    repairs: form.repairs.flatMap(({ id, classes, defects, criterionZh, closeZh, ...given }) => {
      const minutes = minutesOf(given);
      if (minutes === null) return [];
      const texts = { criterionZh: criterionZh?.trim() ?? "", closeZh: closeZh?.trim() ?? "" };
      return [{ id, classes, defects, ...texts, clock: clockOf(given.unit), minutes }];
    }),
    otherRepair: limit(form.otherRepair),
  };
}

/** The next free name of a line, counted on from the highest of its kind: R01 … R23 gives R24. */
export function nextLine(ids: readonly string[]): string {
  const numbers = ids.map((id) => Number(/^R(\d+)$/.exec(id)?.[1] ?? 0));
  return `R${String(Math.max(0, ...numbers) + 1).padStart(2, "0")}`;
}
