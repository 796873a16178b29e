import { deadlineSet } from "../clocks/deadline.ts";
import { repairRule, stepRule } from "../clocks/rules.ts";
import type { Defect, Instant } from "../names.ts";
import type { CaseFacts } from "./declare.ts";
import type { CaseEvent } from "./events.ts";
import type { CaseFile } from "./state.ts";

/** Starts the clock of a step, as long as the rule pack of the case says. */
export function stepClock(
  step: "ACCEPT" | "GUARD" | "MAKE_SAFE" | "CHECK" | "HAND_OVER",
  from: Instant,
  { rulePack, calendar }: CaseFacts,
): CaseEvent {
  return deadlineSet(step, stepRule(rulePack, step), from, calendar);
}

/**
 * The clock of being sent and of coming: in urgent hours while there is a hole, else in work hours, for nobody is called out of bed
 * for a lid that rattles.
 */
export function callClock(
  step: "DISPATCH" | "ACKNOWLEDGE",
  { danger, madeSafeAt }: Pick<CaseFile, "danger" | "madeSafeAt">,
  from: Instant,
  { rulePack, calendar }: CaseFacts,
): CaseEvent {
  const urgent = danger && madeSafeAt === null;
  return deadlineSet(step, stepRule(rulePack, urgent ? step : `${step}_ORDINARY`), from, calendar);
}

/** Starts the clock of the repair, by the class and the defect. */
export function repairClock(defect: Defect, from: Instant, facts: CaseFacts): CaseEvent {
  const { rulePack, classCode, calendar } = facts;
  return deadlineSet("REPAIR", repairRule(rulePack, classCode, defect), from, calendar);
}
