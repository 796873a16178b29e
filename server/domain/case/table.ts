import { caseOpen, type CaseFile } from "./state.ts";
import type { Refusal } from "../event.ts";
import { runningOf } from "../clocks/deadline.ts";
import { CASE_STATES, type Actor, type CaseState, type Instant, type Role } from "../names.ts";

/**
 * What is allowed on the safety track: by whom, in which state, under which guard (DOMAIN.md b.2, b.5, b.6). The
 * server asks it before every command; the UI asks it for every button, and shows the reason where it says no.
 */
interface Row {
  readonly from: readonly CaseState[];
  readonly roles: readonly Role[];
  /** Owner units and contractors act only on what is assigned to them. */
  readonly own?: true;
  readonly guard?: (file: CaseFile, actor: Actor, now: Instant) => Refusal | null;
}

const OPEN: readonly CaseState[] = [
  "REPORTED",
  "PREFILING_VERIFY",
  "FILED",
  "DISPATCHED",
  "RETURNED",
  "GUARDED",
  "MADE_SAFE",
  "REPAIRED",
  "POST_REPAIR_CHECK",
  "SUSPENDED",
];
const IN_WORK: readonly CaseState[] = ["DISPATCHED", "GUARDED", "MADE_SAFE"];
const SEAT: readonly Role[] = ["SEAT_OPERATOR", "SHIFT_LEAD"];
const REPAIRERS: readonly Role[] = ["STREET_DEPT", "CONTRACTOR", "OWNER_UNIT"];

export const CASE_TABLE = {
  FILE: { from: ["REPORTED"], roles: SEAT },
  REQUEST_VERIFICATION: { from: ["REPORTED"], roles: SEAT },
  RECORD_VERIFICATION: { from: ["PREFILING_VERIFY"], roles: ["GRID_WORKER", ...SEAT] },
  ADD_REPORT: { from: OPEN, roles: ["GRID_WORKER", ...SEAT] },
  DISPATCH: { from: ["FILED", "RETURNED", "DISPATCHED", "GUARDED", "MADE_SAFE"], roles: SEAT },
  ACKNOWLEDGE: {
    from: IN_WORK,
    roles: REPAIRERS,
    own: true,
    guard: (file) => (file.acknowledgedAt ? { reason: "SAME_VALUE" } : null),
  },
  GUARD: { from: ["FILED", "DISPATCHED", "RETURNED"], roles: [...REPAIRERS, "GRID_WORKER"], own: true },
  MAKE_SAFE: {
    from: ["FILED", "DISPATCHED", "RETURNED", "GUARDED"],
    roles: [...REPAIRERS, "GRID_WORKER"],
    own: true,
  },
  REPAIR: {
    from: IN_WORK,
    roles: REPAIRERS,
    own: true,
    guard: (file) => (file.danger && !file.madeSafeAt ? { reason: "DANGER_NOT_MADE_SAFE" } : null),
  },
  PASS_CHECK: {
    from: ["REPAIRED"],
    roles: ["GRID_WORKER", ...SEAT],
    guard: (file, actor) =>
      file.repairedBy !== null && file.repairedBy === actor.accountId ? { reason: "CHECKER_REPAIRED" } : null,
  },
  ORDER_REWORK: { from: ["REPAIRED", "POST_REPAIR_CHECK"], roles: ["GRID_WORKER", ...SEAT] },
  CLOSE: { from: ["POST_REPAIR_CHECK"], roles: ["SHIFT_LEAD"], guard: dangerIsOver },
  RETURN: {
    from: ["DISPATCHED", "GUARDED"],
    roles: REPAIRERS,
    own: true,
    guard: (file) => (file.returns.length >= 2 ? { reason: "RETURNED_TWICE" } : null),
  },
  REASSESS_DANGER: { from: OPEN, roles: ["GRID_WORKER", "STREET_DEPT", ...SEAT] },
  SUSPEND: {
    from: ["MADE_SAFE", "DISPATCHED", "GUARDED"],
    roles: ["SHIFT_LEAD"],
    guard: (file) =>
      !file.madeSafeAt
        ? { reason: "DANGER_NOT_MADE_SAFE" }
        : file.suspensions > 0
          ? { reason: "ALREADY_SUSPENDED_ONCE" }
          : null,
  },
  RESUME: { from: ["SUSPENDED"], roles: SEAT },
  REQUEST_EXTENSION: { from: IN_WORK, roles: REPAIRERS, own: true, guard: extensionPossible },
  GRANT_EXTENSION: {
    from: IN_WORK,
    roles: ["SHIFT_LEAD"],
    guard: (file, actor, now) => requested(file, actor, "EXTENSION") ?? stillInTime(file, now),
  },
  REQUEST_VOID: {
    from: ["REPORTED", "PREFILING_VERIFY", "FILED", "DISPATCHED", "RETURNED", "GUARDED"],
    roles: SEAT,
    guard: (file) => dangerIsOver(file) ?? nothingPending(file),
  },
  CONFIRM_VOID: {
    from: OPEN,
    roles: ["SHIFT_LEAD"],
    guard: (file, actor) => dangerIsOver(file) ?? requested(file, actor, "VOID"),
  },
  REQUEST_FORCED_CLOSE: {
    from: OPEN,
    roles: SEAT,
    guard: (file) => dangerIsOver(file) ?? nothingPending(file),
  },
  CONFIRM_FORCED_CLOSE: {
    from: OPEN,
    roles: ["SHIFT_LEAD"],
    guard: (file, actor) => dangerIsOver(file) ?? requested(file, actor, "FORCED_CLOSE"),
  },
  REFUSE_REQUEST: {
    from: OPEN,
    roles: ["SHIFT_LEAD"],
    guard: (file) => (file.request ? null : { reason: "NOTHING_REQUESTED" }),
  },
  MERGE: { from: ["REPORTED", "PREFILING_VERIFY", "FILED"], roles: SEAT },
  UNMERGE: { from: ["MERGED"], roles: ["SHIFT_LEAD"], guard: separable },
  /** Each report has somebody who waits to hear what came of it, also one that was merged away. */
  REPLY: {
    from: CASE_STATES,
    roles: SEAT,
    guard: (file) => (file.repliedAt ? { reason: "ALREADY_REPLIED" } : null),
  },
  URGE: { from: [...IN_WORK, "RETURNED"], roles: ["CONVENER", ...SEAT] },
  RECORD_NOTICE: { from: OPEN, roles: ["STREET_DEPT", ...SEAT] },
  ADD_NOTE: {
    from: OPEN,
    roles: ["GRID_WORKER", "STREET_DEPT", "CONTRACTOR", "OWNER_UNIT", "CONVENER", ...SEAT],
    own: true,
  },
} as const satisfies Record<string, Row>;

