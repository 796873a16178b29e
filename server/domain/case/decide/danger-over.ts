import { z } from "zod";
import { PhotoIds } from "../../arguments.ts";
import { DANGER_OVER_REASONS } from "../../names.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { dangerOpen, nothingPending, requested } from "../guards.ts";
import { OPEN, REPAIRERS, SEAT } from "../steps.ts";

/**
 * 险情解除: what was reported is no danger. Said by one who stands there, with a picture and in words, and confirmed by
 * another (docs/domain.md#guard-1, #guard-10); while it waits, every clock runs.
 */
export const requestDangerOver = caseCommand("REQUEST_DANGER_OVER", {
  args: { reasonCode: z.enum(DANGER_OVER_REASONS), photoIds: PhotoIds },
  from: ["REPORTED", "PREFILING_VERIFY", "FILED", "DISPATCHED", "RETURNED", "GUARDED"],
  roles: [...REPAIRERS, "GRID_WORKER"],
  own: true,
  needs: [{ need: "reason" }, { need: "explanation" }, { need: "photo" }],
  proof: true,
  guard: (file) => dangerOpen(file) ?? nothingPending(file),
  decide: (_file, { reasonCode, photoIds }, { actor }) =>
    oneCaseEvent("REQUEST_MADE", {
      kind: "DANGER_OVER",
      reasonCode,
      byAccountId: actor.accountId,
      photoIds,
    }),
});

export const confirmDangerOver = caseCommand("CONFIRM_DANGER_OVER", {
  args: {},
  from: OPEN,
  roles: SEAT,
  needs: [{ need: "second person" }],
  guard: (file, actor) => requested(file, actor, "DANGER_OVER") ?? dangerOpen(file),
  decide: (file) =>
    oneCaseEvent("DANGER_REASSESSED", { danger: false, reasonCode: file.request?.reasonCode ?? "" }),
});
