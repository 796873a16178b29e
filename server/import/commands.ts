import { clock } from "../clock.ts";
import { ApiError } from "../contract/errors.ts";
import type { ImportOptions } from "../contract/imports.ts";
import { type Actor, asActor, type Tx } from "../db/actor.ts";
import type { Database } from "../db/database.ts";
import { newId } from "../db/id.ts";
import { record } from "../store/append.ts";
import { refuseStale } from "../store/refuse-stale.ts";
import { foldCells } from "../tiles/commands.ts";
import * as apply from "./apply/apply-queries.ts";
import {
  type BatchRow,
  deleteRows,
  findBatch,
  insertBatch,
  lockBatch,
  moveBatch,
  setProgress,
} from "./batch-queries.ts";
import { markKnownAreas, markKnownCodes } from "./check/check-queries.ts";
import { deleteFacts } from "./apply/fact-queries.ts";
import { merkleRoot } from "../store/merkle.ts";
import { problem } from "./check/problems.ts";
import { byHashing, unpackAccepted } from "./apply/accepted-row-queries.ts";

/** A million rows are written by one statement; nobody else waits for it except for the batch itself. */
const PATIENCE = 3_600_000;

export interface ApplyOptions {
  readonly acceptRefusals: boolean;
  readonly acceptNeighbours: boolean;
  readonly acceptOutside: boolean;
}

export async function createBatch(tx: Tx, options: ImportOptions, fileName: string): Promise<string> {
  const id = newId();
  await insertBatch(tx, { id, options, fileName, accountId: tx.actor.accountId });
  return id;
}

/**
 * Checks that the batch may be applied and says that it is being applied. Answers its version. One that says so already was
 * left behind by a process that died; while one lives, its lock on the batch keeps everybody else out.
 */
export async function beginApply(
  tx: Tx,
  id: string,
  options: ApplyOptions,
  expectedVersion?: number,
): Promise<number> {
  const batch = await readyBatch(tx, id, ["CHECKED", "APPLYING"], expectedVersion);
  if (batch.refused > 0 && !options.acceptRefusals)
    throw new ApiError("import_has_refusals", { count: batch.refused });
  return await moveBatch(tx, id, { state: "APPLYING" });
}

/**
 * Registers the rows of a batch: one transaction, one statement a table, one event with the Merkle root over the canonical
 * rows, so that every row stays provable.
 */
export async function applyBatch(
  database: Database,
  actor: Actor,
  id: string,
  options: ApplyOptions,
): Promise<{ imported: number }> {
  const { imported, subject } = await asActor(database, actor, (tx) => register(tx, id, options), {
    patience: PATIENCE,
  });
  await apply.analyze(database, subject, imported);
  return { imported };
}

async function register(
  tx: Tx,
  id: string,
  options: ApplyOptions,
): Promise<{ imported: number; subject: BatchRow["subject"] }> {
  const batch = await lockBatch(tx, id);
  if (!batch) throw new ApiError("not_found");
  if (batch.state !== "APPLYING") throw new ApiError("conflict", { reason: batch.state });
  if (options.acceptNeighbours) await apply.takeNeighbours(tx, id);
  if (options.acceptOutside) await apply.takeOutside(tx, id);
  await unpackAccepted(tx, batch.subject, id, "to register");
  await leaveOut(tx, batch, options);
  const leaves = await apply.leafHashes(tx, id);
  const root = merkleRoot(leaves).toString("hex");
  await insertRows(tx, batch);
  await record(tx, [
    {
      stream: "import",
      streamId: id,
      kind: "IMPORT_APPLIED",
      data: {
        subject: batch.subject,
        rows: leaves.length,
        refused: batch.refused,
        crs: batch.summary.crs ?? "",
        scheme: batch.options.scheme ?? null,
        merkleRoot: root,
      },
      notes: { fileName: batch.fileName },
      componentId: null,
      divisionCode: null,
      occurredAt: clock.iso(),
    },
  ]);
  await moveBatch(tx, id, { state: "APPLIED", merkleRoot: root });
  return { imported: leaves.length, subject: batch.subject };
}

