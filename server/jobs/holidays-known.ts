import { asActor, type Actor } from "../db/actor.ts";
import type { Database } from "../db/database.ts";
import { provisionalNow, type Provisional } from "../reference/holiday-queries.ts";
import { execute } from "../store/execute.ts";
import type { Job } from "./schedule.ts";

const CALENDAR: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "calendar" };
const AT_ONCE = 50;

/**
 * A holiday table has come, by an administrator or with a new version: deadlines that were computed without it are computed
 * again (docs/domain.md#clocks). The rows say what is left to do, so a server that stops half way goes on where it was, and
 * two of them do nothing twice: each case or inquiry is a transaction of its own that looks again under its lock.
 */
export function holidaysKnown(database: Database, onCommitted: () => void): Job {
  return {
    name: "deadlines of a published year",
    everyMs: 10_000,
    run: async () => {
      let moved = 0;
      const failed: unknown[] = [];
      let last: Provisional | undefined;
      // Page after page, so that one matter that cannot be computed keeps none of the others waiting.
      do {
        const page = await provisionalNow(database, last?.streamId ?? null, AT_ONCE);
        for (const matter of page) {
          try {
            moved += await recompute(database, matter);
          } catch (error) {
            failed.push(error);
          }
        }
        last = page.length < AT_ONCE ? undefined : page.at(-1);
      } while (last);
      if (moved > 0) onCommitted();
      if (failed.length > 0)
        throw new AggregateError(
          failed,
          `${failed.length} matters could not be computed again, ${moved} were`,
        );
      return moved;
    },
  };
}

async function recompute(
  database: Database,
  { streamKind, streamId, years, event }: Provisional,
): Promise<number> {
  const command = { type: "RECOMPUTE_DEADLINES", years, event } as const;
  const { outcomes } = await asActor(database, CALENDAR, (tx) =>
    execute(tx, {
      target: streamKind === "case" ? { case: streamId } : { inquiry: streamId },
      commands: () => [
        streamKind === "case"
          ? { on: "case", id: streamId, command }
          : { on: "inquiry", id: streamId, command },
      ],
    }),
  );
  return outcomes.length > 0 ? 1 : 0;
}
