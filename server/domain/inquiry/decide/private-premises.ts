import { Id } from "../../arguments.ts";
import { dayOf } from "../../clocks/working-time.ts";
import { refuse } from "../../decision.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent } from "../declare.ts";
import { nothingProposed, proposed } from "../guards.ts";
import { ASKING, SEAT } from "../steps.ts";

export const proposePrivate = inquiryCommand("PROPOSE_PRIVATE", {
  args: { areaId: Id.nullable().default(null), managerUnitId: Id.nullable().default(null) },
  from: ASKING,
  roles: ["STREET_DEPT", ...SEAT],
  guard: nothingProposed,
  decide: (_inquiry, { areaId, managerUnitId }, { actor }) =>
    oneInquiryEvent("PRIVATE_PROPOSED", { areaId, managerUnitId, byAccountId: actor.accountId }),
});

export const confirmPrivate = inquiryCommand("CONFIRM_PRIVATE", {
  args: {},
  from: ASKING,
  roles: ["SHIFT_LEAD", "CONVENER"],
  needs: [{ need: "second person" }],
  guard: (inquiry, actor) => proposed(inquiry, actor, "PRIVATE", "SECOND_PERSON_NEEDED"),
  decide: (inquiry, _args, { now }) => {
    if (inquiry.proposal?.kind !== "PRIVATE") return refuse("NO_PROPOSAL");
    const { areaId, managerUnitId } = inquiry.proposal;
    const caught =
      inquiry.backstop?.endedOn === null
        ? [inquiryEvent("BACKSTOP_ENDED", { on: dayOf(now), ownerUnitId: null })]
        : [];
    return { events: [inquiryEvent("PRIVATE_CONFIRMED", { areaId, managerUnitId }), ...caught] };
  },
});
