import { useId } from "react";
import { Axis } from "./Axis.tsx";
import { FLAG_STEP, Flags, flagLabels, flagLevels } from "./Flags.tsx";
import { placeLabels, textWidth, type Wanted } from "./labels.ts";
import { useLaneWords } from "./lane-words.ts";
import type { Lane, Moment, Picture } from "./picture.ts";
import { endOf, scaleOf, type Scale } from "./scale.ts";
import { Ticks, tickLabels } from "./Ticks.tsx";

const EDGE = 10;
const LANE = 18;
const GAP = 24;
const ROW = 13;
const POLE = 12;
const TEXT = 11;

/** The whole picture at a given width. Its height follows from how many rows the labels need. */
export function LaneDrawing({
  picture,
  width,
  label,
  size,
}: {
  picture: Picture;
  width: number;
  label: string;
  size: "large" | "print";
}) {
  const words = useLaneWords();
  const titleId = useId();
  const gutter = Math.ceil(
    Math.max(textWidth(words.t("lanes.safety"), 13), textWidth(words.t("lanes.ownership"), 13)) + 12,
  );
  const scale = scaleOf(picture, gutter, width - EDGE);
  const end = endOf(picture);
  const bounds = [gutter - 4, width] as const;
  const { safety, ownership, caught, fork, now } = picture;

  const above = placeLabels(safety ? flagLabels(safety.flags, scale, words.word) : [], 2, bounds, TEXT);
  const rowsAbove = rowsOf(above);
  const top = rowsAbove * ROW + POLE + 4 + Math.max(0, ...flagLevels(safety?.flags ?? [], scale)) * FLAG_STEP;
  const crowd = Math.max(0, ...flagLevels(ownership?.flags ?? [], scale)) * FLAG_STEP;
  const bottom = safety ? top + LANE + GAP + crowd : top + crowd;
  const under = bottom + LANE;
  const belowWanted: Wanted[] = ownership
    ? [...tickLabels(ownership.ticks, scale, words), ...flagLabels(ownership.flags, scale, words.word)]
    : [];
  const netLabel: Wanted[] = caught
    ? [
        {
          x: scale(caught.at) + 6,
          anchor: "start",
          importance: 9,
          text: caught.unit
            ? `${words.t("lanes.backstop")} · ${words.named(caught.unit)}`
            : words.t("lanes.backstop"),
        },
      ]
    : [];
  const below = placeLabels([...netLabel, ...belowWanted], 4, bounds, TEXT);
  const tickY = under + 12;
  const labelsY = tickY + 16;
  const axisY = (below.length > 0 ? labelsY + rowsOf(below) * ROW : tickY + 4) + 4;
  const height = axisY + 16;

  return (
    <svg
      className="two-lanes"
      data-size={size}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={titleId}
    >
      <title id={titleId}>{label}</title>
      {fork !== null && safety && <path className="fork" d={`M${scale(fork)} ${top + LANE} V${bottom}`} />}
      {safety && (
        <>
          <LaneName text={words.t("lanes.safety")} y={top} />
          <Segments lane={safety} y={top} scale={scale} end={end} words={words} />
          <Flags
            flags={safety.flags}
            labels={above}
            laneY={top}
            rowY={(row) => (rowsAbove - row) * ROW - 3}
            scale={scale}
            titleOf={words.flagTitle}
          />
          <Ticks
            ticks={safety.ticks}
            y={top + LANE + 8}
            laneY={top + LANE}
            scale={scale}
            titleOf={words.tickTitle}
          />
        </>
      )}
      <LaneName text={words.t("lanes.ownership")} y={bottom} />
      {ownership ? (
        <>
          <Segments lane={ownership} y={bottom} scale={scale} end={end} words={words} />
          <Flags
            flags={ownership.flags}
            labels={[]}
            laneY={bottom}
            rowY={() => 0}
            scale={scale}
            titleOf={words.flagTitle}
          />
          <Ticks ticks={ownership.ticks} y={tickY} laneY={under} scale={scale} titleOf={words.tickTitle} />
        </>
      ) : (
        <>
          <line
            className="waiting"
            x1={gutter}
            x2={scale(end)}
            y1={bottom + LANE / 2}
            y2={bottom + LANE / 2}
          />
          <text x={gutter + 2} y={under + 13}>
            {words.t("lanes.nothing")}
          </text>
        </>
      )}
      {caught && <Net from={scale(caught.at)} to={scale(caught.until ?? end)} y={bottom} />}
      {below.map(({ item, row, left }) => (
        <text
          key={`${item.text}${item.x}`}
          x={left}
          y={labelsY + row * ROW}
          className={netLabel.includes(item) ? "net-text" : undefined}
        >
          {item.text}
        </text>
      ))}
      <Axis picture={picture} scale={scale} y={axisY} from={gutter} to={width} words={words} />
      {now !== null && (
        <NowLine x={scale(now)} top={top - POLE} bottom={axisY} text={words.t("lanes.now")} width={width} />
      )}
    </svg>
  );
}

function rowsOf(placed: readonly { row: number }[]): number {
  return placed.reduce((most, { row }) => Math.max(most, row + 1), 0);
}

function LaneName({ text, y }: { text: string; y: number }) {
  return (
    <text className="lane-name" x={0} y={y + LANE - 5}>
      {text}
    </text>
  );
}

function Segments({
  lane,
  y,
  scale,
  end,
  words,
}: {
  lane: Lane;
  y: number;
  scale: Scale;
  end: Moment;
  words: ReturnType<typeof useLaneWords>;
}) {
  return lane.segments.map((segment, index) => {
    const { code, tone, from, to } = segment;
    const left = scale(from);
    const width = Math.max(2, scale(to ?? end) - left);
    const name = words.segmentName(segment);
    return (
      <g key={`${code}${from}`}>
        <title>{words.segmentTitle(segment)}</title>
        <rect
          className="segment"
          data-tone={tone}
          style={{ ["--tone" as string]: `var(--lane-${tone})` }}
          x={left}
          y={y}
          width={width}
          height={LANE}
          rx={index === 0 ? 2 : 0}
        />
        {index > 0 && <line className="boundary" x1={left} x2={left} y1={y} y2={y + LANE} />}
        {textWidth(name, TEXT) + 8 <= width && (
          <text className="segment-text" data-tone={tone} x={left + 4} y={y + LANE - 5}>
            {name}
          </text>
        )}
      </g>
    );
  });
}

/** The backstop: a net under the lane, from the moment at which it catches. */
function Net({ from, to, y }: { from: number; to: number; y: number }) {
  const floor = y + LANE + 5;
  const right = Math.max(to, from + 8);
  const knots = Array.from(
    { length: Math.max(0, Math.floor((right - from) / 9)) },
    (_, index) => from + 9 * (index + 1),
  );
  return (
    <g>
      <path className="net" d={`M${from} ${y - 4} V${floor - 5} q0 5 5 5 H${right}`} />
      {knots.map((x) => (
        <line key={x} className="net-mesh" x1={x} x2={x} y1={y + LANE} y2={floor} />
      ))}
    </g>
  );
}

function NowLine({
  x,
  top,
  bottom,
  text,
  width,
}: {
  x: number;
  top: number;
  bottom: number;
  text: string;
  width: number;
}) {
  const half = textWidth(text, TEXT) / 2;
  return (
    <g>
      <line className="now-line" x1={x} x2={x} y1={top} y2={bottom} />
      <text className="now-text" x={Math.min(x, width - half)} y={bottom + 12} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
