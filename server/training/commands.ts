import { clock } from "../clock.ts";
import type { ClockMove, TrainingClock } from "../contract/training.ts";
import type { Tx } from "../db/actor.ts";
import type { Queries } from "../db/database.ts";
import type { Instant } from "../domain/names.ts";
import type { ReasonKey } from "../domain/decision.ts";
import { record } from "../store/append.ts";
import { refused } from "../store/execute.ts";
import { clockRow, headFor, lockClock, townOf, type Town } from "./queries.ts";

/** The one clock of a database has one stream. */
const CLOCK_STREAM = "00000000-0000-4000-8000-00000000c10c";
const HOUR_MS = 3_600_000;

export async function clockState(database: Queries): Promise<TrainingClock> {
  const movable = whyNot(await townOf(database)) === null;
  return { movable, ...(await clockRow(database, movable)) };
}

/** Why time may not be moved on a database like this; null where it may. */
function whyNot({ sample, inUse }: Town): ReasonKey | null {
  if (!sample) return "NOT_A_TRAINING_TOWN";
  return inUse ? "REAL_ACCOUNTS_HERE" : null;
}

/**
 * Says where time is to go, and who said so; from here on it goes there by itself, moment by moment (jobs/training.ts). Throws
 * transition_refused where this is no training town, while another move is under way, and where nothing is due any more.
 */
export async function beginMove(tx: Tx, move: ClockMove): Promise<void> {
  const not = whyNot(await townOf(tx));
  if (not) throw refused({ reason: not });
  const { moving } = await lockClock(tx);
  if (moving) throw refused({ reason: "CLOCK_IS_MOVING" });
  const { now, nextDeadline } = await clockRow(tx, true);
  const goal = goalOf(move, now, nextDeadline);
  if (goal === null) throw refused({ reason: "NOTHING_IS_DUE" });
  await record(tx, [
    {
      stream: "clock",
      streamId: CLOCK_STREAM,
      kind: "CLOCK_MOVED",
      data: { from: now, to: goal },
      componentId: null,
      divisionCode: null,
      occurredAt: clock.iso(),
    },
  ]);
  await headFor(tx, goal);
}

function goalOf(move: ClockMove, now: Instant, nextDeadline: Instant | null): Instant | null {
  if ("to" in move) return nextDeadline;
  const hours = "days" in move ? move.days * 24 : move.hours;
  return new Date(Date.parse(now) + hours * HOUR_MS).toISOString();
}
