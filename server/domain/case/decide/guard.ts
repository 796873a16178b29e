import { GivenPoint, lateEntry, PhotoIds } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import type { CaseState } from "../../names.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { dangerBegan, REPAIRERS, toldBefore } from "../steps.ts";

const ON_FOOT: readonly CaseState[] = ["FILED", "DISPATCHED", "RETURNED"];

/** 围蔽警示: somebody stands at the hole. A grid worker guards wherever he is. */
export const guard = caseCommand("GUARD", {
  args: { photoIds: PhotoIds, position: GivenPoint.nullable().default(null), ...lateEntry },
  from: ON_FOOT,
  roles: [...REPAIRERS, "GRID_WORKER"],
  own: true,
  needs: [{ need: "photo" }],
  proof: true,
  lateFrom: ["GUARDED", "MADE_SAFE", "REPAIRED", "POST_REPAIR_CHECK"],
  possibleSince: dangerBegan,
  decide: (file, { photoIds, position, occurredAt }) =>
    ON_FOOT.includes(file.state) || toldBefore(file.guardedAt, occurredAt)
      ? oneCaseEvent("CASE_GUARDED", { photoIds, position })
      : refuse("STEP_ON_RECORD"),
});
