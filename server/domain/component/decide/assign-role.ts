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
  if (!facts.byHand) return given(component, command, facts);
  // Whatever is held together is nobody's past days: only a split makes it that.
  if (basis === JOINT) return refuse("JOINT_BY_SPLIT");
  if (!LIABLE.has(role)) return given(component, command, facts);
  const refused = byHandRefused(component, command, facts.today);
  if (refused) return refuse(refused);
  const present = holderOn(component, role, from);
  if (present?.unitId === unitId && present.basis !== JOINT) return { events: [] };
  const change = { change: "ASSIGN", role, unitId, from, basis, basisRef } as const;
  return proposedByHand(component, change, photoIds, facts);
}

/**
 * What a person may propose of a role that carries liability. What the parts of a split unit hold together is allocated to one of
 * them, on its agreement and from the split on at the earliest; asked again when it is confirmed.
 */
export function byHandRefused(
  component: Pick<Component, "roles">,
  { role, unitId, from }: Pick<ComponentCommandOf<"ASSIGN_ROLE">, "role" | "unitId" | "from">,
  today: Day,
): ReasonKey | null {
  const held = holderOn(component, role, from);
  if (held?.basis === JOINT && held.to === null) return held.joint?.includes(unitId) ? null : "NOT_A_PART";
  if (role === "owner") return "OWNER_BY_INQUIRY";
  return role === "interim_custodian" ? custodyRefused(component, { unitId, from }, today) : null;
}

/**
 * Who looks after it today, a backstop has named. Since when that unit does may have been written down wrongly: that is
 * corrected, and never so that an owner stands beside it.
 */
function custodyRefused(
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
 * parts own together already, and their agreement says which; two persons write it down (`byHandRefused`).
 */
export const TWO_PERSONS: ReadonlySet<ComponentRole> = new Set(["owner", "interim_custodian"]);
