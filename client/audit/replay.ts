import type { CaseDetail } from "../../server/contract/cases.ts";
import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import type { HistoryEntry, UnitRef } from "../../server/contract/shapes.ts";
import { openDanger, type CaseFile } from "../../server/domain/case/state.ts";
import type { CaseEvent } from "../../server/domain/case/events.ts";
import type { InquiryEvent } from "../../server/domain/inquiry/events.ts";
import { foldCase } from "../../server/domain/case/fold.ts";
import { inquiryOpen, openClaims, type Inquiry } from "../../server/domain/inquiry/state.ts";
import { foldInquiry } from "../../server/domain/inquiry/fold.ts";
import type { OwnershipStatus } from "../../server/domain/names.ts";

/** How the matters of one component stood after a step of its history. */
export interface Stood {
  readonly cases: readonly CaseFile[];
  readonly inquiries: readonly Inquiry[];
}

/**
 * Folds the first `steps` entries of a history (oldest first) with the domain's own functions: what comes out is what the
 * register must have shown at that moment.
 */
export function stoodAfter(history: readonly HistoryEntry[], steps: number): Stood {
  const cases = new Map<string, CaseFile>();
  const inquiries = new Map<string, Inquiry>();
  for (const { streamKind, streamId, kind, data, occurredAt } of history.slice(0, steps)) {
    if (streamKind === "case") {
      if (kind === "CASE_REPORTED" || cases.has(streamId))
        cases.set(
          streamId,
          foldCase(cases.get(streamId) ?? null, streamId, { kind, data } as unknown as CaseEvent, occurredAt),
        );
    } else if (streamKind === "inquiry" && (kind === "INQUIRY_OPENED" || inquiries.has(streamId))) {
      inquiries.set(
        streamId,
        foldInquiry(
          inquiries.get(streamId) ?? null,
          streamId,
          { kind, data } as unknown as InquiryEvent,
          occurredAt,
        ),
      );
    }
  }
  return { cases: [...cases.values()], inquiries: [...inquiries.values()] };
}

/** The newest case with the inquiry that ran beside it; whichever of the two there is. */
export function shownMatters({ cases, inquiries }: Stood): {
  file: CaseFile | null;
  inquiry: Inquiry | null;
} {
  const file = cases.reduce<CaseFile | null>(
    (newest, one) => (newest && newest.reportedAt > one.reportedAt ? newest : one),
    null,
  );
  const linked = file ? inquiries.filter(({ id }) => file.inquiryIds.includes(id)) : inquiries;
  return { file, inquiry: (linked.length > 0 ? linked : inquiries).at(-1) ?? null };
}

type UnitOf = (id: string | null) => UnitRef | null;

/** The domain's case as the drawing of the lanes takes it. */
export function caseForLanes(file: CaseFile, unitOf: UnitOf): CaseDetail {
  return {
    ...file,
    returns: file.returns.map(({ unitId, reasonCode, namesUnitId, at }) => ({
      unit: unitOf(unitId),
      reasonCode,
      namesUnit: unitOf(namesUnitId),
      at,
    })),
    openDanger: openDanger(file),
  } as unknown as CaseDetail;
}

/** The domain's inquiry as the drawing of the lanes takes it. */
export function inquiryForLanes(inquiry: Inquiry, unitOf: UnitOf): InquiryDetail {
  const claims = openClaims(inquiry).length;
  const status: OwnershipStatus = claims > 1 ? "DISPUTED" : claims === 1 ? "CLAIM_PENDING" : "UNKNOWN";
  return {
    ...inquiry,
    open: inquiryOpen(inquiry),
    ownershipStatus: status,
    lettersSent: inquiry.letters.map(({ unitId, ...letter }) => ({
      ...letter,
      unit: unitOf(unitId),
      seenAt: null,
    })),
    claims: inquiry.claims.map(({ unitId, ...claim }) => ({ ...claim, unit: unitOf(unitId) })),
    determination: inquiry.determination && {
      ...inquiry.determination,
      owner: unitOf(inquiry.determination.ownerUnitId),
    },
    backstop: inquiry.backstop && {
      ...inquiry.backstop,
      custodian: unitOf(inquiry.backstop.custodianUnitId),
    },
  } as unknown as InquiryDetail;
}
