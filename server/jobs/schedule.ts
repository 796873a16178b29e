import type { Log } from "../http/log.ts";

/** Something that runs without a request. It must be safe to run twice and on several instances at once. */
export interface Job {
  readonly name: string;
  readonly everyMs: number;
  /** Answers how many things it did; more than none means that there may be more, so it runs again at once. */
  readonly run: () => Promise<number>;
}

export interface Schedule {
  /** Resolves when what is running has finished; nothing starts any more. */
  stop(): Promise<void>;
}

/** Runs of one job never overlap here. A job that throws is logged and tried again at its next turn. */
export function startSchedule(jobs: readonly Job[], log: Log): Schedule {
  let stopped = false;
  const running = new Map<string, Promise<void>>();
  const timers = jobs.map((job) => {
    const turn = () => {
      if (stopped || running.has(job.name)) return;
      running.set(
        job.name,
        runUntilDone(job, () => stopped, log).finally(() => running.delete(job.name)),
      );
    };
    turn();
    const timer = setInterval(turn, job.everyMs);
    timer.unref();
    return timer;
  });
  return {
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

async function runUntilDone(job: Job, stopped: () => boolean, log: Log): Promise<void> {
  try {
    while (!stopped()) {
      const done = await job.run();
      if (done === 0) return;
      log.debug("job did something", { job: job.name, done });
    }
  } catch (error) {
    log.error("job failed; it is tried again", { job: job.name, error });
  }
}
