import { type CsvError, parse } from "csv-parse";
import type { Geometry } from "geojson";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";

import { declaredCrs } from "./crs.ts";
import { chooseColumns, delimiterOf, readNumber, type Placement } from "./csv-columns.ts";
import { Gdal } from "./gdal.ts";
import { placeRows, type RawRow } from "./place-rows.ts";
import { ImportRefused, type Problem, problem } from "../check/problems.ts";
import type { ReadOptions, ReadResult, SourceFile, SourceInput } from "./source-file.ts";
import { decodedText, declaredEncoding, detectEncoding } from "./text-encoding.ts";

const BATCH = 5000;
const LONGEST_RECORD = 32 * 1024 * 1024;

interface Line {
  /** Line of the file on which the record ends. */
  readonly line: number;
  readonly values: readonly string[];
}

interface Csv {
  readonly path: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: readonly string[];
}

/** Text tables. They never say their coordinate system, so reading the rows asks for one. */
export async function readCsv(input: SourceInput): Promise<SourceFile> {
  const { staged, fileName, limits } = input;
  const path = join(staged.folder, staged.dataset);
  const detected = input.encoding
    ? { encoding: declaredEncoding(input.encoding), guessed: false }
    : await detectEncoding(path);
  const csv = await readHeader(path, detected.encoding, fileName);
  const samples = await firstRows(csv);
  let gdal: Gdal | null = null;
  const supply = (): Gdal =>
    (gdal ??= new Gdal({ folder: staged.folder, rebuildIndex: false }, limits.timeoutMs));
  return {
    format: "CSV",
    fileName,
    encoding: detected.encoding,
    layers: [
      {
        name: fileName.replace(/\.\w+$/, ""),
        featureCount: await countLines(path),
        geometryTypes: ["Geometry"],
        fields: csv.header.map((name, at) => ({
          name,
          type: "text",
          samples: samples.map((row) => row[at] ?? ""),
        })),
        crs: null,
        rowUnit: "line",
      },
    ],
    notices: detected.guessed ? [problem("encoding-guessed", { encoding: detected.encoding })] : [],
    readRows: (_layer, options = {}) => readTable(csv, samples, supply, options, input),
    close: async () => {
      await gdal?.close();
      await staged.remove();
    },
  };
}

async function readTable(
  csv: Csv,
  samples: readonly (readonly string[])[],
  gdal: () => Gdal,
  options: ReadOptions,
  { limits }: SourceInput,
): Promise<ReadResult> {
  const placement = chooseColumns(csv.header, samples, options.columns ?? {});
  if (options.crs === undefined) throw new ImportRefused("crs-missing");
  const crs = declaredCrs(options.crs);
  const batches = placement.kind === "wkt" ? wktRows(csv, placement, gdal) : pointRows(csv, placement);
  const curves = samples.some(
    (row) => placement.kind === "wkt" && /CURVE|CIRCULAR/i.test(row[placement.wkt] ?? ""),
  );
  const notices: Problem[] = curves ? [problem("curves-linearised")] : [];
  const used = placement.kind === "wkt" ? [placement.wkt] : [placement.lon, placement.lat];
  const positionColumns = used.map((at) => csv.header[at] ?? "");
  return { crs: crs.name, notices, positionColumns, pieces: placeRows(batches, crs, gdal, options, limits) };
}

async function* pointRows(
  csv: Csv,
  placement: Placement & { kind: "point" },
): AsyncGenerator<readonly RawRow[]> {
  for await (const batch of batches(csv)) {
    yield batch.map((record) => {
      const problems = checkWidth(record, csv);
      const x = (record.values[placement.lon] ?? "").trim();
      const y = (record.values[placement.lat] ?? "").trim();
      const position = [readNumber(x, csv.delimiter), readNumber(y, csv.delimiter)] as const;
      if (x === "" && y === "") problems.push(problem("coordinate-missing"));
      else if (position[0] === null || position[1] === null)
        problems.push(problem("coordinate-not-number", { x, y }));
      const raw: Geometry = { type: "Point", coordinates: [position[0] ?? NaN, position[1] ?? NaN] };
      return {
        line: record.line,
        properties: properties(record, csv),
        problems,
        raw: problems.length > 0 ? null : raw,
      };
    });
  }
}

