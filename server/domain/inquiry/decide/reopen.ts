import { z } from "zod";
import { REOPENING_REASONS } from "../../names.ts";
import { refuse } from "../../decision.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { nothingProposed, proposed } from "../guards.ts";
import { reopened } from "../rounds.ts";
import { DECIDED } from "../steps.ts";

/**
 * What two decided only two undo (docs/domain.md#guard-10): one asks with a reason, the convener confirms, and until then
 * everything holds: owner or custodian, review, objection window. A late claim reopens by itself.
 */
export const reopen = inquiryCommand("REOPEN", {
  args: { reasonCode: z.enum(REOPENING_REASONS) },
  from: DECIDED,
  roles: ["SHIFT_LEAD", "STREET_DEPT", "CONVENER"],
  needs: [{ need: "reason" }, { need: "note" }],
  guard: nothingProposed,
  decide: (_inquiry, { reasonCode }, { actor }) =>
    oneInquiryEvent("REOPENING_PROPOSED", {
      reasonCode,
      cause: "NEW_EVIDENCE",
      byAccountId: actor.accountId,
    }),
});

export const confirmReopening = inquiryCommand("CONFIRM_REOPENING", {
  args: {},
  from: DECIDED,
  roles: ["CONVENER"],
  needs: [{ need: "second person" }],
  guard: (inquiry, actor) => proposed(inquiry, actor, "REOPENING", "SECOND_PERSON_NEEDED"),
  decide: (inquiry, _args, facts) =>
    inquiry.proposal?.kind === "REOPENING"
      ? { events: reopened(inquiry, inquiry.proposal.cause, facts) }
      : refuse("NO_PROPOSAL"),
});
