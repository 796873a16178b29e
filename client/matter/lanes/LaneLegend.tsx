import { useLaneWords } from "./lane-words.ts";
import { Cloth, Mark } from "./Mark.tsx";
import type { FlagState, Picture, Tick } from "./picture.ts";

const SHAPES: readonly Tick["shape"][] = [
  "letter",
  "claim",
  "deny",
  "visit",
  "silence",
  "return",
  "extension",
  "rework",
  "escalation",
];
const FLAGS: readonly FlagState[] = ["met", "late", "missed", "coming"];

/** What the marks mean: those that occur in this picture, no others. */
export function LaneLegend({ picture }: { picture: Picture }) {
  const { t } = useLaneWords();
  const lanes = [picture.safety, picture.ownership].filter((lane) => lane !== null);
  const shapes = new Set(lanes.flatMap(({ ticks }) => ticks.map(({ shape }) => shape)));
  const flags = new Set(lanes.flatMap((lane) => lane.flags.map(({ state }) => state)));
  return (
    <span className="lane-legend">
      {SHAPES.filter((shape) => shapes.has(shape)).map((shape) => (
        <span key={shape}>
          <svg className="two-lanes" data-size="mark" viewBox="0 0 12 12" aria-hidden="true">
            <Mark shape={shape} x={6} y={6} />
          </svg>
          {t(`lanes.legend.${shape}`)}
        </span>
      ))}
      {FLAGS.filter((state) => flags.has(state)).map((state) => (
        <span key={state}>
          <svg className="two-lanes" data-size="mark" viewBox="0 0 12 12" aria-hidden="true">
            <line className="flag-pole" x1={2} x2={2} y1={1} y2={11} />
            <Cloth state={state} x={2} y={1} />
          </svg>
          {t(`lanes.flag.${state}`)}
        </span>
      ))}
    </span>
  );
}
