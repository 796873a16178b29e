import { asked } from "../domain/inquiry/recipients.ts";
import type { Candidate } from "../domain/inquiry/state.ts";
import type { Ranking } from "./context.ts";

/**
 * Who an inquiry writes to, likeliest first, as the history records it: in permille, for the history holds no floats. Behind the
 * likely ones stand those whom only the map names (docs/domain.md#guard-3).
 */
export function askedOf({ candidates, nearby }: Pick<Ranking, "candidates" | "nearby">): Candidate[] {
  const near = new Map(nearby.map(({ unitId, by }) => [unitId, by]));
  const candidate = (unitId: string, probability: number): Candidate => {
    const by = near.get(unitId);
    return { unitId, permille: Math.round(probability * 1000), ...(by && { nearby: by }) };
  };
  const likely = asked(candidates);
  const others = nearby.filter(({ unitId }) => !likely.some((known) => known.unitId === unitId));
  return [
    ...likely.map(({ unitId, probability }) => candidate(unitId, probability)),
    ...others.map(({ unitId }) =>
      candidate(unitId, candidates.find((known) => known.unitId === unitId)?.probability ?? 0),
    ),
  ];
}
