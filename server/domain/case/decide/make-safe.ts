import { lateEntry, PhotoIds, ShortText } from "../../arguments.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { REPAIRERS, workBegan } from "../steps.ts";

/** 消除隐患: nobody can fall in any more. The danger ends here, not with the repair. */
export const makeSafe = caseCommand("MAKE_SAFE", {
  args: { photoIds: PhotoIds, measure: ShortText, ...lateEntry },
  from: ["FILED", "DISPATCHED", "RETURNED", "GUARDED"],
  roles: [...REPAIRERS, "GRID_WORKER"],
  own: true,
  possibleSince: workBegan,
  decide: (_file, { photoIds, measure }) => oneCaseEvent("CASE_MADE_SAFE", { photoIds, measure }),
});
