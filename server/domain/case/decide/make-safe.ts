import { lateEntry, PhotoIds, ShortText } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import type { CaseState } from "../../names.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { guardedBefore, REPAIRERS, toldBefore } from "../steps.ts";

const UNSAFE: readonly CaseState[] = ["FILED", "DISPATCHED", "RETURNED", "GUARDED"];

/** 消除隐患: nobody can fall in any more. The danger ends here, not with the repair. */
export const makeSafe = caseCommand("MAKE_SAFE", {
  args: { photoIds: PhotoIds, measure: ShortText, ...lateEntry },
  from: UNSAFE,
  roles: [...REPAIRERS, "GRID_WORKER"],
  own: true,
  needs: [{ need: "photo" }],
  proof: true,
  lateFrom: ["MADE_SAFE", "REPAIRED", "POST_REPAIR_CHECK"],
  possibleSince: guardedBefore,
  decide: (file, { photoIds, measure, occurredAt }) =>
    UNSAFE.includes(file.state) || toldBefore(file.madeSafeAt, occurredAt)
      ? oneCaseEvent("CASE_MADE_SAFE", { photoIds, measure })
      : refuse("STEP_ON_RECORD"),
});
