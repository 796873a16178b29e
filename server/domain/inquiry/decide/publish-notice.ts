import { ShortText } from "../../arguments.ts";
import { deadlineSet } from "../../clocks/deadline.ts";
import { stepRule } from "../../clocks/rules.ts";
import { inquiryCommand, inquiryEvent, type InquiryFacts } from "../declare.ts";
import { roundFinished, roundWhole } from "../guards.ts";
import { openClaims, type Inquiry } from "../state.ts";
import { SEAT } from "../steps.ts";
import { onTheMap } from "../whom-to-ask.ts";

export const publishNotice = inquiryCommand("PUBLISH_NOTICE", {
  args: { channel: ShortText },
  from: ["CONSULTING", "SITE_SURVEY", "MEETING"],
  roles: SEAT,
  // A notice would name what nobody may know of; the units were asked on paper (docs/domain.md#d26).
  guard: (inquiry) => {
    if (inquiry.restricted) return { reason: "RESTRICTED_NOT_ANNOUNCED" };
    return openClaims(inquiry).length > 0 ? { reason: "CLAIMS_COMPETE" } : roundFinished(inquiry);
  },
  decide: (inquiry, { channel }, facts) => {
    const short = roundWhole(inquiry, onTheMap(facts.candidates));
    if (short) return { refused: short };
    return { events: [inquiryEvent("NOTICE_PUBLISHED", { channel }), noticeClock(inquiry, facts)] };
  },
});

/** How long a notice runs that is published now: shorter where there was a hole. */
export function noticeClock(
  { everDanger }: Pick<Inquiry, "everDanger">,
  { rulePack, now, calendar }: Pick<InquiryFacts, "rulePack" | "now" | "calendar">,
) {
  const step = everDanger ? "NOTICE_DANGER" : "NOTICE_ORDINARY";
  return deadlineSet("NOTICE", stepRule(rulePack, step), now, calendar);
}
