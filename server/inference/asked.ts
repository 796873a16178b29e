import type { Ranking } from "./context.ts";

/** Whoever is at least this likely is asked; a letter to a unit that has nothing to do with it costs its patience. */
const ASKED_FROM = 0.01;
/** The same letter to several at once is the point of the consultation, however sure the model is of the first. */
const ASKED_AT_LEAST = 3;

/** Who an inquiry writes to, likeliest first, as the history records it: in permille, for the history holds no floats. */
export function askedOf({ candidates }: Pick<Ranking, "candidates">): { unitId: string; permille: number }[] {
  return candidates
    .filter(({ probability }, n) => n < ASKED_AT_LEAST || probability >= ASKED_FROM)
    .map(({ unitId, probability }) => ({ unitId, permille: Math.round(probability * 1000) }));
}
