import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import type {
  ConfirmedNeighbour,
  NetworkLine,
  ResponsibleArea,
  SpatialContext,
  Subject,
} from "../../server/inference/context.ts";
import { keyOfWord, type WordKind } from "../../server/inference/words.ts";
import type { InferOptions } from "./options.ts";
import { linesOf, middleOf, polygonsOf } from "./geometry.ts";
import { unitsIn } from "./units.ts";
import { readText } from "./text.ts";
import { readRows, UnreadableFile, type Row } from "./read.ts";

export interface InferFiles {
  readonly subjects: readonly Subject[];
  readonly context: SpatialContext;
  /** Words that were not understood and rows that were not usable, for people to read. */
  readonly remarks: readonly string[];
}

/** Reads all files of a run. Throws UnreadableFile with a sentence; single bad rows are left out and remarked. */
export const readFiles = async (options: InferOptions): Promise<InferFiles> => {
  const words = new Words(options);
  const subjects = subjectsIn(await readRows(options.components, options.crs), options, words);
  const lines: NetworkLine[][] = [];
  const areas: ResponsibleArea[][] = [];
  for (const source of options.lines) {
    lines.push(linesIn(source, await readRows(source, options.crs), options, words));
  }
  for (const source of options.areas) {
    areas.push(areasIn(source, await readRows(source, options.crs), options, words));
  }
  const neighbours = options.labels ? labelled(subjects, readUnits(options.labels)) : [];
  const found = { lines: lines.flat(), areas: areas.flat() };
  const context = { ...found, neighbours, units: unitsIn(found.lines, found.areas), history: [] };
  return { subjects, context, remarks: words.remarks() };
};

/** id -> unit from a CSV whose header has an id column and a unit or owner column (else the first two columns). */
export const readUnits = (path: string): Map<string, string> => {
  const rows: string[][] = parse(readText(path), {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const header = rows[0]?.map((name) => name.trim().toLowerCase()) ?? [];
  const find = (names: readonly string[]): number => header.findIndex((name) => names.includes(name));
  const idColumn = Math.max(0, find(["id", "sid", "component", "component_id"]));
  const named = find(["unit", "owner", "owner_name", "truth", "unit_id"]);
  const unitColumn = named >= 0 ? named : idColumn === 0 ? 1 : 0;
  const pairs = rows
    .slice(1)
    .map((row): [string, string] => [row[idColumn]?.trim() ?? "", row[unitColumn]?.trim() ?? ""]);
  return new Map(pairs.filter(([id, unit]) => id !== "" && unit !== ""));
};

/** Subjects with a known unit, as confirmed neighbours of the others. */
export const labelled = (
  subjects: readonly Subject[],
  units: ReadonlyMap<string, string>,
): ConfirmedNeighbour[] =>
  subjects.flatMap(({ id, lon, lat, classCode }) => {
    const unitId = units.get(id);
    return unitId === undefined ? [] : [{ id, unitId, classCode, lon, lat }];
  });

class Words {
  private readonly unknown = new Map<string, number>();
  private readonly notes = new Map<string, number>();
  private readonly known = new Map<string, string | null>();
  private readonly maps: Readonly<Record<WordKind, ReadonlyMap<string, string>>>;

  constructor(options: InferOptions) {
    this.maps = { class: options.classMap, medium: options.mediumMap, area: new Map() };
  }

  key(kind: WordKind, value: unknown): string | null {
    const word = typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
    const at = `${kind} "${word}"`;
    let key = this.known.get(at);
    if (key === undefined) {
      const mapped = this.maps[kind].get(word.toLowerCase());
      key = keyOfWord(kind, mapped ?? word);
      this.known.set(at, key);
    }
    if (word === "") this.note(`rows without a ${kind} (treated as unknown)`);
    else if (key === null) this.unknown.set(at, (this.unknown.get(at) ?? 0) + 1);
    return key;
  }

  note(text: string): void {
    this.notes.set(text, (this.notes.get(text) ?? 0) + 1);
  }

  remarks(): string[] {
    return [
      ...[...this.notes].map(([text, count]) => `${text}: ${count}`),
      ...[...this.unknown].map(([word, count]) => `unknown ${word}: ${count} (treated as unknown)`),
    ];
  }
}

const text = (value: unknown): string =>
  typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";

const requireField = (rows: readonly Row[], field: string, source: string): void => {
  if (rows.length === 0 || rows.some(({ properties }) => field in properties)) return;
  const fields = Object.keys(rows[0]?.properties ?? {}).join(", ");
  throw new UnreadableFile(`${basename(source)} has no field "${field}". It has: ${fields}.`);
};

const subjectsIn = (rows: readonly Row[], options: InferOptions, words: Words): Subject[] => {
  requireField(rows, options.id, options.components);
  if (options.classField) requireField(rows, options.classField, options.components);
  const seen = new Set<string>();
  return rows.flatMap(({ geometry, properties }) => {
    const id = text(properties[options.id]);
    if (id === "") {
      words.note("components without an id, left out");
      return [];
    }
    if (seen.has(id)) {
      words.note("components with an id that was there before, left out");
      return [];
    }
    seen.add(id);
    const [lon, lat] = middleOf(geometry) ?? [Number.NaN, Number.NaN];
    if (lon === undefined || lat === undefined) return [];
    if (Number.isNaN(lon)) words.note("components without a position, not ranked");
    const classCode = options.classField ? words.key("class", properties[options.classField]) : null;
    return [{ id, lon, lat, accuracyM: options.accuracyM, classCode }];
  });
};

const linesIn = (
  source: string,
  rows: readonly Row[],
  options: InferOptions,
  words: Words,
): NetworkLine[] => {
  requireField(rows, options.ownerField, source);
  if (options.mediumField) requireField(rows, options.mediumField, source);
  return rows.flatMap(({ geometry, properties }) => {
    const unitId = text(properties[options.ownerField]);
    const parts = linesOf(geometry);
    if (unitId === "") words.note(`lines of ${basename(source)} without an owner, left out`);
    if (parts.length === 0) words.note(`lines of ${basename(source)} without a usable geometry, left out`);
    if (unitId === "" || parts.length === 0) return [];
    const medium = options.mediumField
      ? (words.key("medium", properties[options.mediumField]) ?? "UNKNOWN")
      : "UNKNOWN";
    const diameter = options.diameterField ? Number(properties[options.diameterField]) : Number.NaN;
    const diameterMm = diameter > 0 ? diameter : null;
    return parts.map((coordinates) => ({ unitId, medium, coordinates, accuracyM: null, diameterMm }));
  });
};

const areasIn = (
  source: string,
  rows: readonly Row[],
  options: InferOptions,
  words: Words,
): ResponsibleArea[] => {
  requireField(rows, options.areaOwnerField, source);
  const ofLayer =
    keyOfWord("area", source.split(":").at(-1) ?? "") ?? keyOfWord("area", basename(source)) ?? "DUTY";
  return rows.flatMap(({ geometry, properties }) => {
    const unitId = text(properties[options.areaOwnerField]);
    const polygons = polygonsOf(geometry);
    if (unitId === "") words.note(`areas of ${basename(source)} without an owner, left out`);
    if (polygons.length === 0) words.note(`areas of ${basename(source)} without a usable geometry, left out`);
    if (unitId === "" || polygons.length === 0) return [];
    const kind = options.areaKindField
      ? (words.key("area", properties[options.areaKindField]) ?? ofLayer)
      : ofLayer;
    return [{ unitId, kind, polygons }];
  });
};
