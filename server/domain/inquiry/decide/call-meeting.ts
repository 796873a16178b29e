import { Moment, ShortText } from "../../arguments.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { nothingProposed } from "../guards.ts";
import { ASKING } from "../steps.ts";

/** 会商: everybody who may own it at one table or at the lid, under the convener (docs/domain.md#d1, docs/domain.md#d9). */
export const callMeeting = inquiryCommand("CALL_MEETING", {
  args: { place: ShortText, meetsAt: Moment },
  from: ASKING,
  roles: ["SHIFT_LEAD", "CONVENER"],
  guard: nothingProposed,
  decide: (_inquiry, { place, meetsAt }, { actor }) =>
    oneInquiryEvent("MEETING_CALLED", { place, meetsAt, byAccountId: actor.accountId }),
});
