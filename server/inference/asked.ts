import { asked } from "../domain/inquiry/recipients.ts";
import type { Ranking } from "./context.ts";

/** Who an inquiry writes to, likeliest first, as the history records it: in permille, for the history holds no floats. */
export function askedOf({ candidates }: Pick<Ranking, "candidates">): { unitId: string; permille: number }[] {
  return asked(candidates).map(({ unitId, probability }) => ({
    unitId,
    permille: Math.round(probability * 1000),
  }));
}
