import type { Moment, Picture } from "./picture.ts";

/** Where a moment stands, in the units of the drawing. */
export type Scale = (moment: Moment) => number;

/** Moments closer than this are one place: a filing, its dispatch and its letters are one transaction. */
const ONE_PLACE_MS = 45_000;
/** The length that an interval needs to be drawn about twice as wide as an instant. */
const UNIT_MS = 15 * 60_000;

/**
 * One axis for half an hour and half a year. A guard takes twenty minutes, an inquiry weeks: on an even axis the first, which
 * matters most, would be a hair. So each interval between two events is as wide as the logarithm of its length; inside an
 * interval time runs evenly, and what is left of something else happened before it.
 */
export function stretchedScale(moments: readonly Moment[], from: number, to: number): Scale {
  const anchors: Moment[] = [];
  for (const moment of [...moments].sort((a, b) => a - b)) {
    const last = anchors.at(-1);
    if (last === undefined || moment - last > ONE_PLACE_MS) anchors.push(moment);
  }
  const first = anchors[0] ?? 0;
  const latest = Math.max(...moments);
  if (anchors.length < 2) return (moment) => (moment < latest || latest === first ? from : to);
  const weights = anchors
    .slice(1)
    .map((moment, index) => 0.6 + Math.log1p((moment - (anchors[index] ?? moment)) / UNIT_MS));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const places = [from];
  for (const weight of weights) places.push((places.at(-1) ?? from) + ((to - from) * weight) / whole);
  return (moment) => {
    if (moment <= first) return from;
    for (let index = 1; index < anchors.length; index++) {
      const [before, after] = [anchors[index - 1] ?? 0, anchors[index] ?? 0];
      if (moment > after) continue;
      const [left, right] = [places[index - 1] ?? from, places[index] ?? to];
      return left + ((right - left) * (moment - before)) / (after - before);
    }
    return to;
  };
}

/** How far past its last event an open picture goes on, so that the line of now is not its edge. */
const LOOK_AHEAD_MS = 10 * 60_000;

/** What has been keeps at least this share of the drawing, also in the first minute, when everything is still to come. */
const LEAST_PAST = 0.36;

/** The axis of a picture: what has been at the left of now, what is to come at the right. */
export function scaleOf(picture: Picture, from: number, to: number): Scale {
  const moments = momentsOf(picture);
  const even = stretchedScale(moments, from, to);
  const { now } = picture;
  if (now === null) return even;
  const least = from + (to - from) * LEAST_PAST;
  if (even(now) >= least) return even;
  const past = stretchedScale([...moments.filter((moment) => moment < now), now], from, least);
  const coming = stretchedScale([now, ...moments.filter((moment) => moment > now)], least, to);
  return (moment) => (moment <= now ? past(moment) : coming(moment));
}

/** Every moment that has a place of its own in a picture. */
export function momentsOf(picture: Picture): Moment[] {
  const lanes = [picture.safety, picture.ownership].filter((lane) => lane !== null);
  const moments = lanes.flatMap(({ segments, flags, ticks }) => [
    ...segments.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
    ...flags.map(({ at }) => at),
    ...ticks.map(({ at }) => at),
  ]);
  const edges =
    picture.now === null ? [picture.start] : [picture.start, picture.now, picture.now + LOOK_AHEAD_MS];
  return [...moments, ...edges];
}

/** The last moment of anything in the picture: where stretches that still last end. */
export function endOf(picture: Picture): Moment {
  return picture.now ?? Math.max(...momentsOf(picture));
}
