import { Id, ShortText } from "../../arguments.ts";
import { dayOf } from "../../clocks/working-time.ts";
import { refuse } from "../../decision.ts";
import type { Instant } from "../../names.ts";
import { EvidenceItems, evidenceGiven } from "../attached.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent } from "../declare.ts";
import type { InquiryEvent } from "../events.ts";
import { nothingProposed, proposed } from "../guards.ts";
import { inquiryOpen, type Inquiry } from "../state.ts";
import { ANY, SEAT } from "../steps.ts";

/** "We erred": whose error (a unit means itself), why, and what shows it. */
export const DISCLAIMER = {
  unitId: Id.optional(),
  reasonCode: ShortText,
  evidence: EvidenceItems.min(1).max(10),
};

/**
 * A confirmed owner that has found its error says so, with what shows it. It owned until today: an error is determined on a day and
 * never dated back (docs/domain.md#d2). What the seat enters from the unit's letter waits for a second person, for two had decided
 * who owns it (docs/domain.md#guard-10). Whether the unit is the owner is the component's to say, and asked before.
 */
export const disclaim = inquiryCommand("DISCLAIM", {
  args: DISCLAIMER,
  from: ANY,
  roles: ["OWNER_UNIT", ...SEAT],
  needs: [
    { need: "reason" },
    { need: "evidence", refusal: "ERROR_UNPROVEN" },
    { need: "letter", when: (_inquiry, _args, actor) => actor.role !== "OWNER_UNIT" },
  ],
  guard: (inquiry, actor) => (actor.role === "OWNER_UNIT" ? null : nothingProposed(inquiry)),
  decide: (inquiry, { unitId: named, reasonCode, evidence }, facts) => {
    const { actor, now } = facts;
    const onBehalf = actor.role !== "OWNER_UNIT";
    const unitId = onBehalf ? named : (actor.unitId ?? undefined);
    if (!unitId) return refuse("NOT_THE_OWNER");
    const byAccountId = actor.accountId;
    if (onBehalf)
      return oneInquiryEvent("DISCLAIMER_PROPOSED", { unitId, reasonCode, evidence, byAccountId });
    const said = { unitId, reasonCode, onBehalf, byAccountId };
    return { events: disclaimed(inquiry, said, now, evidenceGiven(evidence, unitId, "AGAINST", facts)) };
  },
});

/** A second person has read the letter. */
export const confirmDisclaimer = inquiryCommand("CONFIRM_DISCLAIMER", {
  args: {},
  from: ANY,
  roles: ["SHIFT_LEAD", "CONVENER"],
  needs: [{ need: "second person" }],
  guard: (inquiry, actor) => proposed(inquiry, actor, "DISCLAIMER", "SECOND_PERSON_NEEDED"),
  decide: (inquiry, _args, facts) => {
    if (inquiry.proposal?.kind !== "DISCLAIMER") return refuse("NO_PROPOSAL");
    const { unitId, reasonCode, evidence, byAccountId } = inquiry.proposal;
    const { actor, now } = facts;
    const entered = { ...facts, actor: { ...actor, accountId: byAccountId } };
    const said = { unitId, reasonCode, onBehalf: true, byAccountId, confirmedBy: actor.accountId };
    return { events: disclaimed(inquiry, said, now, evidenceGiven(evidence, unitId, "AGAINST", entered)) };
  },
});

function disclaimed(
  inquiry: Inquiry,
  said: {
    unitId: string;
    reasonCode: string;
    onBehalf: boolean;
    byAccountId: string | null;
    confirmedBy?: string | null;
  },
  now: Instant,
  evidence: readonly InquiryEvent[],
): InquiryEvent[] {
  return [
    inquiryEvent("OWNERSHIP_DISCLAIMED", { ...said, on: dayOf(now) }),
    ...evidence,
    ...(inquiryOpen(inquiry) ? [] : [inquiryEvent("INQUIRY_REOPENED", { cause: "OWNER_ERRED" })]),
  ];
}
