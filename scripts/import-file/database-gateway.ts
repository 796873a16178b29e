import { basename } from "node:path";

import { ApiError } from "../../server/contract/errors.ts";
import type { ImportBatch } from "../../server/contract/imports.ts";
import { type Actor, asActor } from "../../server/db/actor.ts";
import type { Database } from "../../server/db/database.ts";
import { batchesPage, findBatch } from "../../server/import/batch-queries.ts";
import {
  applyBatch,
  beginApply,
  createBatch,
  leaveAsItWas,
  undoBatch,
} from "../../server/import/commands.ts";
import { COMMAND_LINE_LIMITS } from "../../server/import/read/limits.ts";
import { reportOf } from "../../server/import/apply/report.ts";
import { dryRun } from "../../server/import/check/stage.ts";
import { batchView } from "../../server/import/view.ts";
import type { Gateway } from "./gateway.ts";

/** Whoever may open the database may do this; the history says that it was done on the machine itself. */
const OPERATOR: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "command line" };

/** Hands imports to the database directly; nobody else may be holding an embedded one. */
export function databaseGateway(database: Database): Gateway {
  const read = async (id: string): Promise<ImportBatch> => {
    const batch = await findBatch(database, id);
    if (!batch) throw new ApiError("not_found");
    return batchView(batch);
  };
  return {
    async tryOut(file, options, onProgress) {
      const fileName = basename(file);
      const batchId = await asActor(database, OPERATOR, (tx) => createBatch(tx, options, fileName));
      await dryRun(database, OPERATOR, {
        batchId,
        path: file,
        fileName,
        options,
        limits: COMMAND_LINE_LIMITS,
        onProgress,
      });
      return await read(batchId);
    },
    async apply(batch, choice, onProgress) {
      onProgress({ step: "APPLYING", done: 0, total: batch.summary?.counts.new ?? null });
      await asActor(database, OPERATOR, (tx) => beginApply(tx, batch.id, choice, batch.version));
      try {
        await applyBatch(database, OPERATOR, batch.id, choice);
      } catch (error) {
        await leaveAsItWas(database, OPERATOR, batch.id, error);
        throw error;
      }
      return await read(batch.id);
    },
    async undo(batchId, onProgress) {
      onProgress({ step: "UNDOING", done: 0, total: null });
      await undoBatch(database, OPERATOR, batchId);
      return await read(batchId);
    },
    async list() {
      return (await batchesPage(database, null, 50)).slice(0, 50).map(batchView);
    },
    report: (batchId) => reportOf(database, batchId),
    close: () => database.close(),
  };
}
