import { canonical, hashOf } from "./canonical.ts";
import { REST, type Searched } from "./breadth.ts";
import type { Step } from "./life.ts";
import { happen, type Move } from "./moves.ts";
import type { Start } from "./starts.ts";
import { shrunk } from "./shrink.ts";

const LONGEST = 120;

/** The same numbers for the same seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

export interface Walked {
  walks: number;
  transitions: number;
  depth: number;
}

/** Lives at random, far deeper than breadth goes; a kind of command is drawn first, so that rare ones have their turn. */
export function walk(
  starts: readonly Start[],
  seed: number,
  over: (walked: Walked) => boolean,
  searched: Searched,
): Walked {
  const walked: Walked = { walks: 0, transitions: 0, depth: 0 };
  while (!over(walked)) {
    const roll = dice(seed + walked.walks++);
    const start = starts[roll(starts.length)];
    if (start) oneWalk(start, roll, searched, walked);
  }
  return walked;
}

function oneWalk(start: Start, roll: (below: number) => number, searched: Searched, walked: Walked): void {
  const { offers, findings, ends } = searched;
  const moves: Move[] = [];
  let life = start.life;
  while (moves.length < LONGEST) {
    const bundles = offers.in(life);
    let step = null;
    for (let tries = 0; !step && tries < 60; tries++) {
      const bundle = bundles[roll(bundles.length)];
      const move = bundle?.moves[roll(bundle.moves.length)];
      if (!move) continue;
      step = happen(life, move);
      if (step) moves.push(move);
    }
    if (!step) return;
    walked.transitions++;
    walked.depth = Math.max(walked.depth, moves.length);
    if (seen(step, start, moves, searched)) return;
    life = step.after;
  }
  const said = ends.rest(life, hashOf(canonical(life)));
  if (said !== null) findings.add(REST, said, start, moves.length, () => moves);
}

/** True where the last step broke a rule: from there on anything may follow. */
function seen(step: Step, start: Start, moves: readonly Move[], { never, findings }: Searched): boolean {
  let any = false;
  for (const { name, broken } of never) {
    const said = broken(step);
    if (said === null) continue;
    any = true;
    findings.add(name, said, start, moves.length, () =>
      shrunk(start.life, moves, (again) => broken(again) === said),
    );
  }
  return any;
}
