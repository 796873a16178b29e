import { z } from "zod";
import { Id } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import { CLAIM_REJECTIONS } from "../../names.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { openClaims } from "../state.ts";
import { ASKING } from "../steps.ts";

export const rejectClaim = inquiryCommand("REJECT_CLAIM", {
  args: { unitId: Id, reasonCode: z.enum(CLAIM_REJECTIONS) },
  from: ASKING,
  roles: ["CONVENER"],
  needs: [{ need: "reason" }, { need: "explanation" }],
  guard: (inquiry) => (openClaims(inquiry).length === 0 ? { reason: "CLAIM_NOT_OPEN" } : null),
  decide: (inquiry, { unitId, reasonCode }) =>
    openClaims(inquiry).some((claim) => claim.unitId === unitId)
      ? oneInquiryEvent("CLAIM_REJECTED", { unitId, reasonCode })
      : refuse("CLAIM_NOT_OPEN"),
});
