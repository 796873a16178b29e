import { onePerson } from "../cast.ts";
import type { Step } from "../life.ts";
import { caseOf, first, inquiryOf, onCases, onInquiries, type Never } from "./never.ts";

/** Another person has asked for what this step does, in the case. */
function askedInCase({ before, actor }: Step, id: string): boolean {
  const request = caseOf(before, id)?.request;
  return Boolean(request && request.reasonCode.trim() !== "" && !onePerson(actor, request.byAccountId));
}

/** Another person, or the mechanism after a notice, has proposed what this step does, in the inquiry. */
function proposedInInquiry({ before, actor }: Step, id: string): boolean {
  const proposal = inquiryOf(before, id)?.proposal;
  return Boolean(proposal && !onePerson(actor, proposal.byAccountId));
}

const BY_TWO_IN_CASES = ["CASE_VOIDED", "CASE_FORCED_CLOSED", "EXTENSION_GRANTED", "CASE_SUSPENDED"] as const;
const BY_TWO_IN_INQUIRIES = ["OWNER_DETERMINED", "BACKSTOP_SIGNED", "PRIVATE_CONFIRMED"] as const;
const DECIDED: readonly string[] = ["DETERMINED", "BACKSTOP", "PRIVATE", "SEALED"];

/** What binds others is never one person's. */
export const TWO_PERSONS: readonly Never[] = [
  {
    name: "guard 10: void, forced close, extension and suspension take two persons",
    broken: (step) =>
      first(BY_TWO_IN_CASES, (kind) =>
        first(onCases(step, kind), ({ id }) => (askedInCase(step, id) ? null : `${kind} by one person`)),
      ),
  },
  {
    name: "guard 10: a determination, a backstop and private premises take two persons",
    broken: (step) =>
      first(BY_TWO_IN_INQUIRIES, (kind) =>
        first(onInquiries(step, kind), ({ id }) =>
          proposedInInquiry(step, id) ? null : `${kind} by one person`,
        ),
      ),
  },
  {
    name: "guard 10: an owner's error that is entered for it takes two persons",
    broken: (step) =>
      first(onInquiries(step, "OWNERSHIP_DISCLAIMED"), ({ id, data: { onBehalf } }) =>
        onBehalf && !proposedInInquiry(step, id) ? "an owner was written out by one person" : null,
      ),
  },
  {
    name: "guard 10: nothing leaves the register, is hidden or shown again at one person's word",
    broken: ({ before, actor, outcomes }) =>
      first(outcomes, ({ event }) => {
        const { component } = before.dossier;
        const hidden = event.kind === "CLASS_CHANGED" && event.data.restricted !== component?.restricted;
        if (event.kind !== "COMPONENT_RETIRED" && !hidden) return null;
        const proposal = component?.changeProposal;
        const byTwo = proposal && proposal.reasonCode !== "" && !onePerson(actor, proposal.byAccountId);
        return byTwo ? null : `${event.kind} by one person`;
      }),
  },
  {
    name: "guard 10: what two decided only two undo",
    broken: (step) =>
      first(onInquiries(step, "INQUIRY_REOPENED"), ({ id, data: { cause } }) => {
        const before = inquiryOf(step.before, id);
        const undone = before && DECIDED.includes(before.state) && cause === "NEW_EVIDENCE";
        return undone && !proposedInInquiry(step, id) ? `${before.state} reopened by one person` : null;
      }) ??
      first(onInquiries(step, "INQUIRY_WITHDRAWN"), ({ id }) => {
        const before = inquiryOf(step.before, id);
        const decided = before?.backstop?.endedOn === null || (before?.determination ?? null) !== null;
        return decided && !proposedInInquiry(step, id)
          ? "what two decided was withdrawn by one person"
          : null;
      }),
  },
  {
    name: "guard 10: nobody alone stops the search for the owner of an open hole",
    broken: (step) =>
      first(onInquiries(step, "INQUIRY_WITHDRAWN"), ({ id }) =>
        inquiryOf(step.before, id)?.danger && !proposedInInquiry(step, id)
          ? "withdrawn beside an open hole"
          : null,
      ),
  },
];
