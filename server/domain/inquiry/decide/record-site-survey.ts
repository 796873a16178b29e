import { lateEntry, Observation, PhotoIds } from "../../arguments.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { ASKING, SEAT } from "../steps.ts";

/** 现场踏勘: what the lid, the shaft and the neighbours say. */
export const recordSiteSurvey = inquiryCommand("RECORD_SITE_SURVEY", {
  args: { photoIds: PhotoIds, observation: Observation, ...lateEntry },
  from: ASKING,
  roles: ["GRID_WORKER", "STREET_DEPT", ...SEAT],
  possibleSince: (inquiry) => inquiry.openedAt,
  decide: (_inquiry, { photoIds, observation }, { actor }) =>
    oneInquiryEvent("SITE_SURVEYED", { byAccountId: actor.accountId, photoIds, observation }),
});
