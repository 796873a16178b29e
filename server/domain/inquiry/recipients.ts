/**
 * Whom a round asks of those whom the ranking names (five at most): the three likeliest, and whoever has one chance in a hundred.
 * Besides, whoever has a line or a duty area within the error of the point (`whom-to-ask.ts`).
 */

/** Whoever is at least this likely is asked; a letter to a unit that has nothing to do with it costs its patience. */
export const ASKED_FROM = 0.01;
/** The same letter to several at once is the point of the consultation, however sure the model is of the first. */
export const ASKED_AT_LEAST = 3;

/** Of candidates, likeliest first, those that an inquiry writes to. `probability` between 0 and 1. */
export function asked<T extends { readonly probability: number }>(candidates: readonly T[]): T[] {
  return candidates.filter(({ probability }, n) => n < ASKED_AT_LEAST || probability >= ASKED_FROM);
}
