import type { ReasonKey } from "../../server/domain/event.ts";
import { inquiryOpen, openClaims, type Inquiry } from "../../server/domain/inquiry/state.ts";
import { INQUIRY_TABLE, inquiryCan, type InquiryTableCommand } from "../../server/domain/inquiry/table.ts";
import type { Actor } from "../../server/domain/names.ts";

/** A button: what it does, and why it does not where it is disabled. */
export interface Offered {
  readonly type: InquiryTableCommand;
  readonly refused: ReasonKey | null;
}

export interface OfferedCommands {
  /** The one step that this person would take next; null when the next step is somebody else's. */
  readonly primary: Offered | null;
  /** Every other command of this role, in the order of the track. */
  readonly others: readonly Offered[];
}

/** The order of the track, from the letters to the end and what may come after it. */
const TRACK: readonly InquiryTableCommand[] = [
  "SEND_LETTERS",
  "ANSWER",
  "WITHDRAW_CLAIM",
  "DISCLAIM",
  "END_CONSULTATION",
  "RECORD_SITE_SURVEY",
  "CHECK_PARCEL",
  "ADD_EVIDENCE",
  "REJECT_CLAIM",
  "PROPOSE_DETERMINATION",
  "CONFIRM_DETERMINATION",
  "PUBLISH_NOTICE",
  "PROPOSE_BACKSTOP",
  "SIGN_BACKSTOP",
  "PROPOSE_PRIVATE",
  "CONFIRM_PRIVATE",
  "REFUSE_PROPOSAL",
  "REVIEW_BACKSTOP",
  "REOPEN",
  "WITHDRAW",
  "ADD_NOTE",
];

/**
 * The commands of an inquiry for one person. Those that the role never has are left out; those it has but not now are
 * offered disabled, with the domain's reason.
 */
export function offeredCommands(actor: Actor, inquiry: Inquiry): OfferedCommands {
  const role = actor.role;
  const all = TRACK.filter(
    (type) => role !== "SYSTEM" && (INQUIRY_TABLE[type].roles as readonly string[]).includes(role),
  ).map((type): Offered => ({ type, refused: inquiryCan(actor, inquiry, type)?.reason ?? null }));
  const next = nextSteps(inquiry).find((type) =>
    all.some((offered) => offered.type === type && offered.refused === null),
  );
  return {
    primary: all.find((offered) => offered.type === next) ?? null,
    others: all.filter((offered) => offered.type !== next),
  };
}

/** What the track waits for, likeliest first, whoever's step it is. */
function nextSteps(inquiry: Inquiry): InquiryTableCommand[] {
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
  const answer: InquiryTableCommand[] = inquiry.state === "CONSULTING" ? ["ANSWER", "END_CONSULTATION"] : [];
  const ending: InquiryTableCommand[] =
    inquiry.state === "NOTICE" ? ["PROPOSE_BACKSTOP"] : ["PUBLISH_NOTICE"];
  return [...answer, ...missingForBackstop(inquiry), ...ending];
}

function missingForBackstop(inquiry: Inquiry): InquiryTableCommand[] {
  return [
    ...(inquiry.survey ? [] : (["RECORD_SITE_SURVEY"] as const)),
    ...(inquiry.parcelCheck ? [] : (["CHECK_PARCEL"] as const)),
  ];
}

/** Whether a proposal waits that `actor` himself may sign now: the convener's and the lead's own queue. */
export function waitsForMySignature(actor: Actor, proposal: string | null): boolean {
  const signedBy: Readonly<Record<string, InquiryTableCommand>> = {
    DETERMINATION: "CONFIRM_DETERMINATION",
    BACKSTOP: "SIGN_BACKSTOP",
    PRIVATE: "CONFIRM_PRIVATE",
  };
  const command = proposal === null ? undefined : signedBy[proposal];
  return command !== undefined && (INQUIRY_TABLE[command].roles as readonly string[]).includes(actor.role);
}
