import { commandsFor } from "../declaration.ts";
import type { Refusal } from "../decision.ts";
import type { Actor, CaseState, Instant, Role } from "../names.ts";
import { worksOn } from "./assignments.ts";
import { CASE_COMMANDS, type CaseCommandName } from "./commands.ts";
import type { CaseFile } from "./state.ts";

/**
 * What is allowed on the safety track: by whom, in which state, under which guard (docs/domain.md#safety-track, #guards,
 * #roles). The server asks it before every command; the UI asks it for every button, and shows the reason where it says
 * no.
 */
export interface CaseRow {
  readonly from: readonly CaseState[];
  readonly roles: readonly Role[];
  readonly lateFrom?: readonly CaseState[];
  readonly own?: true;
  readonly alsoByMechanism?: true;
  readonly guard?: (file: CaseFile, actor: Actor, now: Instant) => Refusal | null;
}

/** Null when `actor` may give this command now, else the reason why not. `then`: when a step that is told late was taken. */
export function caseCan(
  actor: Actor,
  file: CaseFile,
  command: CaseCommandName,
  now: Instant,
  then?: Instant,
): Refusal | null {
  const row: CaseRow = CASE_COMMANDS[command];
  if (actor.role === "SYSTEM") {
    if (!row.alsoByMechanism) return { reason: "ROLE_MAY_NOT" };
  } else {
    if (!row.roles.includes(actor.role)) return { reason: "ROLE_MAY_NOT" };
    // An account without a unit is nobody'"'"'s, also where the case has no unit yet.
    if (row.own && confined(actor.role) && !worksOn(file, actor, then)) return { reason: "NOT_YOUR_UNIT" };
  }
  const from = then !== undefined && row.lateFrom ? [...row.from, ...row.lateFrom] : row.from;
  if (!from.includes(file.state)) return { reason: "WRONG_STATE" };
  return row.guard?.(file, actor, now) ?? null;
}

/** Commands that a role has on this track, whatever the state. */
export function caseCommandsOf(role: Role | "SYSTEM"): readonly CaseCommandName[] {
  return commandsFor(CASE_COMMANDS, role);
}

/** A step on the spot: whoever takes it may stand where there is no network. */
export function maybeEnteredLate(command: CaseCommandName): boolean {
  return "possibleSince" in CASE_COMMANDS[command];
}

/** Roles that may act only where their own unit is dispatched; a grid worker guards wherever he stands. */
export function confined(role: Role | "SYSTEM"): boolean {
  return role === "OWNER_UNIT" || role === "CONTRACTOR" || role === "STREET_DEPT";
}
