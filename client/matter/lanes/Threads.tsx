import { textWidth } from "./labels.ts";
import type { useLaneWords } from "./lane-words.ts";
import { Mark } from "./Mark.tsx";
import { partKey } from "./parts.ts";
import type { Lane } from "./picture.ts";
import type { Scale } from "./scale.ts";
import { placeName, shownThreads, threadsOf, type Thread } from "./threads.ts";

export const THREAD_ROW = 15;
const TEXT = 11;

/** How many rows the correspondence of a lane takes. */
export function threadRows(lane: Lane | null, most: number): number {
  return Math.min(most, threadsOf(lane?.ticks ?? []).length);
}

/**
 * Under the lane of ownership one thread hangs for each unit that was asked or came forward: from the letter to the answer,
 * dotted while it waits, with the unit's name at its end.
 */
export function Threads({
  lane,
  most,
  laneY,
  top,
  waitTo,
  bounds,
  scale,
  words,
  active,
  point,
}: {
  lane: Lane;
  most: number;
  laneY: number;
  top: number;
  /** Where a thread ends that waits for its answer, and where the world does. */
  waitTo: number;
  bounds: readonly [number, number];
  scale: Scale;
  words: ReturnType<typeof useLaneWords>;
  active: string | null;
  point: (key: string | null) => void;
}) {
  const { shown, more } = shownThreads(threadsOf(lane.ticks), most);
  const keyOf = (tick: Thread["last"]) => partKey.tick("ownership", lane.ticks.indexOf(tick));
  const rowY = (index: number) => top + index * THREAD_ROW + 5;
  return (
    <>
      {shown.map((thread, index) => {
        const from = scale(thread.ticks[0]?.at ?? 0);
        return (
          <line key={thread.unitId} className="tick-line" x1={from} x2={from} y1={laneY} y2={rowY(index)} />
        );
      })}
      {shown.map((thread, index) => {
        const y = rowY(index);
        const xs = thread.ticks.map(({ at }) => scale(at));
        const from = xs[0] ?? bounds[0];
        const end = xs.at(-1) ?? from;
        const bold = thread.last.shape === "claim";
        const name = placeName(words.threadName(thread), [from, end], bounds, TEXT, bold);
        // What waits goes on behind its name.
        const goesOn = name.left > end ? name.left + textWidth(name.text, TEXT) + 5 : end;
        return (
          <g
            key={thread.unitId}
            className="thread"
            data-last={thread.last.shape}
            data-active={thread.ticks.some((tick) => keyOf(tick) === active)}
            onMouseEnter={() => point(keyOf(thread.last))}
          >
            <rect
              x={bounds[0]}
              y={y - 7}
              width={bounds[1] - bounds[0]}
              height={THREAD_ROW}
              fill="transparent"
            />
            <line className="thread-line" x1={from} x2={end} y1={y} y2={y} />
            {thread.waiting && goesOn < waitTo && (
              <line className="thread-wait" x1={goesOn} x2={waitTo} y1={y} y2={y} />
            )}
            {thread.ticks.map((tick, nth) => (
              <Mark key={`${tick.shape}${tick.at}`} shape={tick.shape} x={xs[nth] ?? from} y={y} />
            ))}
            <text x={name.left} y={y + 4}>
              {name.text}
            </text>
          </g>
        );
      })}
      {more > 0 && (
        <text className="quiet-text" x={bounds[0]} y={rowY(shown.length) + 4}>
          {words.t("lanes.more", { count: more })}
        </text>
      )}
    </>
  );
}
