import { refuse, type Decision } from "../../decision.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import type { Component, RoleProposal } from "../state.ts";

/**
 * Who maintains a thing is liable for it (Civil Code, art. 1258), so one person's word makes nobody that: it begins today
 * or later, rests on a document, and waits for another person (docs/domain.md#guard-10).
 */
export function proposedByHand(
  { roleProposal }: Component,
  change: Omit<RoleProposal, "photoIds" | "byAccountId">,
  photoIds: readonly string[] | undefined,
  { today, actor }: ComponentFacts,
): Decision<ComponentEvent> {
  if (roleProposal) return refuse("PROPOSAL_WAITING");
  if (change.from < today) return refuse("FROM_TODAY_ONLY");
  if (!photoIds?.length) return refuse("DOCUMENT_NEEDED");
  const data = { ...change, photoIds: [...photoIds], byAccountId: actor.accountId };
  return { events: [{ kind: "ROLE_PROPOSED", data }] };
}
