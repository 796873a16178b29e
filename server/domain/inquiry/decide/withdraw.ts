import { ShortText } from "../../arguments.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { openClaims } from "../state.ts";

export const withdraw = inquiryCommand("WITHDRAW", {
  args: { reasonCode: ShortText },
  from: ["OPENED", "CONSULTING", "SITE_SURVEY"],
  roles: ["SHIFT_LEAD"],
  needs: [{ need: "reason" }],
  guard: (inquiry) => (openClaims(inquiry).length > 0 ? { reason: "CLAIMS_COMPETE" } : null),
  decide: (_inquiry, { reasonCode }) => oneInquiryEvent("INQUIRY_WITHDRAWN", { reasonCode }),
});
