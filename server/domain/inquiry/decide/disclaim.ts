import { Id, ShortText } from "../../arguments.ts";
import { dayOf } from "../../clocks/working-time.ts";
import { refuse } from "../../decision.ts";
import { EvidenceItems, evidenceGiven } from "../attached.ts";
import { inquiryCommand, inquiryEvent } from "../declare.ts";
import { inquiryOpen } from "../state.ts";
import { ANY, SEAT } from "../steps.ts";

/** "We erred": whose error (a unit means itself), why, and what shows it. */
export const DISCLAIMER = {
  unitId: Id.optional(),
  reasonCode: ShortText,
  evidence: EvidenceItems.min(1).max(10),
};

/**
 * A confirmed owner that has found its error says so, with what shows it; the seat says it with the unit's letter. It
 * owned until today: an error is determined on a day and never dated back (docs/domain.md#d2). Whether the unit is the
 * owner is the component's to say, and asked before.
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
  decide: (inquiry, { unitId: named, reasonCode, evidence }, facts) => {
    const { actor, now } = facts;
    const onBehalf = actor.role !== "OWNER_UNIT";
    const unitId = onBehalf ? named : (actor.unitId ?? undefined);
    if (!unitId) return refuse("NOT_THE_OWNER");
    const byAccountId = actor.accountId;
    return {
      events: [
        inquiryEvent("OWNERSHIP_DISCLAIMED", { unitId, on: dayOf(now), reasonCode, onBehalf, byAccountId }),
        ...evidenceGiven(evidence, unitId, "AGAINST", facts),
        ...(inquiryOpen(inquiry) ? [] : [inquiryEvent("INQUIRY_REOPENED", { cause: "OWNER_ERRED" })]),
      ],
    };
  },
});
