import type { InquiryCommandName } from "./commands.ts";
import { inquiryOpen, type Inquiry } from "./state.ts";
import { surveyMissing, waiting } from "./waiting.ts";

/** What the ownership track waits for, likeliest first, whoever's step it is. */
export function nextInquirySteps(inquiry: Inquiry): readonly InquiryCommandName[] {
  const awaited = waiting(inquiry)?.command;
  const beside = besideIt(inquiry).filter((step) => step !== awaited);
  return awaited ? [awaited, ...beside] : beside;
}

/** What may be done meanwhile by somebody whose step it is not. */
function besideIt(inquiry: Inquiry): readonly InquiryCommandName[] {
  if (inquiry.state === "BACKSTOP") return ["ANSWER"];
  if (!inquiryOpen(inquiry)) return [];
  if (inquiry.proposal?.kind === "DETERMINATION") return ["ADD_EVIDENCE"];
  if (inquiry.proposal?.kind === "PRIVATE") return [];
  const answer: InquiryCommandName[] = inquiry.state === "CONSULTING" ? ["ANSWER", "END_CONSULTATION"] : [];
  return [...answer, ...missingForBackstop(inquiry)];
}

function missingForBackstop(inquiry: Inquiry): InquiryCommandName[] {
  return [
    ...(surveyMissing(inquiry) ? (["RECORD_SITE_SURVEY"] as const) : []),
    ...(inquiry.parcelCheck ? [] : (["CHECK_PARCEL"] as const)),
  ];
}
