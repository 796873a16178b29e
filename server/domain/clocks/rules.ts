import { inOfficeTime, type TimeLimit } from "./working-time.ts";
import { OTHER_REPAIR, STEP_KINDS, STEPS, type StepKind } from "./steps.ts";
import type { Day, Defect } from "../names.ts";

export interface StepRule extends TimeLimit {
  /** Where the figure comes from; shown to users beside it. */
  readonly source: string;
}

/** How long a repair may take, for a set of classes and defects (docs/domain.md#repair-limits). */
export interface RepairRule extends TimeLimit {
  readonly id: string;
  /** Class codes and inclusive ranges of scheme A: `["0101-0114", "0127-0130"]`. */
  readonly classes: readonly string[];
  readonly defects: readonly Defect[];
  readonly criterionZh: string;
  readonly closeZh: string;
}

/** A set of limits with its source text. Its version is pinned in each case at filing: an edit moves no old deadline. */
export interface RulePack {
  readonly id: string;
  readonly version: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly sourceText: string;
  readonly validFrom: Day;
  /** What the pack says about a step; where it says nothing, the default of `steps.ts` holds. */
  readonly steps: Readonly<Partial<Record<StepKind, StepRule>>>;
  readonly repairs: readonly RepairRule[];
  /** For a class and defect that no line of the table names; null where the pack does not say. */
  readonly otherRepair: StepRule | null;
}

export interface PickedRule {
  readonly id: string;
  readonly limit: TimeLimit;
}

/** The repair limit of this pack for a defect; the first matching line wins, as in the printed table. */
export function repairRule(pack: RulePack, classCode: string, defect: Defect): PickedRule {
  const rule = pack.repairs.find(
    (line) => line.defects.includes(defect) && line.classes.some((range) => covers(range, classCode)),
  );
  if (rule) return picked(pack, rule.id, rule);
  return pack.otherRepair
    ? picked(pack, "OTHER", pack.otherRepair)
    : picked(pack, "DEFAULT/OTHER", OTHER_REPAIR);
}

/**
 * The limit of a step. A pack that lacks it, as every pack does that was pinned before the step existed, never stops a case:
 * the default holds, and the rule's name says so wherever the clock is shown.
 */
export function stepRule(pack: RulePack, step: StepKind): PickedRule {
  const own = pack.steps[step];
  return own ? picked(pack, step, own) : picked(pack, `DEFAULT/${step}`, STEPS[step]);
}

function picked(pack: RulePack, name: string, { clock, minutes }: TimeLimit): PickedRule {
  return { id: `${pack.id}/${pack.version}/${name}`, limit: { clock, minutes } };
}

/** Whether a pack has clocks that need the holiday table: in a year without one they are provisional. */
export function needsCalendar(pack: Pick<RulePack, "steps" | "repairs" | "otherRepair">): boolean {
  const steps = STEP_KINDS.map((step) => pack.steps[step] ?? STEPS[step]);
  return [...steps, ...pack.repairs, pack.otherRepair ?? OTHER_REPAIR].some(({ clock }) =>
    inOfficeTime(clock),
  );
}

function covers(range: string, classCode: string): boolean {
  const [from, to] = range.split("-");
  return from !== undefined && classCode >= from && classCode <= (to ?? from);
}