async function* wktRows(
  csv: Csv,
  placement: Placement & { kind: "wkt" },
  gdal: () => Gdal,
): AsyncGenerator<readonly RawRow[]> {
  for await (const batch of batches(csv)) {
    const texts = batch.map((record) =>
      (record.values[placement.wkt] ?? "").trim().replace(/^SRID=\d+;/i, ""),
    );
    const { result } = await gdal().call("readWkt", { texts });
    yield batch.map((record, at) => {
      const problems = checkWidth(record, csv);
      const text = texts[at] ?? "";
      const raw = (result[at] ?? null) as Geometry | null;
      if (text === "") problems.push(problem("geometry-missing"));
      else if (!raw) problems.push(problem("geometry-unreadable", { text: text.slice(0, 60) }));
      return { line: record.line, properties: properties(record, csv), problems, raw };
    });
  }
}

function checkWidth(record: Line, csv: Csv): Problem[] {
  const found = record.values.length;
  const expected = csv.header.length;
  return found === expected ? [] : [problem("csv-columns", { found, expected })];
}

function properties(record: Line, csv: Csv): Record<string, unknown> {
  return Object.fromEntries(csv.header.map((name, at) => [name, record.values[at] ?? ""]));
}

async function readHeader(path: string, encoding: string, fileName: string): Promise<Csv> {
  let start = "";
  for await (const text of decodedText(path, encoding)) {
    start += text;
    if (start.length > 65_536) break;
  }
  const first = start.split(/\r\n|\n|\r/).find((line) => line.trim() !== "");
  if (first === undefined) throw new ImportRefused("file-empty", { file: fileName });
  const delimiter = delimiterOf(first);
  for await (const record of records({ path, encoding, delimiter })) {
    const header = record.values.map((name, at) => name.trim() || `column ${at + 1}`);
    const repeated = header.find((name, at) => header.indexOf(name) !== at);
    if (repeated !== undefined) throw new ImportRefused("csv-header-repeated", { column: repeated });
    return { path, encoding, delimiter, header };
  }
  throw new ImportRefused("file-empty", { file: fileName });
}

/** The first rows, to show and to judge the columns by. */
async function firstRows(csv: Csv): Promise<(readonly string[])[]> {
  const samples: (readonly string[])[] = [];
  for await (const record of records(csv)) {
    if (samples.push(record.values) > 5) break;
  }
  return samples.slice(1);
}

/** Lines behind the header; a quoted line break counts as one. Only for people to see how far the reading is. */
async function countLines(path: string): Promise<number> {
  let unix = 0;
  let mac = 0;
  let last = 10;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) unix += 1;
    for (let at = chunk.indexOf(13); at >= 0; at = chunk.indexOf(13, at + 1)) mac += 1;
    last = chunk.at(-1) ?? last;
  }
  const ended = last === 10 || last === 13;
  return Math.max(0, (unix || mac) - (ended ? 1 : 0));
}

async function* batches(csv: Csv): AsyncGenerator<readonly Line[]> {
  let batch: Line[] = [];
  let header = true;
  for await (const record of records(csv)) {
    if (header) {
      header = false;
      continue;
    }
    batch.push(record);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

async function* records({ path, encoding, delimiter }: Omit<Csv, "header">): AsyncGenerator<Line> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  const source = Readable.from(decodedText(path, encoding));
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { info, record } of parser as AsyncIterable<{
      info: { lines: number };
      record: string[];
    }>) {
      if (record.every((value) => value.trim() === "")) continue;
      yield { line: info.lines, values: record };
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    const { message, lines } = error as CsvError & { lines?: number };
    throw new ImportRefused("csv-broken", { line: lines ?? "?", reason: message });
  } finally {
    source.destroy();
  }
}
