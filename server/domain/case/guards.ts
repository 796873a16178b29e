import { runningOf } from "../clocks/deadline.ts";
import type { Refusal } from "../decision.ts";
import type { Actor, Instant } from "../names.ts";
import type { CaseFacts } from "./declare.ts";
import { notASecondPerson } from "../persons.ts";
import { openDanger, type CaseFile, type CaseRequest } from "./state.ts";

/**
 * Guards that several commands of the safety track share (docs/domain.md#guards). Null when nothing stands against it.
 */

export function dangerIsOver(file: CaseFile): Refusal | null {
  return openDanger(file) ? { reason: "DANGER_NOT_MADE_SAFE" } : null;
}

/** There is a danger that could be said to be over. */
export function dangerOpen(file: CaseFile): Refusal | null {
  return openDanger(file) ? null : { reason: "NO_OPEN_DANGER" };
}

export function nothingPending(file: CaseFile): Refusal | null {
  return file.request ? { reason: "REQUEST_PENDING" } : null;
}

/** Somebody else has asked for exactly this (docs/domain.md#guard-10). */
export function requested(file: CaseFile, actor: Actor, kind: CaseRequest["kind"]): Refusal | null {
  if (file.request?.kind !== kind) return { reason: "NOTHING_REQUESTED" };
  return notASecondPerson(actor, file.request.byAccountId);
}

/**
 * Between two streets a case goes to a street's department, or another authority: no company takes on what lies in no street
 * (docs/domain.md#d6); and of a restricted component to the department of its place alone (docs/domain.md#d26).
 */
export function unfitStreet(unitId: string, facts: CaseFacts): Refusal | null {
  if (facts.restricted && unitId !== facts.departmentUnitId) return { reason: "RESTRICTED_TO_DEPARTMENT" };
  return facts.publicUnitIds.includes(unitId) ? null : { reason: "NO_AUTHORITY" };
}

/** It was returned twice, and somebody has it in hand now: dispatching in circles ends (docs/domain.md#d20). */
export function circleIsOver(file: CaseFile): boolean {
  return file.returns.length >= 2 && file.unitId !== null && file.substituteHandling;
}

/** An extension is granted before the deadline or not at all (docs/domain.md#d22). */
export function stillInTime(file: CaseFile, now: Instant): Refusal | null {
  const repair = runningOf(file.deadlines, "REPAIR");
  return !repair || repair.dueAt <= now ? { reason: "OVERDUE_NO_EXTENSION" } : null;
}
