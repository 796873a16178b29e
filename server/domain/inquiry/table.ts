import { commandsFor } from "../declaration.ts";
import type { Refusal } from "../decision.ts";
import type { Actor, InquiryState, Role } from "../names.ts";
import { INQUIRY_COMMANDS, type InquiryCommandName } from "./commands.ts";
import type { Inquiry } from "./state.ts";

/**
 * What is allowed on the ownership track: by whom, in which state, under which guard (docs/domain.md#ownership-track,
 * #guards, #roles).
 */
export interface InquiryRow {
  readonly from: readonly InquiryState[];
  readonly roles: readonly Role[];
  readonly alsoByMechanism?: true;
  readonly guard?: (inquiry: Inquiry, actor: Actor) => Refusal | null;
}

/** Null when `actor` may give this command now, else the reason why not. */
export function inquiryCan(actor: Actor, inquiry: Inquiry, command: InquiryCommandName): Refusal | null {
  const row: InquiryRow = INQUIRY_COMMANDS[command];
  const may = actor.role === "SYSTEM" ? row.alsoByMechanism === true : row.roles.includes(actor.role);
  if (!may) return { reason: "ROLE_MAY_NOT" };
  if (!row.from.includes(inquiry.state)) return { reason: "WRONG_STATE" };
  return row.guard?.(inquiry, actor) ?? null;
}

/** Commands that a role has on this track, whatever the state. */
export function inquiryCommandsOf(role: Role | "SYSTEM"): readonly InquiryCommandName[] {
  return commandsFor(INQUIRY_COMMANDS, role);
}
