import { EVIDENCE_WEIGHT, type Day, type EvidenceKind } from "../names.ts";
import type { EvidenceItem, Inquiry } from "./state.ts";

/** What makes an owner, and what stands against it (docs/domain.md#guard-4). */

/**
 * Below this, evidence is a hint. Lids are borrowed: what is seen of one says whose lid it is, and not whose shaft; and neighbours,
 * hearsay and a snapshot make nobody an owner.
 */
const SAYS_SOMETHING = 50;
/** What can say since when: what is in the shaft shows whose it is today. */
const PAPERS: ReadonlySet<EvidenceKind> = new Set([
  "HANDOVER_DOCUMENT",
  "COURT_DECISION",
  "AS_BUILT_DRAWING",
  "PERMIT",
  "WRITTEN_ADMISSION",
  "PIPE_MAP",
  "MEETING_MINUTES",
]);

/** The unit whose word or paper an item is. An admission is always its own, also where that was not kept. */
export function broughtBy({ broughtBy: unit, kind, unitId }: EvidenceItem): string | null {
  return unit === undefined ? (kind === "WRITTEN_ADMISSION" ? unitId : null) : unit;
}

/** Whatever speaks for a unit and still counts. */
export function inFavour(inquiry: Inquiry, unitId: string): readonly EvidenceItem[] {
  return inquiry.evidence.filter(
    (item) => item.direction === "FOR" && item.unitId === unitId && item.fallen !== true,
  );
}

/** There is a file that anybody can look at, or the unit has said it by its own account. */
export function onFile(item: EvidenceItem): boolean {
  if (item.photoIds && item.photoIds.length > 0) return true;
  return item.kind === "WRITTEN_ADMISSION" && broughtBy(item) === item.unitId && item.onBehalf !== true;
}

/** What can make the unit the owner: on file, and more than a hint. */
export function proofs(inquiry: Inquiry, unitId: string): readonly EvidenceItem[] {
  return inFavour(inquiry, unitId).filter(
    (item) => onFile(item) && EVIDENCE_WEIGHT[item.kind] >= SAYS_SOMETHING,
  );
}

/** Whether a paper says that it was the unit's on that day already. */
export function provenSince(inquiry: Inquiry, unitId: string, day: Day): boolean {
  return proofs(inquiry, unitId).some(
    ({ kind, since }) => PAPERS.has(kind) && since !== undefined && since !== null && since <= day,
  );
}

/** Why naming this unit takes more than a signature. */
export const DOUBTS = ["DENIED", "WITHDRAWN", "REJECTED", "NOT_HEARD", "SILENT", "EVIDENCE_AGAINST"] as const;
export type Doubt = (typeof DOUBTS)[number];

/** What stands against naming this unit: its own last word, what became of its claim, papers against it, that nobody asked, or that it said nothing. */
export function doubts(inquiry: Inquiry, unitId: string): readonly Doubt[] {
  const claims = inquiry.claims.filter((claim) => claim.unitId === unitId);
  const standing = claims.some(({ status }) => status === "OPEN" || status === "ACCEPTED");
  const answers = inquiry.letters.filter(
    (letter) => letter.unitId === unitId && letter.answer !== null && letter.about === undefined,
  );
  // Silence afterwards takes no word back.
  const last = answers.findLast(({ answer }) => answer !== "NO_REPLY")?.answer ?? null;
  const spoke = claims.length > 0 || answers.some(({ answer }) => answer === "CLAIM" || answer === "DENY");
  const silent = !spoke && answers.some(({ answer }) => answer === "NO_REPLY");
  const ended = claims.at(-1)?.status;
  const heard =
    claims.length > 0 || answers.some(({ answer }) => answer !== "NEED_SITE_VISIT" && answer !== "UNSEEN");
  // What the unit itself brought against itself it has taken back by claiming.
  const against = inquiry.evidence.some(
    (item) =>
      item.direction === "AGAINST" &&
      item.unitId === unitId &&
      item.fallen !== true &&
      !(standing && broughtBy(item) === unitId),
  );
  return [
    ...(!standing && last === "DENY" ? (["DENIED"] as const) : []),
    ...(!standing && ended === "WITHDRAWN" ? (["WITHDRAWN"] as const) : []),
    ...(!standing && ended === "REJECTED" ? (["REJECTED"] as const) : []),
    ...(heard ? [] : (["NOT_HEARD"] as const)),
    ...(silent ? (["SILENT"] as const) : []),
    ...(against ? (["EVIDENCE_AGAINST"] as const) : []),
  ];
}

/** Whether only the convener decides: against the unit's own word, unheard, or on its silence. */
export function takesConvener(inquiry: Inquiry, unitId: string): boolean {
  return doubts(inquiry, unitId).some((doubt) => doubt !== "EVIDENCE_AGAINST");
}

/** Photos that came with what has fallen: shown again they are no new evidence. */
export function shownBefore(inquiry: Inquiry, unitId: string): ReadonlySet<string> {
  return new Set(
    inquiry.evidence
      .filter((item) => item.unitId === unitId && item.fallen === true)
      .flatMap(({ photoIds }) => photoIds ?? []),
  );
}
