import { INQUIRY_COMMANDS, type InquiryCommandName } from "../../server/domain/inquiry/commands.ts";
import { nextInquirySteps } from "../../server/domain/inquiry/next-steps.ts";
import type { Inquiry } from "../../server/domain/inquiry/state.ts";
import { inquiryCan, inquiryCommandsOf } from "../../server/domain/inquiry/table.ts";
import type { Actor } from "../../server/domain/names.ts";
import { offersOf, type Offers } from "../matter/offers.ts";

/**
 * The commands of an inquiry for one person. Those that the role never has are left out; those it has but not now are
 * offered disabled, with the domain's reason.
 */
export function offeredCommands(actor: Actor, inquiry: Inquiry): Offers<InquiryCommandName> {
  return offersOf(
    inquiryCommandsOf(actor.role),
    (type) => inquiryCan(actor, inquiry, type)?.reason ?? null,
    nextInquirySteps(inquiry),
  );
}

/** Whether a proposal waits that `actor` himself may sign now: the convener's and the lead's own queue. */
export function waitsForMySignature(actor: Actor, proposal: string | null): boolean {
  const signedBy: Readonly<Record<string, InquiryCommandName>> = {
    DETERMINATION: "CONFIRM_DETERMINATION",
    BACKSTOP: "SIGN_BACKSTOP",
    PRIVATE: "CONFIRM_PRIVATE",
    SEALING: "CONFIRM_SEALING",
    REOPENING: "CONFIRM_REOPENING",
    DISCLAIMER: "CONFIRM_DISCLAIMER",
    WITHDRAWAL: "CONFIRM_WITHDRAWAL",
  };
  const command = proposal === null ? undefined : signedBy[proposal];
  return command !== undefined && (INQUIRY_COMMANDS[command].roles as readonly string[]).includes(actor.role);
}
