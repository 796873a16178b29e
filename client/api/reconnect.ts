/** Never sooner than this, and never later: a server that comes back is not asked by everybody at once, and nobody waits for long. */
const FIRST_MS = 1000;
const MOST_MS = 30_000;

/** How long to wait before the next try, after so many that failed; up to a quarter more, so that browsers do not come in step. */
export function pause(failures: number, chance: number): number {
  const whole = Math.min(MOST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(whole * (1 + chance / 4));
}

export interface Reconnecting {
  /** Tries now, whatever was waited for: the network is back, or somebody looks at the page again. */
  now(): void;
  /** It has worked: the next failure is the first one again. */
  worked(): void;
  /** It has failed: tried again after a pause. */
  failed(): void;
  end(): void;
}

/** Tries something again until it works, however it fails. */
export function reconnecting(attempt: () => void, chance: () => number = Math.random): Reconnecting {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    now() {
      if (timer === undefined) return;
      stop();
      attempt();
    },
    worked() {
      failures = 0;
      stop();
    },
    failed() {
      failures += 1;
      stop();
      timer = setTimeout(
        () => {
          timer = undefined;
          attempt();
        },
        pause(failures, chance()),
      );
    },
    end: stop,
  };
}
