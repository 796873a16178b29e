import { NOW } from "../db/clock.ts";
import { asActor, type Actor, type Tx } from "../db/actor.ts";
import type { Database } from "../db/database.ts";
import { clockRuns } from "../db/fragments.ts";
import { sql } from "../db/sql.ts";
import { likelyOwners } from "../inference/commands.ts";
import { execute } from "../store/execute.ts";
import type { Command } from "../domain/mechanism/dossier.ts";
import type { Job } from "./schedule.ts";

const SWEEP: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "sweep" };
const AT_ONCE = 20;

interface Due {
  id: string;
  componentId: string;
  streamKind: "case" | "inquiry";
  streamId: string;
  kind: string;
  dueAt: string;
  /** The same moment to the microsecond: where the next page begins. */
  exactly: string;
  now: string;
}

/**
 * Acts on silence: takes deadlines that have passed and gives the ordinary commands as the system. Each is a
 * transaction of its own that looks again under the component's lock, so that running it twice, or on two machines,
 * changes nothing. Time is the database's: a Node whose clock jumps neither fires nor loses anything.
 */
export function sweep(database: Database, onCommitted: () => void): Job {
  return {
    name: "sweep deadlines",
    everyMs: 5_000,
    run: async () => {
      let acted = 0;
      let last: Due | undefined;
      const failed: unknown[] = [];
      // Page after page, so that one deadline that cannot be acted on keeps none of the later ones waiting.
      for (;;) {
        const page = await dueNow(database, last);
        for (const due of page) {
          try {
            acted += await act(database, due);
          } catch (error) {
            failed.push(error);
          }
        }
        last = page.at(-1);
        if (page.length < AT_ONCE) break;
      }
      if (acted > 0) onCommitted();
      if (failed.length > 0)
        throw new AggregateError(failed, `${failed.length} deadlines could not be acted on, ${acted} were`);
      return acted;
    },
  };
}

async function act(database: Database, due: Due): Promise<number> {
  return await asActor(database, SWEEP, async (tx) => {
    // Somebody else has this component in hand, perhaps another sweep: it is looked at again next time.
    const free = await tx.maybe(
      sql`select id from component where id = ${due.componentId} for no key update skip locked`,
    );
    if (!free) return 0;
    const { outcomes } = await execute(tx, {
      target: due.streamKind === "case" ? { case: due.streamId } : { inquiry: due.streamId },
      occurredAt: due.now,
      // A danger that nobody has filed is filed now, and whoever may own it is asked.
      ...(due.streamKind === "case" &&
        due.kind === "ACCEPT" && {
          candidates: (inside: Tx) => likelyOwners(inside, due.componentId, null),
        }),
      commands: (_, { departmentUnitId }) => [commandFor(due, departmentUnitId)],
    });
    return outcomes.length > 0 ? 1 : 0;
  });
}

function commandFor({ streamKind, streamId, kind, dueAt }: Due, custodianUnitId: string | null): Command {
  return streamKind === "case"
    ? { on: "case", id: streamId, command: { type: "PASS_DEADLINE", kind, dueAt } }
    : { on: "inquiry", id: streamId, command: { type: "PASS_DEADLINE", kind, dueAt, custodianUnitId } };
}

async function dueNow(database: Database, after: Due | undefined): Promise<Due[]> {
  return await database.rows<Due>(sql`
    select id, component_id as "componentId", stream_kind as "streamKind", stream_id as "streamId", kind, due_at as "dueAt", due_at::text as exactly, ${NOW} as now
    from deadline where due_at <= ${NOW} and ${clockRuns(sql`deadline`)} and fired_at is null
      and (${after?.exactly ?? null}::timestamptz is null or (due_at, id) > (${after?.exactly ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by due_at, id limit ${AT_ONCE}`);
}
