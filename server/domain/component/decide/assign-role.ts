import { refuse, type Decision, type ReasonKey } from "../../decision.ts";
import type { ComponentRole, Day } from "../../names.ts";
import type { ComponentCommandOf } from "../commands.ts";
import { LIABLE } from "../correction.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import { holderOn, type Component } from "../state.ts";
import { JOINT } from "../succession.ts";
import { proposedByHand } from "./by-hand.ts";
import { given } from "./give-role.ts";

/**
 * A role that is held is ended on the day its successor begins: changes are dated, never overwritten. Past days of another
 * unit are taken by a correction alone, which has named it (docs/domain.md#guard-5). Whoever was named on the same day by
 * mistake never held it on any day.
 */
export function assignRole(
  component: Component,
  command: ComponentCommandOf<"ASSIGN_ROLE">,
  facts: ComponentFacts,
): Decision<ComponentEvent> {
  const { role, unitId, from, basis, basisRef, photoIds } = command;
  const joint = holderOn(component, role, from)?.basis === JOINT;
  if (facts.byHand && role === "owner" && !joint) return refuse("OWNER_BY_INQUIRY");
  if (facts.byHand && role === "interim_custodian" && !joint) {
    const refused = custodyRefused(component, command, facts.today);
    if (refused) return refuse(refused);
  }
  if (facts.byHand && LIABLE.has(role) && !joint) {
    if (holderOn(component, role, from)?.unitId === unitId) return { events: [] };
    const change = { change: "ASSIGN", role, unitId, from, basis, basisRef } as const;
    return proposedByHand(component, change, photoIds, facts);
  }
  return given(component, command, facts);
}

/**
 * Who looks after it today, a backstop has named. Since when that unit does may have been written down wrongly: that is
 * corrected, and never so that an owner stands beside it.
 */
export function custodyRefused(
  { roles }: Pick<Component, "roles">,
  { unitId, from }: { readonly unitId: string; readonly from: Day },
  today: Day,
): ReasonKey | null {
  const present = holderOn({ roles }, "interim_custodian", today);
  if (from >= today || present?.unitId !== unitId) return "CUSTODY_BY_BACKSTOP";
  const beside = roles.some(({ role, to }) => role === "owner" && (to === null || to > from));
  return beside ? "OWNER_THEN" : null;
}

/**
 * Who owns and who looks after meanwhile is decided by two persons on evidence, in an inquiry (docs/domain.md#guard-3,
 * docs/domain.md#guard-4 and docs/domain.md#guard-10); one person's correction never does. Except after a split: the
 * parts own together already, and their agreement says which.
 */
export const TWO_PERSONS: ReadonlySet<ComponentRole> = new Set(["owner", "interim_custodian"]);
