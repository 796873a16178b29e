import { shortened, textWidth } from "./labels.ts";
import type { Tick } from "./picture.ts";

/** What went to and fro with one unit: letters and answers in their order. Waiting where the last word is a letter. */
export interface Thread {
  readonly unitId: string;
  readonly ticks: readonly Tick[];
  readonly last: Tick;
  readonly waiting: boolean;
}

const WEIGHT: Readonly<Record<Tick["shape"], number>> = {
  claim: 5,
  visit: 4,
  deny: 3,
  letter: 2,
  silence: 1,
  return: 0,
  extension: 0,
  rework: 0,
  escalation: 0,
};

/** One thread for each unit, in the order in which they were asked and answered. */
export function threadsOf(ticks: readonly Tick[]): Thread[] {
  const units = new Map<string, Tick[]>();
  for (const tick of ticks.toSorted((a, b) => a.at - b.at)) {
    const id = tick.unit?.id ?? "";
    units.set(id, [...(units.get(id) ?? []), tick]);
  }
  return [...units]
    .flatMap(([unitId, own]): Thread[] => {
      const last = own.at(-1);
      return last ? [{ unitId, ticks: own, last, waiting: last.shape === "letter" }] : [];
    })
    .toSorted((a, b) => (a.ticks[0]?.at ?? 0) - (b.ticks[0]?.at ?? 0) || a.last.at - b.last.at);
}

/** At most `most` of them; those that said most stay, and how many are left out is told. */
export function shownThreads(
  threads: readonly Thread[],
  most: number,
): { shown: readonly Thread[]; more: number } {
  if (threads.length <= most) return { shown: threads, more: 0 };
  const kept = new Set(
    threads.toSorted((a, b) => WEIGHT[b.last.shape] - WEIGHT[a.last.shape]).slice(0, most - 1),
  );
  return { shown: threads.filter((thread) => kept.has(thread)), more: threads.length - kept.size };
}

const BESIDE = 8;

/**
 * The name of a thread and where it begins: right of its end, else left of its beginning, else as much of it as the roomier of
 * the two sides takes.
 */
export function placeName(
  text: string,
  [from, to]: readonly [from: number, to: number],
  bounds: readonly [from: number, to: number],
  size: number,
  bold = false,
): { left: number; text: string } {
  const right = bounds[1] - to - BESIDE;
  const left = from - BESIDE - bounds[0];
  const width = textWidth(text, size, bold);
  if (width <= right || (width > left && right >= left))
    return { left: to + BESIDE, text: shortened(text, right, size, bold) };
  const short = shortened(text, left, size, bold);
  return { left: from - BESIDE - textWidth(short, size, bold), text: short };
}
