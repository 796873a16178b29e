import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { Response } from "express";
import type { exportComponents as contract } from "../contract/registry.ts";
import type { QueryOf } from "../contract/endpoint.ts";
import { EXPORTED } from "../domain/component/described.ts";
import type { FactKey } from "../domain/component/facts.ts";
import { UNRESOLVED } from "../domain/names.ts";
import { asViewer } from "../access/as-viewer.ts";
import type { Database } from "../db/database.ts";
import type { Viewer } from "../access/viewer.ts";
import { exportPage, schemeBCodes, type ExportRow } from "./component-queries.ts";

const PAGE = 2_000;

type Cell = (row: ExportRow, codes: ReadonlyMap<string, string> | null) => string | number;

/** The cell of a described fact, from the column of the list or the attribute. */
function described(key: FactKey): [header: string, cell: Cell] {
  const found = EXPORTED.find((one) => one.key === key);
  if (!found) throw new Error(`${key} has no header in the description of components`);
  const { header, fact } = found;
  const inRow = key as "address";
  return [header, (row) => (fact.column === undefined ? (row.attributes[key] ?? "") : row[inRow])];
}

/** The fixed beginning of the table, whose places people rely on, ends with the id; attributes follow. */
const COLUMNS: readonly [header: string, cell: Cell][] = [
  ["code", (row) => row.code ?? ""],
  ["class_code", exportedClass],
  ["class_name", (row) => row.classNameZh],
  described("ownershipStatus"),
  ["owner", (row) => row.owner?.nameZh ?? ""],
  described("physicalState"),
  ["lon", (row) => row.position.lon],
  ["lat", (row) => row.position.lat],
  described("address"),
  described("divisionCode"),
  ["id", (row) => row.id],
  ...EXPORTED.flatMap(({ key, fact }) => (fact.column === undefined ? [described(key)] : [])),
];

/**
 * Streams what the list shows, page by page, so that a million rows need no memory. A cell that a spreadsheet would
 * evaluate is quoted with an apostrophe. Ownerless covers leave under class 0114 (scheme A) or 0123 (scheme B); a class
 * that scheme B has no code for leaves without one, because the same digits mean something else there.
 */
export async function exportComponents(
  database: Database,
  viewer: Viewer,
  query: QueryOf<typeof contract>,
  response: Response,
): Promise<void> {
  const { format, scheme, ...filter } = query;
  const name = `components.${format}`;
  const codes = scheme === "B" ? await asViewer(database, viewer, schemeBCodes) : null;
  response.set({
    "Content-Disposition": `attachment; filename="${name}"`,
    "Cache-Control": "private, no-store",
  });
  const pages = async function* () {
    let after: string | null = null;
    for (;;) {
      const rows: ExportRow[] = await asViewer(database, viewer, (queries) =>
        exportPage(queries, viewer, filter, after, PAGE),
      );
      yield* rows.slice(0, PAGE);
      if (rows.length <= PAGE) return;
      after = rows[PAGE - 1]?.id ?? null;
    }
  };
  if (format === "csv") {
    response.type("text/csv; charset=utf-8");
    // The byte order mark makes Excel read UTF-8.
    const csv = stringify({ header: true, columns: COLUMNS.map(([header]) => header), bom: true });
    const lines = async function* () {
      for await (const row of pages()) yield COLUMNS.map(([, cell]) => harmless(cell(row, codes)));
    };
    await untilRead(pipeline(lines, csv, response));
    return;
  }
  response.type("application/geo+json");
  const features = async function* () {
    yield '{"type":"FeatureCollection","features":[';
    let first = true;
    for await (const row of pages()) {
      const { position, attributes, ...properties } = row;
      const feature = {
        type: "Feature",
        id: row.id,
        geometry: { type: "Point", coordinates: [position.lon, position.lat] },
        properties: {
          ...properties,
          classCode: exportedClass(row, codes),
          owner: row.owner?.nameZh ?? null,
          ...attributes,
        },
      };
      yield `${first ? "" : ","}\n${JSON.stringify(feature)}`;
      first = false;
    }
    yield "\n]}\n";
  };
  await untilRead(pipeline(features, response));
}

/** Whoever closes the connection half-way has read enough; everything else is an error. */
async function untilRead(sent: Promise<void>): Promise<void> {
  try {
    await sent;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE"))
      throw error;
  }
}

/**
 * Ownerless is a state inside and a class outside: this border, and the import's, are where the two meet. `codes` are
 * those of scheme B, null for scheme A.
 */
function exportedClass(row: ExportRow, codes: ReadonlyMap<string, string> | null): string {
  const ownerless =
    row.classGroup === "COVER" &&
    (UNRESOLVED.includes(row.ownershipStatus) || row.ownershipStatus === "BACKSTOP");
  // 0199 is our own: a cover of which nobody knows what lies under it.
  const classCode = ownerless || row.classCode === "0199" ? "0114" : row.classCode;
  return codes ? (codes.get(classCode) ?? "") : classCode;
}

function harmless(cell: string | number): string | number {
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
