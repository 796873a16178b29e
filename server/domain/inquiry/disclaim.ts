import { dayOf } from "../clocks/working-time.ts";
import { refuse, type Decision } from "../event.ts";
import { inquiryEvent, inquiryOpen, type Inquiry, type InquiryEvent } from "./state.ts";
import type { InquiryCommand } from "./command.ts";
import type { InquiryFacts } from "./decide.ts";

/**
 * A confirmed owner that has found its error says so, with what shows it; the seat says it with the unit's letter. It
 * owned until today: an error is determined on a day and never dated back (DOMAIN.md D2). Whether the unit is the owner
 * is the component's to say, and asked before.
 */
export function disclaim(
  inquiry: Inquiry,
  { unitId: named, reasonCode, evidence }: Extract<InquiryCommand, { type: "DISCLAIM" }>,
  { actor, now }: InquiryFacts,
): Decision<InquiryEvent> {
  const onBehalf = actor.role !== "OWNER_UNIT";
  const unitId = onBehalf ? named : (actor.unitId ?? "");
  const byAccountId = actor.accountId;
  if (evidence.length === 0) return refuse("ERROR_UNPROVEN");
  if (onBehalf && evidence.every((item) => item.photoIds.length === 0)) return refuse("LETTER_NEEDED");
  return {
    events: [
      inquiryEvent("OWNERSHIP_DISCLAIMED", { unitId, on: dayOf(now), reasonCode, onBehalf, byAccountId }),
      ...evidence.map((item) =>
        inquiryEvent("EVIDENCE_ADDED", {
          ...item,
          unitId,
          direction: "AGAINST",
          byAccountId,
          observation: {},
        }),
      ),
      ...(inquiryOpen(inquiry) ? [] : [inquiryEvent("INQUIRY_REOPENED", { cause: "OWNER_ERRED" })]),
    ],
  };
}
