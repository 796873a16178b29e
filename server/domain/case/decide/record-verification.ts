import { z } from "zod";
import { lateEntry, PhotoIds } from "../../arguments.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { SEAT, workBegan } from "../steps.ts";

/**
 * What somebody saw who was sent to look. A danger may come to light here and none ends here; that nothing was found asks, with
 * a picture, and with words where there was a danger, for the second person who voids the case, or first ends the danger
 * (docs/domain.md#guard-1).
 */
export const recordVerification = caseCommand("RECORD_VERIFICATION", {
  args: { found: z.boolean(), danger: z.boolean(), photoIds: PhotoIds, ...lateEntry },
  from: ["PREFILING_VERIFY"],
  roles: ["GRID_WORKER", ...SEAT],
  needs: [
    { need: "photo", when: (_file, { found }) => found === false },
    // It asks for the end of a danger, which takes words wherever it is asked for.
    { need: "explanation", when: ({ danger, request }, { found }) => danger && !request && found === false },
  ],
  proof: true,
  possibleSince: workBegan,
  decide: (file, { found, danger, photoIds }, { actor }) => {
    const verified = caseEvent("VERIFICATION_RECORDED", {
      found,
      danger: file.danger || (found && danger),
      photoIds,
    });
    if (found || file.request) return { events: [verified] };
    const asked = caseEvent("REQUEST_MADE", {
      kind: file.danger ? "DANGER_OVER" : "VOID",
      reasonCode: "NOT_FOUND",
      byAccountId: actor.accountId,
      photoIds,
    });
    return { events: [verified, asked] };
  },
});
