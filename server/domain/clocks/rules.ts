import type { ClockKind, TimeLimit } from "./working-time.ts";
import type { Day, Defect } from "../names.ts";

/** Steps of the two tracks that have a clock of their own, whatever the defect. */
export const STEP_KINDS = [
  "ACCEPT",
  "DISPATCH",
  "ACKNOWLEDGE",
  "GUARD",
  "MAKE_SAFE",
  "CHECK",
  "CONSULT_DANGER",
  "CONSULT_ORDINARY",
  "SURVEY",
  "OBJECTION",
  "NOTICE_DANGER",
  "NOTICE_ORDINARY",
  "FIRST_REVIEW",
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

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
  readonly steps: Readonly<Record<StepKind, StepRule>>;
  readonly repairs: readonly RepairRule[];
  /** For a class and defect that no line of the table names. */
  readonly otherRepair: StepRule;
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
  const picked = rule ?? { ...pack.otherRepair, id: "OTHER" };
  return {
    id: `${pack.id}/${pack.version}/${picked.id}`,
    limit: { clock: picked.clock, minutes: picked.minutes },
  };
}

export function stepRule(pack: RulePack, step: StepKind): PickedRule {
  const { clock, minutes } = pack.steps[step];
  return { id: `${pack.id}/${pack.version}/${step}`, limit: { clock, minutes } };
}

/** Clocks that need the holiday table; a pack that uses one is refused for a year without data. */
export function needsCalendar(pack: RulePack): boolean {
  const works = (clock: ClockKind) => clock === "WORK_HOUR" || clock === "WORK_DAY";
  return [...Object.values(pack.steps), ...pack.repairs, pack.otherRepair].some((limit) =>
    works(limit.clock),
  );
}

function covers(range: string, classCode: string): boolean {
  const [from, to] = range.split("-");
  return from !== undefined && classCode >= from && classCode <= (to ?? from);
}
