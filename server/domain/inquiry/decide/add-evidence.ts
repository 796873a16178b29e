import { z } from "zod";
import { Id, Observation, PhotoIds } from "../../arguments.ts";
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
  },
  from: [...ASKING, "BACKSTOP"],
  roles: ["GRID_WORKER", "STREET_DEPT", "OWNER_UNIT", "CONVENER", ...SEAT],
  guard: askedOrClaimed,
  decide: (_inquiry, item, { actor, newId }) =>
    oneInquiryEvent("EVIDENCE_ADDED", { id: newId(), ...item, byAccountId: actor.accountId }),
});
