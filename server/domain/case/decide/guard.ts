import { GivenPoint, lateEntry, PhotoIds } from "../../arguments.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { REPAIRERS, workBegan } from "../steps.ts";

/** 围蔽警示: somebody stands at the hole. A grid worker guards wherever he is. */
export const guard = caseCommand("GUARD", {
  args: { photoIds: PhotoIds, position: GivenPoint.nullable().default(null), ...lateEntry },
  from: ["FILED", "DISPATCHED", "RETURNED"],
  roles: [...REPAIRERS, "GRID_WORKER"],
  own: true,
  needs: [{ need: "photo" }],
  possibleSince: workBegan,
  decide: (_file, { photoIds, position }) => oneCaseEvent("CASE_GUARDED", { photoIds, position }),
});
