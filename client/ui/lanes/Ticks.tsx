import type { Wanted } from "./labels.ts";
import type { useLaneWords } from "./lane-words.ts";
import type { Tick } from "./picture.ts";
import type { Scale } from "./scale.ts";

/** Letters of one round leave together and are one label; an answer is somebody's, and bears the name. */
export function tickLabels(
  ticks: readonly Tick[],
  scale: Scale,
  words: ReturnType<typeof useLaneWords>,
): Wanted[] {
  const rounds = new Map<number, Tick[]>();
  for (const tick of ticks)
    if (tick.shape === "letter")
      rounds.set(Math.round(scale(tick.at)), [...(rounds.get(Math.round(scale(tick.at))) ?? []), tick]);
  const letters = [...rounds].map(([x, sent]): Wanted => {
    const one = sent.length === 1 ? sent[0] : undefined;
    return {
      x,
      importance: 3,
      text: one ? words.tickName(one) : `${words.t("lanes.legend.letter")} ×${sent.length}`,
    };
  });
  const answers = ticks
    .filter(({ shape }) => shape !== "letter" && shape !== "silence")
    .map((tick): Wanted => ({
      x: scale(tick.at),
      importance: tick.shape === "claim" ? 8 : 4,
      text: words.tickName(tick),
    }));
  const silent = ticks.filter(({ shape }) => shape === "silence");
  const first = silent[0];
  const silence: Wanted[] = first
    ? [
        {
          x: scale(first.at),
          importance: 2,
          text:
            silent.length === 1
              ? words.tickName(first)
              : `${words.word("answer", "NO_REPLY")} ×${silent.length}`,
        },
      ]
    : [];
  return [...letters, ...answers, ...silence];
}

/** Marks under a lane: a hollow dot is a letter, a filled one a claim, a cross a denial, a dotted ring silence. */
export function Ticks({
  ticks,
  y,
  laneY,
  scale,
  titleOf,
}: {
  ticks: readonly Tick[];
  y: number;
  laneY: number;
  scale: Scale;
  titleOf: (tick: Tick) => string;
}) {
  return ticks.map((tick, index) => {
    const x = scale(tick.at);
    return (
      <g key={`${tick.shape}${tick.unit?.id ?? index}${tick.at}`}>
        <title>{titleOf(tick)}</title>
        <rect x={x - 5} y={laneY} width={10} height={y - laneY + 6} fill="transparent" />
        <line className="tick-line" x1={x} x2={x} y1={laneY} y2={y} />
        <Mark shape={tick.shape} x={x} y={y} />
      </g>
    );
  });
}

function Mark({ shape, x, y }: { shape: Tick["shape"]; x: number; y: number }) {
  switch (shape) {
    case "deny":
      return <path className="tick" data-shape={shape} d={`M${x - 3} ${y - 3} l6 6 m0 -6 l-6 6`} />;
    case "return":
      return (
        <path
          className="tick"
          data-shape={shape}
          d={`M${x + 3} ${y + 3} V${y - 1} H${x - 3} m2.5 -2.5 l-2.5 2.5 l2.5 2.5`}
        />
      );
    case "visit":
      return <path className="tick" data-shape={shape} d={`M${x} ${y - 4} l3.6 6.4 h-7.2 z`} />;
    default:
      return <circle className="tick" data-shape={shape} cx={x} cy={y} r={shape === "claim" ? 4 : 3} />;
  }
}
