import { ApiError } from "../../contract/errors.ts";
import { type Actor, asActor } from "../../db/actor.ts";
import type { Database } from "../../db/database.ts";
import { deleteRows, idleSteps, type IdleStep, lockBatch, moveBatch } from "../batch-queries.ts";
import { undoBatch } from "../commands.ts";
import { problem } from "../check/problems.ts";

const RECOVERY: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "import" };

/**
 * Finishes what a process that died has left half said: an undo is done, a registration can be asked for again, a reading
 * is given up because its file is gone. Only steps that have not moved for `idleSeconds`; whoever is still at one holds its
 * lock or is quicker, and then this does nothing. Answers how many batches it has brought to rest.
 */
export async function recoverImports(database: Database, idleSeconds: number): Promise<number> {
  let recovered = 0;
  for (const idle of await idleSteps(database, idleSeconds)) {
    if (idle.step === "UNDOING") {
      await undoBatch(database, RECOVERY, idle.id).catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        return setAside(database, idle);
      });
      recovered += 1;
    } else if (await setAside(database, idle)) recovered += 1;
  }
  return recovered;
}

/** Takes the batch out of a step that nobody goes on with. */
async function setAside(database: Database, { id, step, version }: IdleStep): Promise<boolean> {
  return await asActor(database, RECOVERY, async (tx) => {
    const batch = await lockBatch(tx, id);
    if (!batch || batch.version !== version) return false;
    if (step === "UNDOING") await moveBatch(tx, id, { state: batch.state });
    else if (batch.state === "APPLYING")
      await moveBatch(tx, id, { state: "CHECKED", error: problem("interrupted-applying") });
    else if (batch.state === "READING") {
      await deleteRows(tx, id);
      await moveBatch(tx, id, { state: "FAILED", error: problem("interrupted") });
    } else return false;
    return true;
  });
}
