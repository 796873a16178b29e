import { asActor, type Actor } from "../db/actor.ts";
import type { Database } from "../db/database.ts";
import { goOn } from "../registry/units/commands.ts";
import { successionToGoOn } from "../registry/units/succession-queries.ts";
import type { Job } from "./schedule.ts";

const REGISTRY: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "succession" };

/** What a unit held follows it in chunks, so that nobody waits for a merger of ten thousand covers. */
export function succession(database: Database, onCommitted: () => void): Job {
  return {
    name: "succession of units",
    everyMs: 3_000,
    run: async () => {
      const id = await successionToGoOn(database);
      if (id === null) return 0;
      const { moved, finished } = await asActor(database, REGISTRY, (tx) => goOn(tx, id));
      if (moved > 0) onCommitted();
      return moved > 0 && !finished ? moved : 0;
    },
  };
}
