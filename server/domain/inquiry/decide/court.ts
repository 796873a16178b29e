import { z } from "zod";
import { Id, PhotoIds, ShortText } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import { COURT_OUTCOMES } from "../../names.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent } from "../declare.ts";
import { nothingProposed, roundFinished } from "../guards.ts";
import { ASKING } from "../steps.ts";

/** Only a court can find a thing ownerless, after a notice of a year (Civil Procedure Law 2023, arts 202-204). */
export const referToCourt = inquiryCommand("REFER_TO_COURT", {
  args: { court: ShortText, reference: ShortText },
  from: ASKING,
  roles: ["CONVENER"],
  guard: (inquiry) => nothingProposed(inquiry) ?? roundFinished(inquiry),
  decide: (_inquiry, { court, reference }, { actor }) =>
    oneInquiryEvent("REFERRED_TO_COURT", { court, reference, byAccountId: actor.accountId }),
});

/** What the court says is evidence like any other, of the greatest weight; the convener's table decides on it, by two persons. */
export const courtDecided = inquiryCommand("COURT_DECIDED", {
  args: { outcome: z.enum(COURT_OUTCOMES), unitId: Id.nullable().default(null), photoIds: PhotoIds },
  from: ["JUDICIAL"],
  roles: ["CONVENER"],
  needs: [{ need: "photo" }],
  decide: (_inquiry, { outcome, unitId, photoIds }, { actor, newId }) => {
    if ((outcome === "OWNER") !== (unitId !== null)) return refuse("UNKNOWN_UNIT");
    const decision = inquiryEvent("EVIDENCE_ADDED", {
      id: newId(),
      kind: "COURT_DECISION",
      unitId,
      direction: unitId === null ? "NEUTRAL" : "FOR",
      byAccountId: actor.accountId,
      photoIds,
      observation: {},
    });
    return { events: [inquiryEvent("COURT_RULED", { outcome, unitId }), decision] };
  },
});
