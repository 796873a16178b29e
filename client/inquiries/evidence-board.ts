import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import type { UnitRef } from "../../server/contract/shapes.ts";
import { onFile } from "../../server/domain/inquiry/proof.ts";
import { EVIDENCE_WEIGHT } from "../../server/domain/names.ts";

export type EvidenceItem = InquiryDetail["evidence"][number];
export type LetterItem = InquiryDetail["lettersSent"][number];
export type ClaimItem = InquiryDetail["claims"][number];

/** One party's column of the table that is laid out in the meeting: what it said and what speaks for and against it. */
export interface PartyColumn {
  readonly unit: UnitRef;
  readonly probability: number | null;
  /** Its newest letter, with the answer. */
  readonly letter: LetterItem | null;
  readonly claim: ClaimItem | null;
  readonly inFavour: readonly EvidenceItem[];
  readonly against: readonly EvidenceItem[];
  readonly neutral: readonly EvidenceItem[];
  /** Sum of the catalogue's weights, for less against. It ranks; it never decides. */
  readonly weight: number;
}

/** Whether an item still counts, and whether there is a file that anybody can look at (docs/domain.md#guard-4). */
export function worthOf(detail: InquiryDetail, id: string): "counts" | "noFile" | "fallen" {
  const item = detail.file.evidence.find((known) => known.id === id);
  if (!item) return "counts";
  return item.fallen ? "fallen" : onFile(item) ? "counts" : "noFile";
}

/** Every party of an inquiry side by side: claimants first, then by weight of evidence, then by probability. */
export function partyColumns(detail: InquiryDetail): PartyColumn[] {
  const units = new Map<string, UnitRef>();
  for (const { unit } of [...detail.claims, ...detail.lettersSent, ...detail.candidates])
    units.set(unit.id, unit);
  for (const { unit } of detail.evidence) if (unit) units.set(unit.id, unit);
  const columns = [...units.values()].map((unit) => columnOf(unit, detail));
  return columns.sort(
    (a, b) =>
      Number(b.claim?.status === "OPEN") - Number(a.claim?.status === "OPEN") ||
      b.weight - a.weight ||
      (b.probability ?? 0) - (a.probability ?? 0),
  );
}

/** Evidence that names nobody: the lettering nobody can read, the contents of the shaft. */
export function evidenceOfNobody(detail: InquiryDetail): EvidenceItem[] {
  return detail.evidence.filter((item) => item.unit === null);
}

function columnOf(unit: UnitRef, detail: InquiryDetail): PartyColumn {
  const own = detail.evidence.filter((item) => item.unit?.id === unit.id);
  const inFavour = own.filter((item) => item.direction === "FOR");
  const against = own.filter((item) => item.direction === "AGAINST");
  const letters = detail.lettersSent.filter((letter) => letter.unit.id === unit.id);
  const claims = detail.claims.filter((claim) => claim.unit.id === unit.id);
  return {
    unit,
    probability: detail.candidates.find((candidate) => candidate.unit.id === unit.id)?.probability ?? null,
    letter: letters.reduce<LetterItem | null>(
      (newest, letter) => (newest && newest.round > letter.round ? newest : letter),
      null,
    ),
    claim: claims.at(-1) ?? null,
    inFavour,
    against,
    neutral: own.filter((item) => item.direction === "NEUTRAL"),
    weight: weightOf(detail, inFavour) - weightOf(detail, against),
  };
}

function weightOf(detail: InquiryDetail, items: readonly EvidenceItem[]): number {
  return items
    .filter(({ id }) => worthOf(detail, id) !== "fallen")
    .reduce((sum, item) => sum + EVIDENCE_WEIGHT[item.kind], 0);
}
