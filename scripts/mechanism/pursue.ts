import { canonical, hashOf } from "./canonical.ts";
import type { Life } from "./life.ts";
import { happen, type Move } from "./moves.ts";
import type { Offers } from "./offers.ts";

/** People who want something and know the way: what they do, the step nearest to their aim first. */
export interface Aim {
  readonly steps: readonly string[];
  readonly reached: (life: Life, hash: number) => boolean;
  /** Never made, even though its kind is among the steps. */
  readonly not?: (move: Move) => boolean;
}

const MOST_LIVES = 600;
const LONGEST = 40;

export interface Pursued {
  readonly life: Life;
  readonly moves: readonly Move[];
  /** States on the way. */
  readonly passed: readonly number[];
}

/** Goes on as people who want that would, back where it leads nowhere. Null when they do not get there. */
export function pursue(life: Life, offers: Offers, aim: Aim, most = MOST_LIVES): Pursued | null {
  const seen = new Set<number>();
  const moves: Move[] = [];
  const passed: number[] = [];
  let left = most;
  const from = (present: Life, hash: number): Life | null => {
    passed.push(hash);
    if (aim.reached(present, hash)) return present;
    for (const move of moves.length < LONGEST ? inOrder(present, offers, aim) : []) {
      const step = happen(present, move);
      if (!step) continue;
      const next = hashOf(canonical(step.after));
      if (seen.has(next)) continue;
      seen.add(next);
      if (left-- <= 0) break;
      moves.push(move);
      const there = from(step.after, next);
      if (there) return there;
      moves.pop();
    }
    passed.pop();
    return null;
  };
  const there = from(life, hashOf(canonical(life)));
  return there && { life: there, moves, passed };
}

function inOrder(life: Life, offers: Offers, { steps, not }: Aim): readonly Move[] {
  const ranked = offers
    .in(life)
    .map(({ type, moves }) => ({ rank: steps.indexOf(type), moves }))
    .filter(({ rank }) => rank >= 0)
    .sort((one, other) => one.rank - other.rank);
  const moves = ranked.flatMap((bundle) => bundle.moves);
  return not ? moves.filter((move) => !not(move)) : moves;
}
