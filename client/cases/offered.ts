import { CASE_TABLE, caseCan, type CaseTableCommand } from "../../server/domain/case/table.ts";
import { caseOpen, type CaseFile } from "../../server/domain/case/state.ts";
import type { ReasonKey } from "../../server/domain/event.ts";
import type { Actor } from "../../server/domain/names.ts";

/** A button: what it does, and why it does not where it is disabled. */
export interface Offered {
  readonly type: CaseTableCommand;
  readonly refused: ReasonKey | null;
}

export interface OfferedCommands {
  /** The one step that this person would take next; null when the next step is somebody else's. */
  readonly primary: Offered | null;
  readonly others: readonly Offered[];
}

/** The order of the track: to file, to make safe, to repair, to end; then what happens beside it. */
const TRACK: readonly CaseTableCommand[] = [
  "FILE",
  "REQUEST_VERIFICATION",
  "RECORD_VERIFICATION",
  "DISPATCH",
  "ACKNOWLEDGE",
  "GUARD",
  "MAKE_SAFE",
  "REPAIR",
  "PASS_CHECK",
  "ORDER_REWORK",
  "CLOSE",
  "RETURN",
  "CONFIRM_VOID",
  "CONFIRM_FORCED_CLOSE",
  "GRANT_EXTENSION",
  "REFUSE_REQUEST",
  "RESUME",
  "URGE",
  "REASSESS_DANGER",
  "REQUEST_EXTENSION",
  "SUSPEND",
  "RECORD_NOTICE",
  "ADD_REPORT",
  "MERGE",
  "UNMERGE",
  "REPLY",
  "REQUEST_VOID",
  "REQUEST_FORCED_CLOSE",
  "ADD_NOTE",
];

/** What moves the case on from where it stands, likeliest first. A request that waits comes before everything. */
function nextSteps(file: CaseFile): readonly CaseTableCommand[] {
  if (!caseOpen(file)) return [];
  const decisions: CaseTableCommand[] = file.request
    ? ["CONFIRM_VOID", "CONFIRM_FORCED_CLOSE", "GRANT_EXTENSION"]
    : [];
  switch (file.state) {
    case "REPORTED":
      return [...decisions, "FILE"];
    case "PREFILING_VERIFY":
      return [...decisions, "RECORD_VERIFICATION"];
    case "FILED":
    case "RETURNED":
      return [...decisions, "DISPATCH", ...(file.danger ? (["GUARD"] as const) : [])];
    case "DISPATCHED":
      return [...decisions, ...(file.danger ? (["GUARD"] as const) : (["REPAIR"] as const)), "ACKNOWLEDGE"];
    case "GUARDED":
      return [...decisions, ...(file.danger ? (["MAKE_SAFE"] as const) : (["REPAIR"] as const))];
    case "MADE_SAFE":
      return [...decisions, "REPAIR"];
    case "REPAIRED":
      return [...decisions, "PASS_CHECK"];
    case "POST_REPAIR_CHECK":
      return [...decisions, "CLOSE"];
    case "SUSPENDED":
      return [...decisions, "RESUME"];
    default:
      return decisions;
  }
}

/** The step that the case waits for, whoever takes it; null when it waits for nothing. */
export function awaitedStep(file: CaseFile): CaseTableCommand | null {
  return nextSteps(file)[0] ?? null;
}

/**
 * The commands of a case for one person. Those that the role never has are left out; those it has but not now are offered
 * disabled, with the domain's reason.
 */
export function offeredCommands(actor: Actor, file: CaseFile, now: string): OfferedCommands {
  const all = TRACK.filter((type) => (CASE_TABLE[type].roles as readonly string[]).includes(actor.role)).map(
    (type): Offered => ({ type, refused: caseCan(actor, file, type, now)?.reason ?? null }),
  );
  const next = nextSteps(file).find((type) =>
    all.some((offered) => offered.type === type && offered.refused === null),
  );
  return {
    primary: all.find(({ type }) => type === next) ?? null,
    others: all.filter(({ type }) => type !== next),
  };
}
