import type { Database } from "../db/database.ts";
import type { Log } from "../http/log.ts";
import { announce, anythingQueued, sequenceBatch } from "./queries.ts";

export interface Sequencer {
  /** Something was committed: look within `gather` ms, so that one batch takes what commits together. */
  wake(): void;
  /** Resolves once everything queued so far has its place. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Puts events into the log in the order in which they become visible. Identity values are not commit-ordered, so a reader
 * that polls `id > last` loses late committers; here an index is only given to a committed event, and each gets one.
 * Any number of instances may run this: whoever holds the head row works, the others skip.
 */
export function startSequencer(
  database: Database,
  log: Log,
  onAdvance: (size: number) => void,
  options: { readonly gather?: number; readonly poll?: number } = {},
): Sequencer {
  const gather = options.gather ?? 20;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  const stopping = new AbortController();

  async function work(): Promise<void> {
    while (await anythingQueued(database)) {
      const done = await database.transaction(sequenceBatch);
      if (!done || done.added === 0) return;
      await announce(database, done.size);
      onAdvance(done.size);
    }
  }

  function run(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = work()
      .catch((error: unknown) => log.error("sequencing failed; it is tried again", { error }))
      .finally(() => {
        running = undefined;
        if (again && !stopping.signal.aborted) {
          again = false;
          wake();
        }
      });
    return running;
  }

  function wake(): void {
    if (stopping.signal.aborted || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      void run();
    }, gather);
  }

  // Another instance's writers wake their own sequencer; the poll is for an instance that died between commit and batch.
  const poll = setInterval(() => void run(), options.poll ?? 1000);
  poll.unref();

  return {
    wake,
    async settle() {
      while (!stopping.signal.aborted) {
        await run();
        if (!(await anythingQueued(database))) return;
        await new Promise((resolve) => setTimeout(resolve, gather));
      }
    },
    async stop() {
      stopping.abort();
      clearInterval(poll);
      clearTimeout(timer);
      await running;
    },
  };
}
