import { clock } from "./clock.ts";
import { useSyncExternalStore } from "react";

/** One clock for the whole page, so that every figure on it agrees; it ticks every ten seconds. */
const TICK_MS = 10_000;
let now = clock.now();
let unmoved = () => {};
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function tick(): void {
  now = clock.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    timer = setInterval(tick, TICK_MS);
    now = clock.now();
    unmoved = clock.onMoved(tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
      unmoved();
    }
  };
}

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
