import { searchBreadth, type Reach, type Searched } from "./breadth.ts";
import { Ends } from "./ends.ts";
import { Findings } from "./findings.ts";
import { KNOWN } from "./known.ts";
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
    findings: new Findings(KNOWN),
  };
}

/** Until which part of the time each kind of breadth goes on; the rest is walked. */
const PARTS: readonly (readonly [Slice, number])[] = [
  ["safety", 0.2],
  ["ownership", 0.45],
  ["everything", 0.7],
];

/** What a search went through, part by part. */
export interface Report {
  readonly breadth: readonly (Reach & { readonly slice: Slice; readonly seconds: number })[];
  readonly walks: Walked & { readonly seconds: number };
}

/** One whole search, one part after the other. With `first`, only until something is found that nobody knew of. */
export function search(searched: Search, ms: number, seed: number, first = false): Report {
  const began = performance.now();
  const until = (share: number) => () =>
    performance.now() > began + share * ms || (first && searched.findings.surprise !== null);
  const timed = <T>(part: () => T): T & { seconds: number } => {
    const since = performance.now();
    return { ...part(), seconds: (performance.now() - since) / 1000 };
  };
  const breadth = PARTS.map(([slice, share]) => {
    const from = searched.starts.filter(({ tracks }) => slice === "everything" || tracks.includes(slice));
    return { slice, ...timed(() => searchBreadth(from, slice, until(share), searched)) };
  });
  return { breadth, walks: timed(() => walk(searched.starts, seed, until(1), searched)) };
}
