import type { useLaneWords } from "./lane-words.ts";
import { Cloth, Mark } from "./Mark.tsx";
import { partKey, type LaneName } from "./parts.ts";
import type { Flag, Lane, Tick } from "./picture.ts";
import type { Scale } from "./scale.ts";
import { standTexts, type OnPole, type Stood } from "./stand.ts";

/** Height of one row of texts above a lane, and of the shortest pole. */
export const POLE_ROW = 14;
const SHORTEST = 11;
const TEXT = 11;

/** What was missed is said first, then what is to come; what was met needs a word only where there is room. */
const IMPORTANCE: Readonly<Record<Flag["state"], number>> = {
  missed: 6,
  coming: 5,
  late: 4,
  met: 2,
  cancelled: 1,
};

interface OnLane extends OnPole {
  readonly key: string;
  readonly flag: Flag | null;
  readonly tick: Tick | null;
}

/** Everything that stands on a lane: its deadlines, and what happened beside its states. */
export function standOn(
  name: LaneName,
  lane: Lane | null,
  withTicks: boolean,
  scale: Scale,
  bounds: readonly [number, number],
  rows: number,
  words: ReturnType<typeof useLaneWords>,
): Stood<OnLane>[] {
  const flags = (lane?.flags ?? []).map((flag, index): OnLane => ({
    key: partKey.flag(name, index),
    x: scale(flag.at),
    text: words.word("deadline", flag.kind),
    importance: IMPORTANCE[flag.state],
    bold: flag.state === "missed",
    flag,
    tick: null,
  }));
  const ticks = (withTicks ? (lane?.ticks ?? []) : []).map((tick, index): OnLane => ({
    key: partKey.tick(name, index),
    x: scale(tick.at),
    text: words.tickName(tick),
    importance: tick.shape === "escalation" ? 1 : 3,
    flag: null,
    tick,
  }));
  return standTexts([...flags, ...ticks], rows, bounds, TEXT);
}

/** Pixels that the poles of a lane need above it. */
export function heightOf(stood: readonly Stood<OnLane>[]): number {
  return stood.length === 0 ? 6 : SHORTEST + POLE_ROW * Math.max(...stood.map(({ row }) => row)) + 5;
}

export function Poles({
  stood,
  laneY,
  active,
  point,
}: {
  stood: readonly Stood<OnLane>[];
  laneY: number;
  active: string | null;
  point: (key: string | null) => void;
}) {
  const topOf = (row: number) => laneY - SHORTEST - row * POLE_ROW;
  return (
    <>
      {stood.map(({ item, row }) => (
        <line
          key={item.key}
          className="flag-pole"
          x1={item.x}
          x2={item.x}
          y1={topOf(row)}
          y2={laneY}
          data-active={active === item.key}
        />
      ))}
      {stood.map(({ item, row, left, width, flipped }) => {
        const { key, x, flag, tick, text } = item;
        const y = topOf(row);
        const reach = 12 + width;
        return (
          <g key={key} data-active={active === key} onMouseEnter={() => point(key)}>
            <rect
              x={flipped ? x - reach : x - 3}
              y={y - 3}
              width={reach + 3}
              height={POLE_ROW}
              fill="transparent"
            />
            {flag && <Cloth state={flag.state} x={x} y={y} flipped={flipped} />}
            {tick && <Mark shape={tick.shape} x={flipped ? x - 5 : x + 5} y={y + 3.5} />}
            {left !== null && (
              <text className="flag-text" data-state={flag?.state ?? tick?.shape} x={left} y={y + 7.5}>
                {text}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}