export type CaseTableCommand = keyof typeof CASE_TABLE;

/** What the mechanism may do besides: everything else takes a person. */
const BY_ITSELF: readonly CaseTableCommand[] = ["DISPATCH", "RECORD_NOTICE", "ADD_REPORT"];

/** Null when `actor` may give this command now, else the reason why not. */
export function caseCan(
  actor: Actor,
  file: CaseFile,
  command: CaseTableCommand,
  now: Instant,
): Refusal | null {
  const row: Row = CASE_TABLE[command];
  if (actor.role === "SYSTEM") {
    if (!BY_ITSELF.includes(command)) return { reason: "ROLE_MAY_NOT" };
  } else {
    if (!row.roles.includes(actor.role)) return { reason: "ROLE_MAY_NOT" };
    // An account without a unit is nobody's, also where the case has no unit yet.
    if (row.own && confined(actor.role) && (actor.unitId === null || file.unitId !== actor.unitId))
      return { reason: "NOT_YOUR_UNIT" };
  }
  if (!row.from.includes(file.state)) return { reason: "WRONG_STATE" };
  return row.guard?.(file, actor, now) ?? null;
}

/** Roles that may act only where their own unit is dispatched; a grid worker guards wherever he stands. */
function confined(role: Role): boolean {
  return role === "OWNER_UNIT" || role === "CONTRACTOR" || role === "STREET_DEPT";
}

function dangerIsOver(file: CaseFile): Refusal | null {
  return caseOpen(file) && file.danger && !file.madeSafeAt ? { reason: "DANGER_NOT_MADE_SAFE" } : null;
}

/** Two reports taken for one turn out to be two, within a month. */
function separable(file: CaseFile, _actor: Actor, now: Instant): Refusal | null {
  if (!file.mergedInto || !file.endedAt) return { reason: "NOT_MERGED" };
  return Date.parse(now) - Date.parse(file.endedAt) > UNMERGE_MS ? { reason: "UNMERGE_TOO_LATE" } : null;
}

const UNMERGE_MS = 30 * 86_400_000;

function nothingPending(file: CaseFile): Refusal | null {
  return file.request ? { reason: "REQUEST_PENDING" } : null;
}

function requested(
  file: CaseFile,
  actor: Actor,
  kind: NonNullable<CaseFile["request"]>["kind"],
): Refusal | null {
  if (file.request?.kind !== kind) return { reason: "NOTHING_REQUESTED" };
  return file.request.byAccountId === actor.accountId ? { reason: "SECOND_PERSON_NEEDED" } : null;
}

function extensionPossible(file: CaseFile, _actor: Actor, now: Instant): Refusal | null {
  const late = stillInTime(file, now);
  if (late) return late;
  return file.extensions >= 2 ? { reason: "EXTENSIONS_USED_UP" } : nothingPending(file);
}

/** An extension is granted before the deadline or not at all (DOMAIN.md D22). */
function stillInTime(file: CaseFile, now: Instant): Refusal | null {
  const repair = runningOf(file.deadlines, "REPAIR");
  return !repair || repair.dueAt <= now ? { reason: "OVERDUE_NO_EXTENSION" } : null;
}
