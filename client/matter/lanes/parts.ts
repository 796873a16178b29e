import type { useLaneWords } from "./lane-words.ts";
import type { Lane, Moment, Picture } from "./picture.ts";

/** One thing in the picture that can be pointed at, as it is said in words. */
export interface Part {
  readonly key: string;
  readonly at: Moment;
  readonly lane: "safety" | "ownership";
  readonly text: string;
}

export type LaneName = Part["lane"];
export const partKey = {
  segment: (lane: LaneName, index: number) => `${lane}-s${index}`,
  flag: (lane: LaneName, index: number) => `${lane}-f${index}`,
  tick: (lane: LaneName, index: number) => `${lane}-t${index}`,
  net: "net",
} as const;

/** Everything in the picture in the order in which it happened: for the arrow keys and for whoever reads instead of looking. */
export function partsOf(picture: Picture, words: ReturnType<typeof useLaneWords>): Part[] {
  const laneParts = (name: LaneName, lane: Lane | null): Part[] =>
    lane === null
      ? []
      : [
          ...lane.segments.map((segment, index) => ({
            key: partKey.segment(name, index),
            at: segment.from,
            lane: name,
            text: words.segmentTitle(segment),
          })),
          ...lane.flags.map((flag, index) => ({
            key: partKey.flag(name, index),
            at: flag.at,
            lane: name,
            text: words.flagTitle(flag),
          })),
          ...lane.ticks.map((tick, index) => ({
            key: partKey.tick(name, index),
            at: tick.at,
            lane: name,
            text: words.tickTitle(tick),
          })),
        ];
  const net: Part[] = picture.caught
    ? [{ key: partKey.net, at: picture.caught.at, lane: "ownership", text: words.netTitle(picture.caught) }]
    : [];
  return [
    ...laneParts("safety", picture.safety),
    ...laneParts("ownership", picture.ownership),
    ...net,
  ].toSorted((a, b) => a.at - b.at);
}
