import { refuse, type Decision } from "../../decision.ts";
import { touched } from "../correction.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import { holderOn, type Component, type RoleCorrection, type RoleProposal } from "../state.ts";

type Change = Pick<RoleProposal, "change" | "role" | "unitId" | "basis" | "basisRef" | "from">;

/**
 * Who maintains a thing is liable for it (Civil Code, art. 1258), so one person's word makes nobody that: it rests on a
 * document and waits for another person (docs/domain.md#guard-10). From a day on that is over, it is a correction.
 */
export function proposedByHand(
  component: Component,
  change: Change,
  photoIds: readonly string[] | undefined,
  facts: ComponentFacts,
): Decision<ComponentEvent> {
  const { today, now, actor, due } = facts;
  if (component.roleProposal) return refuse("PROPOSAL_WAITING");
  const past = change.from < today;
  if (past && change.change === "END") return refuse("FROM_TODAY_ONLY");
  if (!photoIds?.length) return refuse("DOCUMENT_NEEDED");
  const proposal = { ...change, photoIds: [...photoIds], byAccountId: actor.accountId, at: now };
  if (!past) return { events: [{ kind: "ROLE_PROPOSED", data: { ...proposal, dueAt: due("CONFIRM") } }] };
  const correction = correctionOf(component, change, facts);
  const data = { ...proposal, dueAt: due("CONFIRM", correction.until), correction };
  return { events: [{ kind: "ROLE_PROPOSED", data }] };
}

/**
 * Names whose days it takes (docs/domain.md#guard-5). They are asked, and so is the unit that would answer for days that are over: in an
 * inquiry it has claimed or was written to, here nobody has heard it yet.
 */
function correctionOf(component: Component, change: Change, { today, due }: ComponentFacts): RoleCorrection {
  const takes = touched(component.roles, change, today);
  // Of days that the parts of a split answered for together, each of them is asked.
  const { joint = [] } = holderOn(component, change.role, change.from) ?? {};
  const asked = [...new Set([...takes.map(({ unitId }) => unitId), change.unitId, ...joint])];
  return { takes, asked, until: due("HEARING"), heard: [] };
}
