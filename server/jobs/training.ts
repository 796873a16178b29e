import { asActor, type Actor } from "../db/actor.ts";
import { readClock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import { moveWasLeft, stepOn } from "../training/queries.ts";
import { dayTurn } from "./day-turn.ts";
import type { Job } from "./schedule.ts";
import { succession } from "./succession.ts";
import { sweep } from "./sweep.ts";

const CLOCK: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "training clock" };
/** A server that moves time comes on every few moments; after this long it is not there any more. */
const LEFT_AFTER_S = 30;
/** What acts because of what another one did ends after a few rounds; a job that is never done stops nobody's clock. */
const MOST_ROUNDS = 50;

/**
 * Carries the training clock to where it was told to go, as if the time had passed: it stops at every moment at which something
 * becomes due, and at midnight, and what happens by itself happens there and then. Answers how many stops it made. Several at
 * once take turns.
 */
export async function passTime(database: Database, onCommitted: () => void): Promise<number> {
  const silences = sweep(database, onCommitted);
  const days = [dayTurn(database, onCommitted), succession(database, onCommitted)];
  // What was due before stays in front of what becomes due on the way.
  await untilNothing(silences);
  for (let stops = 0; ; stops += 1) {
    const step = await asActor(database, CLOCK, stepOn);
    if (!step) return stops;
    await readClock(database);
    if (step.newDay) for (const job of days) await untilNothing(job);
    await untilNothing(silences);
    if (step.arrived) return stops + 1;
  }
}

async function untilNothing(job: Job): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) if ((await job.run()) === 0) return;
}

/** Finishes a move whose server was stopped on the way. */
export function leftMoves(database: Database, onCommitted: () => void): Job {
  return {
    name: "training clock",
    everyMs: 10_000,
    run: async () => {
      if (await moveWasLeft(database, LEFT_AFTER_S)) await passTime(database, onCommitted);
      return 0;
    },
  };
}
