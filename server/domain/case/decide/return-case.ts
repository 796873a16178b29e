import { Id, ShortText } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import { callClock } from "../clocks.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { REPAIRERS } from "../steps.ts";

/**
 * 回退: not ours. After the second return the circle ends: the department handles it, returns it no more, and a meeting decides
 * (docs/domain.md#d20). Whoever is sent in spite of that may say so once more; it falls to the department again.
 */
export const returnCase = caseCommand("RETURN", {
  args: { reasonCode: ShortText, namesUnitId: Id.nullable().default(null) },
  from: ["DISPATCHED", "GUARDED"],
  roles: REPAIRERS,
  own: true,
  needs: [{ need: "reason" }],
  guard: (file, { role, unitId }) => {
    if (role !== "STREET_DEPT") return null;
    // Whose street it is, nobody argues any more; whose lid it is, an inquiry finds.
    if (file.streetDecided?.unitId === unitId) return { reason: "STREET_IS_DECIDED" };
    return file.returns.length >= 2 ? { reason: "RETURNED_TWICE" } : null;
  },
  decide: (file, { reasonCode, namesUnitId }, facts) => {
    const unitId = facts.actor.unitId ?? file.unitId;
    // It is the unit that keeps it, whatever role its people have: its own contractors cannot send it in a circle either.
    if (unitId === facts.departmentUnitId && file.returns.length >= 2) return refuse("RETURNED_TWICE");
    const returned = caseEvent("CASE_RETURNED", { unitId, reasonCode, namesUnitId });
    // Nobody has it in hand: somebody must be sent again in time. The clocks of the work itself run on from the first filing.
    const sending = callClock("DISPATCH", file, facts.now, facts);
    // What comes back across a boundary is for the common superior of both streets (docs/domain.md#d6).
    const other = file.handedOver && (file.handedOver.unitId ?? file.unitId);
    const across =
      other === unitId && !file.streetDecided ? [caseEvent("CASE_ESCALATED", { deadline: "BOUNDARY" })] : [];
    return { events: unitId === file.unitId ? [returned, sending, ...across] : [returned, ...across] };
  },
});
