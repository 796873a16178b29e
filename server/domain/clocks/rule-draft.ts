import { refuse, type Refusal } from "../decision.ts";
import type { Instant } from "../names.ts";
import { personUnknown, samePerson, type Somebody } from "../persons.ts";

export interface DraftStanding {
  readonly state: "OPEN" | "ENABLED" | "DISCARDED";
  /** Accounts of everybody who wrote in it. */
  readonly writtenBy: readonly string[];
}

/** Whether a draft may still be edited or given up. */
export function draftClosed({ state }: DraftStanding): { readonly refused: Refusal } | null {
  return state === "OPEN" ? null : refuse("DRAFT_CLOSED");
}

/**
 * Whether `actor` may put a draft in force from `from` on (null: at once). Limits bind everybody, so they take two: whoever
 * wrote a single figure of it is not the second. They reach no case that is filed already, so nothing begins in the past.
 */
export function enabling(
  draft: DraftStanding,
  actor: Somebody,
  from: Instant | null,
  now: Instant,
  changes: number,
): { readonly from: Instant } | { readonly refused: Refusal } {
  const closed = draftClosed(draft);
  if (closed) return closed;
  if (actor.accountId === null || draft.writtenBy.some((writer) => samePerson(actor, writer)))
    return refuse("SECOND_PERSON_NEEDED");
  if (personUnknown(actor)) return refuse("PERSON_UNKNOWN");
  if (changes === 0) return refuse("RULES_UNCHANGED");
  if (from !== null && Date.parse(from) < Date.parse(now)) return refuse("RULES_IN_PAST");
  return { from: from === null ? now : new Date(from).toISOString() };
}
