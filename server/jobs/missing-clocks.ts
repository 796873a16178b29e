import { asActor, type Actor, type Tx } from "../db/actor.ts";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { likelyOwners } from "../inference/commands.ts";
import { execute, restate } from "../store/execute.ts";
import type { Job } from "./schedule.ts";

const CLOCKS: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "clocks" };
const AT_ONCE = 50;

interface Clockless {
  id: string;
  kind: "case" | "inquiry" | "unfiled danger";
  componentId: string;
}

/**
 * Starts the clocks that are missing: an inquiry or a case that waits for somebody since before such a step had a clock gets
 * it now, so that nothing open rests without one, and a danger that nobody filed is filed. Finds nothing on a register that has only known this version.
 */
export function missingClocks(database: Database, onCommitted: () => void): Job {
  return {
    name: "start missing clocks",
    everyMs: 60_000,
    run: async () => {
      const found = await clockless(database);
      for (const matter of found)
        await asActor(database, CLOCKS, (tx) =>
          matter.kind === "unfiled danger" ? filed(tx, matter) : started(tx, matter),
        );
      if (found.length > 0) onCommitted();
      return found.length;
    },
  };
}

async function started(tx: Tx, { id, kind, componentId }: Clockless): Promise<void> {
  const command = { type: "KEEP_CLOCK", after: null } as const;
  await execute(tx, {
    target: kind === "case" ? { case: id } : { inquiry: id },
    commands: () => [kind === "case" ? { on: "case", id, command } : { on: "inquiry", id, command }],
  });
  // Where its clock ran already only the row was not stated yet.
  await restate(tx, componentId);
}

/** Its time to be accepted ran out before anything followed from that (docs/domain.md#guard-1). */
async function filed(tx: Tx, { id, componentId }: Clockless): Promise<void> {
  await execute(tx, {
    target: { case: id },
    candidates: (inside) => likelyOwners(inside, componentId, null),
    commands: () => [{ on: "case", id, command: { type: "FILE_BY_ITSELF", danger: true } }],
  });
}

async function clockless(database: Database): Promise<Clockless[]> {
  return await database.rows(sql`
    (select id, 'inquiry' as kind, component_id as "componentId" from inquiry where awaits_step is null and (open or state = 'BACKSTOP') limit ${AT_ONCE})
    union all
    (select id, 'case', component_id from case_file where open and next_due_at is null limit ${AT_ONCE})
    union all
    (select id, 'unfiled danger', component_id from case_file c where open and danger and state in ('REPORTED', 'PREFILING_VERIFY')
       and exists (select from deadline d where d.stream_id = c.id and d.kind = 'ACCEPT' and d.fired_at is not null) limit ${AT_ONCE})`);
}
