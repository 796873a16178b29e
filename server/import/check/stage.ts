import { clock } from "../../clock.ts";
import gcoordModule from "gcoord";

import type { ImportOptions } from "../../contract/imports.ts";
import { type Actor, asActor, type Tx } from "../../db/actor.ts";
import type { Database } from "../../db/database.ts";
import { dayOf } from "../../domain/clocks/working-time.ts";
import { servedBox } from "../../store/place-queries.ts";
import { areaRow } from "./area-row.ts";
import {
  type BatchRow,
  copyRows,
  deleteRows,
  lockBatch,
  moveBatch,
  setProgress,
  unitsByName,
} from "../batch-queries.ts";
import * as check from "./check-queries.ts";
import { readClassSchemes } from "./classes.ts";
import { componentRow } from "./component-row.ts";
import { copyFacts } from "../apply/fact-queries.ts";
import { coordinateColumns, resolveColumns } from "./fields.ts";
import type { Bounds } from "./geometry-check.ts";
import type { Limits } from "../read/limits.ts";
import { networkRow } from "./network-row.ts";
import { ImportRefused, type Problem, problem } from "./problems.ts";
import { byHashing, unpackAccepted } from "../apply/accepted-row-queries.ts";
import type { SourceFile, SourceLayer } from "../read/source-file.ts";
import { openSource } from "../read/source.ts";
import { type RowContext, stagedRow, type StagedRow } from "./staged-row.ts";
import { RepeatedPlaces } from "./repeated-places.ts";

const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

const CHUNK = 5000;
const PATIENCE = 600_000;

export interface DryRun {
  readonly batchId: string;
  readonly path: string;
  readonly fileName: string;
  readonly options: ImportOptions;
  readonly limits: Limits;
  readonly onProgress?: (progress: NonNullable<BatchRow["progress"]>) => void;
}

type Write = (work: (tx: Tx) => Promise<void>) => Promise<void>;

const MAPPERS = { COMPONENTS: componentRow, NETWORKS: networkRow, AREAS: areaRow } as const;

/**
 * The dry run: reads the file into import_row piece by piece, lets the database look for duplicates, and leaves the batch
 * CHECKED with its findings, or FAILED with the sentence that says why. Registers nothing. Throws only what is our fault.
 */
export async function dryRun(database: Database, actor: Actor, run: DryRun): Promise<void> {
  const write: Write = (work) => asActor(database, actor, work, { patience: PATIENCE });
  let source: SourceFile | null = null;
  try {
    refuseUndeclared(run.options);
    const { encoding } = run.options;
    source = await openSource(run.path, {
      limits: run.limits,
      fileName: run.fileName,
      ...(encoding && { encoding }),
    });
    const facts = await stageRows(database, write, run, source);
    run.onProgress?.({ step: "CHECKING", done: 0, total: null });
    await write(async (tx) => {
      await stillWanted(tx, run.batchId);
      await setProgress(tx, run.batchId, { step: "CHECKING", done: 0, total: null });
      await unpackAccepted(tx, run.options.subject, run.batchId, "to check");
      const notes = [...facts.notes, ...(await lookAtRegistry(tx, run))];
      const found = await check.findings(tx, run.batchId, run.options.subject);
      notes.push(...(await heldBack(tx, run.batchId, found)));
      await moveBatch(tx, run.batchId, { state: "CHECKED", summary: { ...facts, notes, ...found } });
    });
  } catch (error) {
    const reason = error instanceof ImportRefused ? error.problem : problem("internal");
    await write(async (tx) => {
      await deleteRows(tx, run.batchId);
      const wanted = (await lockBatch(tx, run.batchId))?.state === "READING";
      if (wanted) await moveBatch(tx, run.batchId, { state: "FAILED", error: reason });
    });
    if (!(error instanceof ImportRefused)) throw error;
  } finally {
    await source?.close();
  }
}

/** Somebody may have discarded the batch while its file was being read. */
async function stillWanted(tx: Tx, batchId: string): Promise<void> {
  if ((await lockBatch(tx, batchId))?.state !== "READING") throw new ImportRefused("discarded");
}

/** What has to be said before anything is read. */
function refuseUndeclared({ subject, scheme, areaKind, map }: ImportOptions): void {
  if (subject === "COMPONENTS" && scheme === undefined) throw new ImportRefused("scheme-missing");
  if (subject === "AREAS" && areaKind === undefined && map["kind"] === undefined) {
    throw new ImportRefused("area-kind-missing", { kinds: "COMPOUND ROAD FACTORY …" });
  }
}

/** A thousand rows that each say "no class" help nobody. */
function refuseClassless(
  { subject, classMap }: ImportOptions,
  { class: of, code }: Readonly<Record<string, string>>,
  { fields }: SourceLayer,
): void {
  if (subject !== "COMPONENTS" || of !== undefined || code !== undefined || classMap["*"] !== undefined)
    return;
  const columns = fields.map(({ name, samples }) => (samples[0] ? `${name} (${samples[0]})` : name));
  throw new ImportRefused("class-column-missing", { columns: columns.join(", ").slice(0, 1500) });
}

interface ReadFacts {
  readonly format: string;
  readonly layer: string;
  readonly crs: string;
  readonly encoding: string | null;
  readonly rowUnit: "line" | "feature";
  readonly notes: readonly Problem[];
  readonly unusedColumns: readonly string[];
}

