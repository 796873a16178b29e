import { searchBreadth, type Reach, type Searched } from "./breadth.ts";
import { Ends } from "./ends.ts";
import { Findings } from "./findings.ts";
import { ALL_NEVER } from "./never/all.ts";
import { Offers, type Slice } from "./offers.ts";
import { startsOf, type Start } from "./starts.ts";
import { walk, type Walked } from "./walks.ts";

export interface Search extends Searched {
  readonly starts: readonly Start[];
}

/** What is tried is made from the tables as they are now: a fault that is planted is planted before. */
export function prepared(): Search {
  const offers = new Offers();
  return {
    offers,
    starts: startsOf(offers),
    never: ALL_NEVER,
    ends: new Ends(offers),
    findings: new Findings(),
  };
}

/** How large a part each kind of breadth is; the rest is walked. */
const PARTS: readonly (readonly [Slice, number])[] = [
  ["safety", 0.2],
  ["ownership", 0.25],
  ["everything", 0.25],
];
const WALKED = 0.3;

/**
 * How far to go. In the same order always, so that of two runs with as many transitions the slower one, which its time stops,
 * sees a part of what the other sees and nothing else: what is red is red on every machine.
 */
export interface Bounds {
  readonly ms: number;
  readonly transitions: number;
}

/** What a search went through, part by part. */
export interface Report {
  readonly breadth: readonly (Reach & { readonly slice: Slice; readonly seconds: number })[];
  readonly walks: Walked & { readonly seconds: number };
}

/** One whole search, one part after the other. With `first`, only until something is found. */
export function search(searched: Search, bounds: Bounds, seed: number, first = false): Report {
  let stop = performance.now();
  const within = (part: number) => {
    stop = Math.max(stop, performance.now()) + part * bounds.ms;
    return ({ transitions }: { readonly transitions: number }) =>
      transitions >= part * bounds.transitions ||
      performance.now() > stop ||
      (first && searched.findings.all.length > 0);
  };
  const timed = <T>(part: () => T): T & { seconds: number } => {
    const since = performance.now();
    return { ...part(), seconds: (performance.now() - since) / 1000 };
  };
  const breadth = PARTS.map(([slice, part]) => {
    const from = searched.starts.filter(({ tracks }) => slice === "everything" || tracks.includes(slice));
    return { slice, ...timed(() => searchBreadth(from, slice, within(part), searched)) };
  });
  return { breadth, walks: timed(() => walk(searched.starts, seed, within(WALKED), searched)) };
}
