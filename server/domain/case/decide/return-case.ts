import { Id, ShortText } from "../../arguments.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { REPAIRERS } from "../steps.ts";

/**
 * 回退: not ours. After the second return the circle ends: the department handles it and a meeting decides
 * (docs/domain.md#d20).
 */
export const returnCase = caseCommand("RETURN", {
  args: { reasonCode: ShortText, namesUnitId: Id.nullable().default(null) },
  from: ["DISPATCHED", "GUARDED"],
  roles: REPAIRERS,
  own: true,
  needs: [{ need: "reason" }],
  guard: (file) => (file.returns.length >= 2 ? { reason: "RETURNED_TWICE" } : null),
  decide: ({ unitId }, { reasonCode, namesUnitId }) =>
    oneCaseEvent("CASE_RETURNED", { unitId, reasonCode, namesUnitId }),
});
