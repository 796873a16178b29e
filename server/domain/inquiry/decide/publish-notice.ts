import { ShortText } from "../../arguments.ts";
import { deadlineSet } from "../../clocks/deadline.ts";
import { stepRule } from "../../clocks/rules.ts";
import { inquiryCommand, inquiryEvent } from "../declare.ts";
import { roundFinished } from "../guards.ts";
import { openClaims } from "../state.ts";
import { SEAT } from "../steps.ts";

export const publishNotice = inquiryCommand("PUBLISH_NOTICE", {
  args: { channel: ShortText },
  from: ["CONSULTING", "SITE_SURVEY", "MEETING"],
  roles: SEAT,
  // A notice would name what nobody may know of; the units were asked on paper (docs/domain.md#d26).
  guard: (inquiry) => {
    if (inquiry.restricted) return { reason: "RESTRICTED_NOT_ANNOUNCED" };
    return openClaims(inquiry).length > 0 ? { reason: "CLAIMS_COMPETE" } : roundFinished(inquiry);
  },
  decide: (inquiry, { channel }, { rulePack, now, calendar }) => {
    const step = inquiry.everDanger ? "NOTICE_DANGER" : "NOTICE_ORDINARY";
    return {
      events: [
        inquiryEvent("NOTICE_PUBLISHED", { channel }),
        deadlineSet("NOTICE", stepRule(rulePack, step), now, calendar),
      ],
    };
  },
});