/** Rows that are not registered leave the tree; what was registered since the dry run is looked at again. */
async function leaveOut(tx: Tx, { id, subject, summary }: BatchRow, options: ApplyOptions): Promise<void> {
  const { duplicate = 0, outside = 0 } = summary.counts ?? {};
  await byHashing(tx, async () => {
    const known =
      subject === "COMPONENTS"
        ? await markKnownCodes(tx, id)
        : subject === "AREAS"
          ? await markKnownAreas(tx, id)
          : 0;
    const left = known + duplicate + (options.acceptOutside ? 0 : outside);
    if (left === 0) return;
    await apply.renumberLeaves(tx, id);
    if (subject === "COMPONENTS") await apply.dropLeftOut(tx, id);
    else if (known > 0) await unpackAccepted(tx, subject, id, "to register");
  });
}

async function insertRows(tx: Tx, batch: BatchRow): Promise<void> {
  switch (batch.subject) {
    case "COMPONENTS":
      await apply.insertComponents(tx, batch.id);
      await apply.insertCodes(tx, batch.id);
      await apply.insertRoles(tx, batch.id);
      await deleteFacts(tx, batch.id);
      return;
    case "NETWORKS":
      await apply.insertNetworkLines(tx, batch.id);
      return;
    case "AREAS":
      await apply.insertAreas(tx, batch.id);
  }
}

/** Takes a whole batch back, with one event. Refused while something of it has a history of its own. */
export async function undoBatch(
  database: Database,
  actor: Actor,
  id: string,
  expectedVersion?: number,
): Promise<{ version: number; removed: number }> {
  const undone = await asActor(database, actor, (tx) => undo(tx, id, expectedVersion), {
    patience: PATIENCE,
  });
  await foldCells(database);
  return undone;
}

/** Says at once whether a batch can be taken back; the taking back itself may last. */
export async function beginUndo(tx: Tx, id: string, expectedVersion?: number): Promise<number> {
  const batch = await readyBatch(tx, id, ["APPLIED"], expectedVersion);
  await refuseChanged(tx, id);
  await setProgress(tx, id, { step: "UNDOING", done: 0, total: null });
  return batch.version;
}

async function refuseChanged(tx: Tx, id: string): Promise<void> {
  const changed = await apply.changedSince(tx, id, 50);
  if (changed.count === 0) return;
  const names = changed.first.map((one) => one.code ?? one.id);
  throw new ApiError("import_in_use", { count: changed.count }, { changed: names });
}

async function undo(
  tx: Tx,
  id: string,
  expectedVersion?: number,
): Promise<{ version: number; removed: number }> {
  const batch = await readyBatch(tx, id, ["APPLIED"], expectedVersion);
  await refuseChanged(tx, id);
  const removed = await apply.deleteImported(tx, id);
  await record(tx, [
    {
      stream: "import",
      streamId: id,
      kind: "IMPORT_UNDONE",
      data: { subject: batch.subject, rows: removed, merkleRoot: batch.merkleRoot },
      componentId: null,
      divisionCode: null,
      occurredAt: clock.iso(),
    },
  ]);
  return { version: await moveBatch(tx, id, { state: "UNDONE" }), removed };
}

/** Forgets the rows of a batch that was never applied. */
export async function discardBatch(tx: Tx, id: string, expectedVersion?: number): Promise<number> {
  await readyBatch(tx, id, ["READING", "CHECKED", "APPLYING", "FAILED"], expectedVersion);
  await deleteRows(tx, id);
  return await moveBatch(tx, id, { state: "DISCARDED" });
}

/** What ended with an error left nothing behind: the batch is as it was and can be applied or undone again. */
export async function leaveAsItWas(
  database: Database,
  actor: Actor,
  id: string,
  error: unknown,
): Promise<void> {
  // Somebody else was quicker: the batch is as they left it.
  if (error instanceof ApiError && error.code === "conflict") return;
  await asActor(database, actor, async (tx) => {
    const state = (await findBatch(tx, id))?.state;
    const reason =
      error instanceof ApiError ? problem("stopped", { reason: error.message }) : problem("internal");
    if (state === "APPLYING") await moveBatch(tx, id, { state: "CHECKED", error: reason });
    if (state === "APPLIED") await moveBatch(tx, id, { state: "APPLIED", error: reason });
  });
}

async function readyBatch(
  tx: Tx,
  id: string,
  states: readonly BatchRow["state"][],
  expectedVersion?: number,
): Promise<BatchRow> {
  const batch = await lockBatch(tx, id);
  if (!batch) throw new ApiError("not_found");
  refuseStale(expectedVersion, batch.version);
  if (!states.includes(batch.state)) throw new ApiError("conflict", { reason: batch.state });
  return batch;
}
