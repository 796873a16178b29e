import type { InquiryCommandName } from "./commands.ts";
import { inquiryOpen, openClaims, type Inquiry } from "./state.ts";

/** What the ownership track waits for, likeliest first, whoever's step it is. */
export function nextInquirySteps(inquiry: Inquiry): readonly InquiryCommandName[] {
  switch (inquiry.proposal?.kind) {
    case "DETERMINATION":
      return ["CONFIRM_DETERMINATION", "ADD_EVIDENCE"];
    case "BACKSTOP":
      return ["SIGN_BACKSTOP", ...missingForBackstop(inquiry)];
    case "PRIVATE":
      return ["CONFIRM_PRIVATE"];
    case undefined:
      break;
  }
  if (inquiry.state === "BACKSTOP") return ["REVIEW_BACKSTOP", "ANSWER"];
  if (!inquiryOpen(inquiry)) return [];
  if (inquiry.round === 0) return ["SEND_LETTERS"];
  if (openClaims(inquiry).length > 0) return ["PROPOSE_DETERMINATION"];
  const answer: InquiryCommandName[] = inquiry.state === "CONSULTING" ? ["ANSWER", "END_CONSULTATION"] : [];
  const ending: InquiryCommandName = inquiry.state === "NOTICE" ? "PROPOSE_BACKSTOP" : "PUBLISH_NOTICE";
  return [...answer, ...missingForBackstop(inquiry), ending];
}

function missingForBackstop({ survey, parcelCheck }: Inquiry): InquiryCommandName[] {
  return [
    ...(survey ? [] : (["RECORD_SITE_SURVEY"] as const)),
    ...(parcelCheck ? [] : (["CHECK_PARCEL"] as const)),
  ];
}
