import type { Life, Step } from "./life.ts";
import { happen, type Move } from "./moves.ts";

/** The story with everything left out that it does not need: each step is tried without, from the last to the first. */
export function shrunk(start: Life, moves: readonly Move[], shows: (step: Step) => boolean): readonly Move[] {
  let shortest = toldUntil(start, moves, shows) ?? moves;
  for (let again = true; again;) {
    again = false;
    for (let n = shortest.length - 2; n >= 0; n--) {
      const without = toldUntil(start, shortest.toSpliced(n, 1), shows);
      if (!without) continue;
      shortest = without;
      n = Math.min(n, shortest.length - 1);
      again = true;
    }
  }
  return shortest;
}

/** What is possible of a story, up to the step that shows it; null where none does. */
function toldUntil(
  start: Life,
  moves: readonly Move[],
  shows: (step: Step) => boolean,
): readonly Move[] | null {
  const told: Move[] = [];
  let life = start;
  for (const move of moves) {
    const step = happen(life, move);
    if (!step) continue;
    told.push(move);
    if (shows(step)) return told;
    life = step.after;
  }
  return null;
}
