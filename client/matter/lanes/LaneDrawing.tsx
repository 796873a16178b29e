import { useId } from "react";
import { Axis } from "./Axis.tsx";
import { shortened, textWidth } from "./labels.ts";
import { useLaneWords } from "./lane-words.ts";
import { partKey, type LaneName as Which } from "./parts.ts";
import type { Lane, Moment, Picture } from "./picture.ts";
import { heightOf, Poles, standOn } from "./Poles.tsx";
import { endOf, scaleOf, type Scale } from "./scale.ts";
import { THREAD_ROW, threadRows, Threads } from "./Threads.tsx";

const EDGE = 10;
const LANE = 18;
const TEXT = 11;
const NET = 20;
/** Rows of texts above a lane, and threads below: on paper there is room for all. */
const ROWS = { large: 5, print: 6 } as const;
const THREADS = { large: 9, print: 30 } as const;

type Words = ReturnType<typeof useLaneWords>;

/** The whole picture at a given width. Its height follows from how many rows the texts and the threads need. */
export function LaneDrawing({
  picture,
  width,
  label,
  size,
  active = null,
  point = nobody,
}: {
  picture: Picture;
  width: number;
  label: string;
  size: "large" | "print";
  /** The key of the part that is pointed at, and how a part says that it is. */
  active?: string | null;
  point?: (key: string | null) => void;
}) {
  const words = useLaneWords();
  const titleId = useId();
  const names = [words.t("lanes.safety"), words.t("lanes.ownership")];
  const gutter = Math.ceil(Math.max(...names.map((name) => textWidth(name, 13))) + 12);
  const scale = scaleOf(picture, gutter, width - EDGE);
  const end = endOf(picture);
  const bounds = [gutter - 4, width] as const;
  const { safety, ownership, caught, fork, now } = picture;

  const above = standOn("safety", safety, true, scale, bounds, ROWS[size], words);
  const between = standOn("ownership", ownership, false, scale, bounds, ROWS[size], words);
  const top = safety ? heightOf(above) : 0;
  const bottom = (safety ? top + LANE + 6 : 0) + Math.max(10, heightOf(between));
  const under = bottom + LANE;
  const threadsTop = under + 8 + (caught ? NET : 0);
  const threads = threadRows(ownership, THREADS[size]);
  const axisY = threads > 0 ? threadsTop + threads * THREAD_ROW + 4 : threadsTop + 4;
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
      <desc id={titleId}>{label}</desc>
      <Axis
        picture={picture}
        scale={scale}
        y={axisY}
        top={safety ? top + LANE : under}
        from={gutter}
        to={width}
        words={words}
      />
      {fork !== null && safety && <path className="fork" d={`M${scale(fork)} ${top + LANE} V${bottom}`} />}
      {safety && <Segments which="safety" lane={safety} y={top} {...{ scale, end, words, active, point }} />}
      {ownership ? (
        <Segments which="ownership" lane={ownership} y={bottom} {...{ scale, end, words, active, point }} />
      ) : (
        <line className="waiting" x1={gutter} x2={scale(end)} y1={bottom + LANE / 2} y2={bottom + LANE / 2} />
      )}
      {now !== null && (
        <line
          className="now-line"
          x1={scale(now)}
          x2={scale(now)}
          y1={safety ? top - 8 : bottom - 8}
          y2={axisY}
        />
      )}
      {safety && (
        <>
          <Name text={words.t("lanes.safety")} y={top} />
          <Poles stood={above} laneY={top} active={active} point={point} />
        </>
      )}
      <Name text={words.t("lanes.ownership")} y={bottom} />
      {caught && (
        <g data-active={active === partKey.net} onMouseEnter={() => point(partKey.net)}>
          <Net
            from={scale(caught.at)}
            to={scale(caught.until ?? end)}
            y={bottom}
            bounds={bounds}
            text={[words.t("lanes.backstop"), ...(caught.unit ? [words.named(caught.unit)] : [])].join(" · ")}
          />
        </g>
      )}
      {ownership ? (
        <>
          <Poles stood={between} laneY={bottom} active={active} point={point} />
          <Threads
            lane={ownership}
            most={THREADS[size]}
            laneY={under}
            top={threadsTop}
            waitTo={scale(end)}
            {...{ bounds, scale, words, active, point }}
          />
        </>
      ) : (
        <text className="quiet-text" x={gutter + 2} y={bottom + LANE - 5}>
          {words.t("lanes.nothing")}
        </text>
      )}
      {now !== null && <NowWord x={scale(now)} y={axisY + 12} text={words.t("lanes.now")} width={width} />}
    </svg>
  );
}

function nobody(): void {
  // On paper nothing can be pointed at.
}

function Name({ text, y }: { text: string; y: number }) {
  return (
    <text className="lane-name" x={0} y={y + LANE - 5}>
      {text}
    </text>
  );
}

function Segments({
  which,
  lane,
  y,
  scale,
  end,
  words,
  active,
  point,
}: {
  which: Which;
  lane: Lane;
  y: number;
  scale: Scale;
  end: Moment;
  words: Words;
  active: string | null;
  point: (key: string | null) => void;
}) {
  return lane.segments.map((segment, index) => {
    const { code, tone, from, to } = segment;
    const left = scale(from);
    const width = Math.max(2, scale(to ?? end) - left);
    const key = partKey.segment(which, index);
    const whole = words.segmentName(segment);
    const name = shortened(whole, width - 7, TEXT);
    // The beginning of a word is said only where it can be guessed.
    const readable = name.length > 0.55 * whole.length && textWidth(name, TEXT) + 6 <= width;
    return (
      <g key={`${code}${from}`} data-active={active === key} onMouseEnter={() => point(key)}>
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
        {readable && (
          <text className="segment-text" data-tone={tone} x={left + 4} y={y + LANE - 5}>
            {name}
          </text>
        )}
      </g>
    );
  });
}

/** The backstop: a net under the lane, from the moment at which it catches, with the name of who holds it. */
function Net({
  from,
  to,
  y,
  bounds,
  text,
}: {
  from: number;
  to: number;
  y: number;
  bounds: readonly [number, number];
  text: string;
}) {
  const floor = y + LANE + 5;
  const right = Math.max(to, from + 8);
  const knots = Array.from(
    { length: Math.max(0, Math.floor((right - from) / 9)) },
    (_, index) => from + 9 * (index + 1),
  );
  const shown = shortened(text, bounds[1] - bounds[0], TEXT, true);
  return (
    <>
      <path className="net" d={`M${from} ${y - 4} V${floor - 5} q0 5 5 5 H${right}`} />
      {knots.map((x) => (
        <line key={x} className="net-mesh" x1={x} x2={x} y1={y + LANE} y2={floor} />
      ))}
      <text
        className="net-text"
        x={Math.max(bounds[0], Math.min(from, bounds[1] - textWidth(shown, TEXT, true) - 4))}
        y={floor + 14}
      >
        {shown}
      </text>
    </>
  );
}

function NowWord({ x, y, text, width }: { x: number; y: number; text: string; width: number }) {
  const half = textWidth(text, TEXT) / 2;
  return (
    <text className="now-text" x={Math.min(x, width - half)} y={y} textAnchor="middle">
      {text}
    </text>
  );
}
