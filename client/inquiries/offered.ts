import type { ReasonKey } from "../../server/domain/decision.ts";
import { INQUIRY_COMMANDS, type InquiryCommandName } from "../../server/domain/inquiry/commands.ts";
import { nextInquirySteps } from "../../server/domain/inquiry/next-steps.ts";
import type { Inquiry } from "../../server/domain/inquiry/state.ts";
import { inquiryCan, inquiryCommandsOf } from "../../server/domain/inquiry/table.ts";
import type { Actor } from "../../server/domain/names.ts";

/** A button: what it does, and why it does not where it is disabled. */
export interface Offered {
  readonly type: InquiryCommandName;
  readonly refused: ReasonKey | null;
}

export interface OfferedCommands {
  /** The one step that this person would take next; null when the next step is somebody else's. */
  readonly primary: Offered | null;
  /** Every other command of this role, in the order of the track. */
  readonly others: readonly Offered[];
}

/**
 * The commands of an inquiry for one person. Those that the role never has are left out; those it has but not now are
 * offered disabled, with the domain's reason.
 */
export function offeredCommands(actor: Actor, inquiry: Inquiry): OfferedCommands {
  const all = inquiryCommandsOf(actor.role).map((type): Offered => ({
    type,
    refused: inquiryCan(actor, inquiry, type)?.reason ?? null,
  }));
  const next = nextInquirySteps(inquiry).find((type) =>
    all.some((offered) => offered.type === type && offered.refused === null),
  );
  return {
    primary: all.find((offered) => offered.type === next) ?? null,
    others: all.filter((offered) => offered.type !== next),
  };
}

/** Whether a proposal waits that `actor` himself may sign now: the convener's and the lead's own queue. */
export function waitsForMySignature(actor: Actor, proposal: string | null): boolean {
  const signedBy: Readonly<Record<string, InquiryCommandName>> = {
    DETERMINATION: "CONFIRM_DETERMINATION",
    BACKSTOP: "SIGN_BACKSTOP",
    PRIVATE: "CONFIRM_PRIVATE",
  };
  const command = proposal === null ? undefined : signedBy[proposal];
  return command !== undefined && (INQUIRY_COMMANDS[command].roles as readonly string[]).includes(actor.role);
}
