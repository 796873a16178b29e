import { lateEntry, Observation, PhotoIds } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { ASKING, SEAT } from "../steps.ts";

/** 现场踏勘: what the lid, the shaft and the neighbours say. */
export const recordSiteSurvey = inquiryCommand("RECORD_SITE_SURVEY", {
  args: { photoIds: PhotoIds, observation: Observation, ...lateEntry },
  from: ASKING,
  roles: ["GRID_WORKER", "STREET_DEPT", ...SEAT],
  possibleSince: (inquiry) => inquiry.openedAt,
  decide: (_inquiry, { photoIds, observation }, { actor }) => {
    // A backstop rests on it (docs/domain.md#guard-3): whoever was there has seen something.
    const seen = Object.values(observation).some((value) => String(value).trim() !== "");
    if (photoIds.length === 0 && !seen) return refuse("SURVEY_EMPTY");
    return oneInquiryEvent("SITE_SURVEYED", { byAccountId: actor.accountId, photoIds, observation });
  },
});
