import type { useWord } from "../../i18n/i18n.ts";
import type { Placed, Wanted } from "./labels.ts";
import type { Flag } from "./picture.ts";
import type { Scale } from "./scale.ts";

const POLE = 10;

interface FlagLabel extends Wanted {
  readonly flag: Flag;
}

/** What was missed is said first, then what is to come; what was met needs a word only where there is room. */
const IMPORTANCE: Readonly<Record<Flag["state"], number>> = {
  missed: 5,
  coming: 4,
  late: 3,
  met: 2,
  cancelled: 1,
};

export function flagLabels(
  flags: readonly Flag[],
  scale: Scale,
  word: ReturnType<typeof useWord>,
): FlagLabel[] {
  return flags.map((flag) => ({
    flag,
    x: scale(flag.at),
    text: word("deadline", flag.kind),
    importance: IMPORTANCE[flag.state],
  }));
}

/** Pixels between two flags on one pole. */
export const FLAG_STEP = 8;

/** Which place on its pole each flag takes: two clocks that end together fly one above the other. */
export function flagLevels(flags: readonly Flag[], scale: Scale): number[] {
  const taken: { x: number; level: number }[] = [];
  return flags.map((flag) => {
    const x = scale(flag.at);
    const near = taken.filter((other) => Math.abs(other.x - x) < FLAG_STEP).map(({ level }) => level);
    let level = 0;
    while (near.includes(level)) level += 1;
    taken.push({ x, level });
    return level;
  });
}

/** Flags on poles above a lane: filled when met, red when missed, hollow while to come. */
export function Flags({
  flags,
  labels,
  laneY,
  rowY,
  scale,
  titleOf,
}: {
  flags: readonly Flag[];
  labels: readonly Placed<FlagLabel>[];
  laneY: number;
  rowY: (row: number) => number;
  scale: Scale;
  titleOf: (flag: Flag) => string;
}) {
  const levels = flagLevels(flags, scale);
  return (
    <>
      {flags.map((flag, index) => {
        const x = scale(flag.at);
        const y = laneY - POLE - (levels[index] ?? 0) * FLAG_STEP;
        return (
          <g key={`${flag.kind}${flag.dueAt}`}>
            <title>{titleOf(flag)}</title>
            <rect x={x - 4} y={y - 2} width={14} height={POLE + 2} fill="transparent" />
            <line className="flag-pole" x1={x} x2={x} y1={y} y2={laneY} />
            <path className="flag" data-state={flag.state} d={`M${x} ${y} l8 3 l-8 3 z`} />
            {flag.state === "missed" && (
              <path
                d={`M${x + 1.4} ${y + 1.6} l3.4 2.8 m0 -2.8 l-3.4 2.8`}
                stroke="var(--surface)"
                strokeWidth={0.9}
              />
            )}
          </g>
        );
      })}
      {labels.map(({ item, row, left }) => (
        <text
          key={`${item.flag.kind}${item.x}`}
          className="flag-text"
          data-state={item.flag.state}
          x={left}
          y={rowY(row)}
        >
          {item.text}
        </text>
      ))}
    </>
  );
}
