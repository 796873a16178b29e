/** `npm run import -- FILE …`: brings a file into the registry as one batch. USAGE in import-file/arguments.ts. */
import { createWriteStream } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { ApiError } from "../server/contract/errors.ts";
import { type ImportBatch, NEIGHBOUR_CODES } from "../server/contract/imports.ts";
import { openDatabase } from "../server/db/open.ts";
import { migrate } from "../server/db/migrate.ts";
import { settingsFrom } from "../server/http/settings.ts";
import { ImportRefused } from "../server/import/check/problems.ts";
import { Help, Mistake, readArguments, type Task, USAGE } from "./import-file/arguments.ts";
import { databaseDesk } from "./import-file/database-gateway.ts";
import type { Desk } from "./import-file/gateway.ts";
import { askPassword } from "./import-file/password.ts";
import { serverDesk } from "./import-file/server-gateway.ts";
import { number, tell } from "./import-file/findings-text.ts";
import { makeTerminal } from "./serving/terminal.ts";

const terminal = makeTerminal(process.stdout);
const STEPS = {
  READING: "reading",
  CHECKING: "looking for duplicates",
  APPLYING: "registering",
  UNDOING: "taking back",
};
const onProgress = ({ step, done, total }: NonNullable<ImportBatch["progress"]>): void =>
  terminal.progress(STEPS[step], done, total ?? 0);

async function main(): Promise<void> {
  const task = readArguments(process.argv.slice(2));
  if (task.action === "import")
    await access(task.file).catch(() => {
      throw new Mistake(`There is no file ${task.file}.`);
    });
  const desk = await openDesk(task);
  try {
    if (task.action === "list") await list(desk);
    else if (task.action === "undo") await undo(desk, task.batch);
    else await importFile(desk, task);
  } finally {
    terminal.settle();
    await desk.close();
  }
}

/** The database itself where it can be opened; the server where it holds the folder, or where one was named. */
async function openDesk(task: Task): Promise<Desk> {
  const settings = settingsFrom(process.env);
  const origin = task.server ?? `http://${settings.host}:${settings.port}`;
  const throughServer = async (): Promise<Desk> =>
    await serverDesk(origin.replace(/\/$/, ""), task.user, await askPassword(task.user));
  if (task.server !== undefined) return await throughServer();
  const database = await openDatabase({
    url: settings.databaseUrl,
    dataDir: join(settings.dataDir, "database"),
  }).catch((error: unknown) => {
    if (error instanceof Error && error.message.includes("is in use by")) return undefined;
    throw error;
  });
  if (!database) {
    terminal.line(`The data folder is in use; importing through the server at ${origin}.`);
    return await throughServer();
  }
  await migrate(database);
  return databaseDesk(database);
}

async function importFile(desk: Desk, task: Task): Promise<void> {
  const began = performance.now();
  const batch = await desk.tryOut(task.file, task.options, onProgress);
  terminal.settle();
  for (const line of tell(batch)) terminal.line(line);
  if (batch.state === "FAILED" || !batch.summary) {
    process.exitCode = 1;
    return;
  }
  const { counts } = batch.summary;
  await writeReport(desk, task, batch);
  if (task.dryRun) {
    terminal.line(`Nothing was imported (dry run). Batch ${batch.id}`);
    return;
  }
  if (counts.refused > 0 && !task.acceptRefusals) {
    terminal.line(
      `Nothing was imported: ${number(counts.refused)} rows were refused. Correct them, or import the rest with --accept-refusals.`,
    );
    process.exitCode = 1;
    return;
  }
  if (taken(batch, task) === 0) {
    const outside = counts.outside > 0 ? `; ${number(counts.outside)} lie outside (--outside keep)` : "";
    terminal.line(`Nothing was imported: no row is left to register${outside}.`);
    process.exitCode = 1;
    return;
  }
  const applied = await desk.apply(batch, task, onProgress);
  terminal.settle();
  if (applied.state !== "APPLIED") throw new Mistake(applied.error?.en ?? `The batch is ${applied.state}.`);
  const seconds = (performance.now() - began) / 1000;
  terminal.line(
    `Imported ${number(taken(batch, task))} rows in ${seconds.toFixed(1)} s. Root of the batch: ${applied.merkleRoot}`,
  );
  terminal.line(`Take it back with: npm run import -- --undo ${batch.id}`);
}

/** Rows that are registered when the dry run is followed by this. */
function taken({ summary }: ImportBatch, task: Task): number {
  if (!summary) return 0;
  const near = summary.problems
    .filter(({ note }) => NEIGHBOUR_CODES.includes(note.code))
    .reduce((sum, { count }) => sum + count, 0);
  const { counts } = summary;
  return counts.new + (task.acceptNeighbours ? near : 0) + (task.acceptOutside ? counts.outside : 0);
}

async function writeReport(desk: Desk, task: Task, batch: ImportBatch): Promise<void> {
  const { refused = 0, duplicate = 0, outside = 0 } = batch.summary?.counts ?? {};
  const left = refused + duplicate + outside;
  if (task.report === undefined && left === 0) return;
  const file = task.report ?? "import-report.csv";
  await pipeline(Readable.from(desk.report(batch.id)), createWriteStream(file));
  terminal.line(`  rows with a reason are in ${file}`);
}

async function undo(desk: Desk, batchId: string): Promise<void> {
  const batch = await desk.undo(batchId, onProgress);
  terminal.settle();
  if (batch.state !== "UNDONE") throw new Mistake(batch.error?.en ?? `The batch is ${batch.state}.`);
  terminal.line(`Took back ${batch.fileName}.`);
}

async function list(desk: Desk): Promise<void> {
  for (const batch of await desk.list()) {
    const rows = batch.summary ? `${number(batch.summary.counts.new)} rows` : "";
    terminal.line(
      `${batch.id}  ${batch.createdAt.slice(0, 16)}  ${batch.state.padEnd(9)} ${batch.subject.padEnd(10)} ${rows.padStart(12)}  ${batch.fileName}`,
    );
  }
}

// Whoever reads the output may have seen enough (`| head`).
process.stdout.on("error", () => process.exit());

try {
  await main();
} catch (error) {
  terminal.settle();
  if (error instanceof Help) {
    console.log(USAGE);
    process.exit(0);
  }
  if (
    !(
      error instanceof Mistake ||
      error instanceof ApiError ||
      error instanceof ImportRefused ||
      error instanceof Error
    )
  )
    throw error;
  const changed = error instanceof ApiError ? (error.extra.changed ?? []) : [];
  console.error([error.message, ...changed.map((code) => `  ${code}`)].join("\n"));
  process.exitCode = 1;
}
