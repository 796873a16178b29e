import { z } from "zod";
import { Id } from "../../arguments.ts";
import { dayOf } from "../../clocks/working-time.ts";
import { holderOn } from "../../component/state.ts";
import { refuse, type Refusal } from "../../decision.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent, type InquiryFacts } from "../declare.ts";
import { nothingProposed, proposed } from "../guards.ts";
import { openClaims, type Inquiry } from "../state.ts";
import { ASKING, SEAT } from "../steps.ts";
import { hadItsTime } from "../whom-to-ask.ts";

/**
 * It lies on private premises, as the parcel check says (against the map with a reason); whoever is named to look after it is liable
 * from that day on (Civil Code, art. 1258), so it was asked and given its time, or has signed.
 */
export const proposePrivate = inquiryCommand("PROPOSE_PRIVATE", {
  args: {
    areaId: Id.nullable().default(null),
    managerUnitId: Id.nullable().default(null),
    /** The manager's written consent. */
    photoIds: z.array(Id).max(10).optional(),
  },
  from: ASKING,
  roles: ["STREET_DEPT", ...SEAT],
  guard: (inquiry) => nothingProposed(inquiry) ?? claimed(inquiry) ?? foundPrivate(inquiry),
  decide: (inquiry, { areaId, managerUnitId, photoIds = [] }, { actor }) => {
    if (managerUnitId !== null && photoIds.length === 0 && !hadItsTime(inquiry, managerUnitId))
      return refuse("MANAGER_UNHEARD");
    return oneInquiryEvent("PRIVATE_PROPOSED", {
      areaId,
      managerUnitId,
      ...(photoIds.length > 0 && { photoIds }),
      byAccountId: actor.accountId,
    });
  },
});

export const confirmPrivate = inquiryCommand("CONFIRM_PRIVATE", {
  args: {},
  from: ASKING,
  roles: ["SHIFT_LEAD", "CONVENER"],
  needs: [{ need: "second person" }],
  guard: (inquiry, actor) =>
    proposed(inquiry, actor, "PRIVATE", "SECOND_PERSON_NEEDED") ?? claimed(inquiry) ?? foundPrivate(inquiry),
  decide: (inquiry, _args, facts) => {
    if (inquiry.proposal?.kind !== "PRIVATE") return refuse("NO_PROPOSAL");
    if (passesOverOwner(inquiry, facts)) return refuse("CONVENER_DECIDES");
    const { areaId, managerUnitId, photoIds = [] } = inquiry.proposal;
    // Proposed before that was asked for, or its answer was contested since.
    if (managerUnitId !== null && photoIds.length === 0 && !hadItsTime(inquiry, managerUnitId))
      return refuse("MANAGER_UNHEARD");
    const caught =
      inquiry.backstop?.endedOn === null
        ? [inquiryEvent("BACKSTOP_ENDED", { on: dayOf(facts.now), ownerUnitId: null })]
        : [];
    return { events: [inquiryEvent("PRIVATE_CONFIRMED", { areaId, managerUnitId }), ...caught] };
  },
});

/** Who says that it is his is answered first: ended with his claim open he could neither go on nor claim again. */
function claimed(inquiry: Inquiry): Refusal | null {
  return openClaims(inquiry).length > 0 ? { reason: "CLAIMS_COMPETE" } : null;
}

/** It takes the role from an owner on record: he was asked and had his time, or the convener answers for it. */
function passesOverOwner(inquiry: Inquiry, { owners, actor, now }: InquiryFacts): boolean {
  const owner = holderOn({ roles: owners }, "owner", dayOf(now));
  return owner !== undefined && !hadItsTime(inquiry, owner.unitId) && actor.role !== "CONVENER";
}

function foundPrivate({ parcelCheck }: Inquiry): Refusal | null {
  if (!parcelCheck) return { reason: "PARCEL_CHECK_MISSING" };
  return parcelCheck.result === "PRIVATE" ? null : { reason: "PARCEL_SAYS_PUBLIC" };
}
