import { refuse, type Decision } from "../../decision.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import type { ChangeProposal, Component } from "../state.ts";

type Given<P> = P extends ChangeProposal ? Omit<P, "byAccountId" | "at" | "dueAt"> : never;

/** Writes down what somebody proposes, with his reason and until when another should have decided. */
export function changeProposed(
  { changeProposal }: Component,
  given: Given<ChangeProposal>,
  { actor, now, due }: ComponentFacts,
): Decision<ComponentEvent> {
  if (changeProposal) return refuse("PROPOSAL_WAITING");
  if (given.reasonCode.trim() === "") return refuse("REASON_NEEDED");
  const data = { ...given, byAccountId: actor.accountId, at: now, dueAt: due("CONFIRM") };
  return { events: [{ kind: "CHANGE_PROPOSED", data }] };
}
