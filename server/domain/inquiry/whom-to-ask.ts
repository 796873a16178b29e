import { broughtBy } from "./proof.ts";
import type { Candidate, Inquiry } from "./state.ts";

/**
 * Whom a backstop may not pass over (docs/domain.md#guard-3): everybody whom the ranking named (`recipients.ts`), whoever was named
 * since, and everybody with a line or a duty area within the error of the point. `seen`: who that is on the map of this moment.
 */
export function unasked(inquiry: Inquiry, seen: readonly Candidate[] = []): readonly Candidate[] {
  const { candidates, leftOut = [] } = inquiry;
  const found = seen.filter(({ unitId }) => !candidates.some((known) => known.unitId === unitId));
  return [...candidates, ...found].filter(
    ({ unitId }) => !heard(inquiry, unitId) && !leftOut.some((out) => out.unitId === unitId),
  );
}

/** Of those whom the present map and ranking name, the ones that the map alone names: the ranking counts as it was when they were asked. */
export function onTheMap(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ nearby }) => nearby !== undefined);
}

/** It got a letter, or has spoken without one: claimed, or said that it erred. */
function heard({ letters, claims, evidence }: Inquiry, unitId: string): boolean {
  return (
    letters.some((letter) => letter.unitId === unitId && !letter.about) ||
    claims.some((claim) => claim.unitId === unitId) ||
    evidence.some(
      (item) =>
        item.direction === "AGAINST" &&
        item.unitId === unitId &&
        item.fallen !== true &&
        broughtBy(item) === unitId,
    )
  );
}

/** It was asked, and has answered or let its time pass. */
export function hadItsTime({ letters, claims }: Inquiry, unitId: string): boolean {
  return (
    claims.some((claim) => claim.unitId === unitId) ||
    letters.some((letter) => letter.unitId === unitId && !letter.about && letter.answer !== null)
  );
}
