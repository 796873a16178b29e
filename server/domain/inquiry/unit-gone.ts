import { withCancelled } from "../clocks/deadline.ts";
import type { UnitGone } from "../unit-gone.ts";
import { unheard, waitsForWord, type Inquiry, type Letter, type Proposal } from "./state.ts";

/** What becomes of an inquiry when a unit of it is no more (docs/domain.md#d4). */

/** Whom a proposal names: whoever is no more cannot be confirmed, nor lose days unheard. */
export function namedIn(proposal: Proposal): readonly string[] {
  switch (proposal.kind) {
    case "DETERMINATION":
      return [proposal.unitId, ...(proposal.corrects ?? []).map(({ unitId }) => unitId)];
    case "DISCLAIMER":
      return [proposal.unitId];
    case "BACKSTOP":
      return [proposal.custodianUnitId];
    case "PRIVATE":
      return proposal.managerUnitId === null ? [] : [proposal.managerUnitId];
    default:
      return [];
  }
}

/** Does anything here still wait for this unit, or speak for it? What it answered long ago stays its own. */
export function concerns(inquiry: Inquiry, unitId: string): boolean {
  return (
    inquiry.letters.some((letter) => letter.unitId === unitId && openFor(letter, inquiry.round)) ||
    inquiry.claims.some((claim) => claim.unitId === unitId && claim.status === "OPEN") ||
    inquiry.candidates.some((candidate) => candidate.unitId === unitId) ||
    (inquiry.proposal !== null && namedIn(inquiry.proposal).includes(unitId)) ||
    inquiry.backstop?.custodianUnitId === unitId
  );
}

/** Letters, claims and evidence are the successor's; without one nothing waits for anybody, and no silence is recorded. */
export function unitGone(inquiry: Inquiry, { fromUnitId, toUnitId }: UnitGone, at: string): Inquiry {
  const heir = (unitId: string): string => (unitId === fromUnitId && toUnitId !== null ? toUnitId : unitId);
  const { proposal, backstop } = inquiry;
  const claims = inquiry.claims.map((claim) => {
    if (claim.unitId !== fromUnitId) return claim;
    const already = inquiry.claims.some((own) => own.unitId === toUnitId && own.status === "OPEN");
    if (claim.status === "OPEN" && (toUnitId === null || already))
      return { ...claim, status: "WITHDRAWN" as const };
    return { ...claim, unitId: heir(claim.unitId) };
  });
  const candidates = inquiry.candidates
    .filter((candidate) => candidate.unitId !== fromUnitId || toUnitId !== null)
    .map((candidate) => ({ ...candidate, unitId: heir(candidate.unitId) }));
  const after = {
    ...inquiry,
    claims,
    candidates: candidates.filter(
      (candidate, n) => candidates.findIndex((known) => known.unitId === candidate.unitId) === n,
    ),
    letters: inquiry.letters.map((letter) =>
      passedOn(letter, inquiry.letters, { fromUnitId, toUnitId }, at, inquiry.round),
    ),
    evidence: inquiry.evidence.map((item) =>
      item.unitId === null ? item : { ...item, unitId: heir(item.unitId) },
    ),
    proposal: proposal && namedIn(proposal).includes(fromUnitId) ? null : proposal,
    backstop: backstop && { ...backstop, custodianUnitId: heir(backstop.custodianUnitId) },
  };
  // Nobody is left to be heard: the proposal that named it has fallen, and its time with it.
  return unheard(inquiry).length > 0 && unheard(after).length === 0
    ? { ...after, deadlines: withCancelled(after.deadlines, ["HEARING"], at, "UNIT_SUCCEEDED") }
    : after;
}

/** A letter goes to the successor, unless it has one of the round already; then it is closed, and that is no silence. */
function passedOn(
  letter: Letter,
  all: readonly Letter[],
  { fromUnitId, toUnitId }: UnitGone,
  at: string,
  present: number,
): Letter {
  if (letter.unitId !== fromUnitId) return letter;
  const has = all.some(
    (own) => own.unitId === toUnitId && own.round === letter.round && own.about === letter.about,
  );
  if (toUnitId !== null && !has) return { ...letter, unitId: toUnitId };
  return openFor(letter, present) ? { ...letter, answer: "UNIT_DISSOLVED", answeredAt: at } : letter;
}

/** It may still be answered: nothing came, or a promise to look first, or it has to go out again. */
function openFor(letter: Letter, present: number): boolean {
  return letter.answer === null || letter.answer === "UNSEEN" || waitsForWord(letter, present);
}
