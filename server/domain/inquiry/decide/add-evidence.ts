import { z } from "zod";
import { DayText, Id, Observation, PhotoIds } from "../../arguments.ts";
import { EVIDENCE_KINDS } from "../../names.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { askedOrClaimed } from "../guards.ts";
import { ASKING, SEAT } from "../steps.ts";

export const addEvidence = inquiryCommand("ADD_EVIDENCE", {
  args: {
    kind: z.enum(EVIDENCE_KINDS),
    unitId: Id.nullable().default(null),
    direction: z.enum(["FOR", "AGAINST", "NEUTRAL"]),
    photoIds: PhotoIds,
    observation: Observation.default({}),
    /** The day from which it shows the unit to be the owner. */
    since: DayText.optional(),
  },
  from: [...ASKING, "BACKSTOP"],
  roles: ["GRID_WORKER", "STREET_DEPT", "OWNER_UNIT", "CONVENER", ...SEAT],
  guard: askedOrClaimed,
  decide: (_inquiry, { since = null, ...item }, { actor, newId }) =>
    oneInquiryEvent("EVIDENCE_ADDED", {
      id: newId(),
      ...item,
      byAccountId: actor.accountId,
      broughtBy: actor.role === "OWNER_UNIT" ? actor.unitId : null,
      onBehalf: false,
      since,
    }),
});
