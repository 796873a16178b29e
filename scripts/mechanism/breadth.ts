import { canonical, hashOf } from "./canonical.ts";
import type { Ends } from "./ends.ts";
import type { Findings } from "./findings.ts";
import type { Life, Step } from "./life.ts";
import { happen, type Move } from "./moves.ts";
import type { Never } from "./never/never.ts";
import type { Offers, Slice } from "./offers.ts";
import type { Start } from "./starts.ts";

/** How far a search went. */
export interface Reach {
  states: number;
  transitions: number;
  depth: number;
  /** Everything within this many steps was seen. */
  wholeDepth: number;
}

export interface Searched {
  readonly offers: Offers;
  readonly never: readonly Never[];
  readonly ends: Ends;
  readonly findings: Findings;
}

interface Node {
  life: Life | null;
  readonly start: Start;
  readonly parent: Node | null;
  readonly move: Move | null;
  readonly depth: number;
}

/** From all starts at once, nearest first, until it is over or there is nothing new. What breaks a rule is not gone on from. */
export function searchBreadth(
  starts: readonly Start[],
  slice: Slice,
  over: (reach: Reach) => boolean,
  searched: Searched,
): Reach {
  const { offers, findings, ends } = searched;
  const seen = new Set<number>();
  const queue: Node[] = [];
  const reach: Reach = { states: 0, transitions: 0, depth: 0, wholeDepth: 0 };
  const arrive = (node: Node, life: Life) => {
    const hash = hashOf(canonical(life));
    if (seen.has(hash)) return;
    seen.add(hash);
    reach.states++;
    reach.depth = Math.max(reach.depth, node.depth);
    for (const [rule, said] of [
      [REST, ends.rest(life, hash)],
      [WILLING, ends.endable(life, hash)],
    ] as const)
      if (said !== null) findings.add(rule, said, node.start, node.depth, () => pathOf(node));
    queue.push(node);
  };
  for (const start of starts)
    arrive({ life: start.life, start, parent: null, move: null, depth: 0 }, start.life);
  for (let head = 0; head < queue.length; head++) {
    if (over(reach)) return reach;
    const node = queue[head];
    if (!node?.life) continue;
    const { life, start, depth } = node;
    node.life = null;
    reach.wholeDepth = depth;
    for (const { moves } of offers.in(life, slice))
      for (const move of moves) {
        const step = happen(life, move);
        if (!step) continue;
        reach.transitions++;
        const next: Node = { life: step.after, start, parent: node, move, depth: depth + 1 };
        if (!broken(step, searched, start, depth + 1, () => pathOf(next))) arrive(next, step.after);
      }
  }
  return { ...reach, wholeDepth: reach.depth };
}

export const REST = "in the end, with people doing nothing: an end, or somebody's list";
export const WILLING = "in the end, with people willing: an end";

/** Looks at a step with every rule. True where one was broken. */
function broken(
  step: Step,
  { never, findings }: Searched,
  start: Start,
  depth: number,
  path: () => readonly Move[],
): boolean {
  let any = false;
  for (const { name, broken: breaks } of never) {
    const said = breaks(step);
    if (said === null) continue;
    any = true;
    findings.add(name, said, start, depth, path);
  }
  return any;
}

function pathOf(node: Node): readonly Move[] {
  const moves: Move[] = [];
  for (let at: Node | null = node; at?.move; at = at.parent) moves.push(at.move);
  return moves.reverse();
}
