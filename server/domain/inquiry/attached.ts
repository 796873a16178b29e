import { z } from "zod";
import { DayText, PhotoIds } from "../arguments.ts";
import { EVIDENCE_KINDS } from "../names.ts";
import { inquiryEvent, type InquiryFacts } from "./declare.ts";
import type { InquiryEvent, InquiryEventData } from "./events.ts";
import type { EvidenceGiven } from "./state.ts";

/** Evidence that comes with an answer or a disclaimer. */
export const EvidenceItems = z.array(
  z.strictObject({ kind: z.enum(EVIDENCE_KINDS), photoIds: PhotoIds, since: DayText.optional() }),
);

export function evidenceGiven(
  items: readonly EvidenceGiven[],
  unitId: string,
  direction: InquiryEventData["EVIDENCE_ADDED"]["direction"],
  { actor, newId }: InquiryFacts,
): InquiryEvent[] {
  return items.map(({ kind, photoIds, since = null }) =>
    inquiryEvent("EVIDENCE_ADDED", {
      id: newId(),
      kind,
      photoIds,
      unitId,
      direction,
      byAccountId: actor.accountId,
      observation: {},
      broughtBy: unitId,
      onBehalf: actor.role !== "OWNER_UNIT",
      since,
    }),
  );
}