async function stageRows(
  database: Database,
  write: Write,
  run: DryRun,
  source: SourceFile,
): Promise<ReadFacts> {
  const { options, batchId } = run;
  const layer = chooseLayer(source, options.layer);
  const bounds =
    options.subject === "COMPONENTS" ? ((await servedBox(database)) as unknown as Bounds | null) : null;
  const { crs, notices, positionColumns, pieces } = await source.readRows(layer.name, {
    columns: coordinateColumns(options),
    ...(options.crs && { crs: options.crs }),
    ...(bounds && { bounds }),
  });
  const columns = resolveColumns(options, layer.fields, positionColumns);
  refuseClassless(options, columns.of, layer);
  const units = await unitsByName(database);
  const context: RowContext = {
    batchId,
    options,
    columns,
    crs: crs.slice(0, 80),
    schemes: readClassSchemes(),
    units,
    defaultUnit: options.owner === undefined ? null : unitByCode(units, options.owner),
    today: dayOf(clock.iso()),
    codes: new Map(),
    repeatedPlaces: new RepeatedPlaces(),
  };
  const total = layer.featureCount;
  let done = 0;
  let leaves = 0;
  // While one piece is being stored the next is being read.
  let storing: Promise<void> = Promise.resolve();
  const flush = async (chunk: readonly StagedRow[]): Promise<void> => {
    await storing;
    const from = leaves;
    done += chunk.length;
    leaves += chunk.filter((row) => row.body !== null).length;
    const progress = { step: "READING" as const, done, total };
    storing = write(async (tx) => {
      await stillWanted(tx, batchId);
      await copyRows(tx, batchId, chunk, from);
      if (options.subject === "COMPONENTS") await copyFacts(tx, batchId, context.crs, chunk);
      await setProgress(tx, batchId, progress);
    });
    // Seen where it is awaited; until then it must not count as nobody's.
    storing.catch(() => undefined);
    run.onProgress?.(progress);
  };
  try {
    let chunk: StagedRow[] = [];
    for await (const piece of pieces) {
      for (const row of piece) chunk.push(stagedRow(row, context, MAPPERS[options.subject](row, context)));
      if (chunk.length < CHUNK) continue;
      await flush(chunk);
      chunk = [];
    }
    if (chunk.length > 0) await flush(chunk);
  } finally {
    await storing;
  }
  if (done === 0) throw new ImportRefused("layer-empty", { layer: layer.name });
  return {
    format: source.format,
    layer: layer.name,
    crs,
    encoding: source.encoding,
    rowUnit: layer.rowUnit,
    notes: [...source.notices, ...notices],
    unusedColumns: columns.unused,
  };
}

function chooseLayer(source: SourceFile, name: string | undefined): SourceLayer {
  const names = source.layers.map((layer) => layer.name).join(", ");
  const found = name === undefined ? source.layers[0] : source.layers.find((layer) => layer.name === name);
  if (!found)
    throw new ImportRefused(name === undefined ? "file-empty" : "layer-unknown", {
      layer: name ?? "",
      layers: names,
      file: source.fileName,
    });
  if (name === undefined && source.layers.length > 1)
    throw new ImportRefused("layer-required", { layers: names });
  return found;
}

function unitByCode(units: ReadonlyMap<string, string>, code: string): string {
  const unit = units.get(code.toLowerCase());
  if (unit === undefined) throw new ImportRefused("unit-missing", { code });
  return unit;
}

async function lookAtRegistry(
  tx: Parameters<typeof check.findings>[0],
  { batchId, options }: DryRun,
): Promise<Problem[]> {
  switch (options.subject) {
    case "COMPONENTS":
      await byHashing(tx, async () => {
        await check.markKnownCodes(tx, batchId);
        await check.markNeighbours(tx, batchId);
        await check.markOutside(tx, batchId);
      });
      return shifted(await check.shiftOfKnown(tx, batchId), options.crs);
    case "AREAS":
      await check.refuseInvalidAreas(tx, batchId);
      await check.markKnownAreas(tx, batchId);
      return elsewhere(await check.shapesElsewhere(tx));
    case "NETWORKS":
      return elsewhere(await check.shapesElsewhere(tx));
  }
}

function elsewhere(found: check.Elsewhere | undefined): Problem[] {
  return found ? [problem("elsewhere", { ...found })] : [];
}

/** What is held back because of where it lies, said once and with its number: mostly the coordinate system is wrong. */
async function heldBack(tx: Tx, batchId: string, { counts }: check.Findings): Promise<Problem[]> {
  if (counts.outside === 0) return [];
  const found = await byHashing(tx, () => check.outsideWhere(tx, batchId));
  if (!found) return [];
  const all = counts.new === 0 && counts.duplicate === 0;
  return [
    problem(all ? "outside-all" : "outside-some", { ...found, count: counts.outside, read: counts.read }),
  ];
}

/** Known components that all lie off by just what GCJ-02 lies off here (docs/domain.md#d17). */
function shifted(
  { count, lon, lat, east, north, spread }: check.Shift,
  declared: string | undefined,
): Problem[] {
  if (count < 5 || spread > 0.0003 || declared?.toUpperCase().startsWith("GCJ")) return [];
  const [x, y] = gcoord.transform<[number, number]>([lon, lat], gcoord.WGS84, gcoord.GCJ02);
  const off = Math.hypot(x - lon - east, y - lat - north);
  const metres = Math.hypot(east * Math.cos((lat * Math.PI) / 180), north) * 111_320;
  return off < 0.0003 && metres > 50 ? [problem("looks-gcj02", { count, metres: Math.round(metres) })] : [];
}
