import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import type { UnitRef } from "../../server/contract/shapes.ts";
import type { Inquiry, Proposal } from "../../server/domain/inquiry/state.ts";
import { useUnits } from "../api/reference.ts";

/** The domain's own state of an inquiry, for its tables. */
export function fileOf(detail: InquiryDetail): Inquiry {
  return detail.file;
}

export interface NamedProposal {
  readonly proposal: Proposal;
  /** The owner, custodian or manager it names; null where it names nobody. */
  readonly unit: UnitRef | null;
  /** For a determination; null otherwise. */
  readonly from: string | null;
}

/** What waits for a signature, with the unit that it names. */
export function useProposal(detail: InquiryDetail): NamedProposal | null {
  const units = useUnits();
  const { proposal } = fileOf(detail);
  if (!proposal) return null;
  const id = unitIdOf(proposal);
  const known = [...detail.candidates, ...detail.lettersSent, ...detail.claims].map(({ unit }) => unit);
  const unit = id === null ? null : ([...known, ...(units.data ?? [])].find((one) => one.id === id) ?? null);
  return { proposal, unit, from: proposal.kind === "DETERMINATION" ? proposal.from : null };
}

function unitIdOf(proposal: Proposal): string | null {
  switch (proposal.kind) {
    case "DETERMINATION":
    case "DISCLAIMER":
      return proposal.unitId;
    case "BACKSTOP":
      return proposal.custodianUnitId;
    case "PRIVATE":
      return proposal.managerUnitId;
    case "SEALING":
    case "REOPENING":
    case "WITHDRAWAL":
      return null;
  }
}
