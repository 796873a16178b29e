import { shortMoment } from "../../ui/time.ts";
import { placeLabels, textWidth, type Wanted } from "./labels.ts";
import type { useLaneWords } from "./lane-words.ts";
import type { Picture } from "./picture.ts";
import { endOf, type Scale } from "./scale.ts";

const TEXT = 10.5;

/** Where the stretched axis stands in real time: the start, where states changed, the end. */
export function Axis({
  picture,
  scale,
  y,
  top,
  from,
  to,
  words,
}: {
  picture: Picture;
  scale: Scale;
  y: number;
  /** Where the faint lines begin that lead down to the dates. */
  top: number;
  from: number;
  to: number;
  words: ReturnType<typeof useLaneWords>;
}) {
  const { safety, ownership, now } = picture;
  const turns = [...(safety?.segments ?? []), ...(ownership?.segments ?? [])].map((segment) => segment.from);
  const ends = [...(safety?.segments.slice(-1) ?? [])].flatMap((segment) =>
    segment.to === null ? [] : [segment.to],
  );
  const end = endOf(picture);
  const moments = [...new Set([picture.start, ...turns, ...ends, end])].filter((moment) => moment !== now);
  const wanted = moments.map((moment): Wanted => {
    const edge = moment === picture.start ? 9 : moment === end ? 8 : 1;
    return {
      x: scale(moment),
      text: shortMoment(moment, words.language),
      importance: edge,
      anchor: moment === picture.start ? "start" : "middle",
    };
  });
  // The word for now stands on the axis too and keeps its place.
  const nowWidth = now === null ? 0 : textWidth(words.t("lanes.now"), 11);
  const right = now === null ? to : Math.min(to, scale(now) - nowWidth / 2 - 6);
  return (
    <g>
      <title>{words.t("lanes.scale")}</title>
      {placeLabels(wanted, 1, [from, right], TEXT, 10).map(({ item, left }) => (
        <g key={item.x}>
          <line className="axis-guide" x1={item.x} x2={item.x} y1={top} y2={y - 3} />
          <line className="axis-tick" x1={item.x} x2={item.x} y1={y - 3} y2={y + 1} />
          <text className="axis-text" x={left} y={y + 12}>
            {item.text}
          </text>
        </g>
      ))}
    </g>
  );
}
