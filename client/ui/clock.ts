/**
 * What time it is, for all pages: nobody else asks the browser (scripts/borders/clock.ts). On a training town time can be moved
 * on; the server says by how much, and the pages live in the same hour as it does. Kept for the next visit, which may be offline.
 */
const KEPT = "youzhu.clock.ahead";

let ahead = kept();
const listeners = new Set<() => void>();

function kept(): number {
  try {
    const given = Number(globalThis.localStorage?.getItem(KEPT) ?? 0);
    return Number.isFinite(given) ? given : 0;
  } catch {
    return 0; // a browser that keeps nothing, or a test without one
  }
}

export const clock = {
  /** The time of the registry, in ms. */
  now: (): number => Date.now() + ahead,
  /** The same as `2026-11-22T22:01:00.000Z`. */
  iso: (): string => new Date(Date.now() + ahead).toISOString(),
  /** The browser's own time, for what is technical: pauses before a retry, keys. Never for a deadline or an event. */
  realNow: (): number => Date.now(),
  /** Calls back whenever time was moved; what it returns ends that. */
  onMoved: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** By how many ms the registry is ahead of the browser. */
  ahead: (): number => ahead,
  setAhead(ms: number): void {
    if (ms === ahead) return;
    ahead = ms;
    for (const listener of listeners) listener();
    try {
      globalThis.localStorage?.setItem(KEPT, String(ms));
    } catch {
      // then the next page asks the server first
    }
  },
};
