import { asActor, type Actor } from "../db/actor.ts";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { execute, restate } from "../store/execute.ts";
import type { Job } from "./schedule.ts";

const CLOCKS: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "clocks" };
const AT_ONCE = 50;

interface Clockless {
  id: string;
  kind: "case" | "inquiry";
  componentId: string;
}

/**
 * Starts the clocks that are missing: an inquiry or a case that waits for somebody since before such a step had a clock gets
 * it now, so that nothing open rests without one. Finds nothing on a register that has only known this version.
 */
export function missingClocks(database: Database, onCommitted: () => void): Job {
  return {
    name: "start missing clocks",
    everyMs: 60_000,
    run: async () => {
      const found = await clockless(database);
      for (const matter of found) await asActor(database, CLOCKS, (tx) => started(tx, matter));
      if (found.length > 0) onCommitted();
      return found.length;
    },
  };
}

async function started(
  tx: Parameters<typeof execute>[0],
  { id, kind, componentId }: Clockless,
): Promise<void> {
  const command = { type: "KEEP_CLOCK", after: null } as const;
  await execute(tx, {
    target: kind === "case" ? { case: id } : { inquiry: id },
    commands: () => [kind === "case" ? { on: "case", id, command } : { on: "inquiry", id, command }],
  });
  // Where its clock ran already only the row was not stated yet.
  await restate(tx, componentId);
}

async function clockless(database: Database): Promise<Clockless[]> {
  return await database.rows(sql`
    (select id, 'inquiry' as kind, component_id as "componentId" from inquiry where awaits_step is null and (open or state = 'BACKSTOP') limit ${AT_ONCE})
    union all
    (select id, 'case', component_id from case_file where open and next_due_at is null limit ${AT_ONCE})`);
}
