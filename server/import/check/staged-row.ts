import { randomFillSync } from "node:crypto";
import type { Geometry, Position } from "geojson";

import type { ImportOptions } from "../../contract/imports.ts";
import { newId } from "../../db/id.ts";
import { canonical, type Canonical } from "../../store/canonical.ts";
import type { ClassSchemes } from "./classes.ts";
import type { Columns } from "./fields.ts";
import { positionsOf } from "./geometry-check.ts";
import { isRefused, type Problem, problem, severity } from "./problems.ts";
import type { SourceRow } from "../read/source-file.ts";
import type { Twins } from "./repeated-places.ts";
import { textOf } from "./values.ts";

/** One row as it goes into import_row. A row that is not refused has its canonical bytes and the id it will have. */
export interface StagedRow {
  readonly line: number;
  readonly targetId: string | null;
  readonly body: string | null;
  readonly problem: Problem | null;
  readonly verdict: "NEW" | "DUPLICATE" | "REFUSED" | "OUTSIDE";
  /** As the file had it; kept where somebody will have to look. */
  readonly source: Readonly<Record<string, unknown>> | null;
  /** Components: the facts again, as they go into the columns of import_fact. */
  readonly columns: ComponentFacts | null;
}

/** What a row of a component says, in our words; units by their ids. */
export interface ComponentFacts {
  readonly classCode: string;
  readonly classGroup: string;
  readonly lonE7: number;
  readonly latE7: number;
  readonly accuracyCm: number;
  readonly codeScheme: string | null;
  readonly code: string | null;
  readonly owner: string | null;
  /** Present where the file names one. */
  readonly regulator?: string;
  readonly maintainer?: string;
  readonly since: string;
  readonly surveyedOn: string | null;
  readonly state: string;
  readonly restricted: boolean;
  readonly address: string;
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** What a row is made with. */
export interface RowContext {
  readonly batchId: string;
  readonly options: ImportOptions;
  readonly columns: Columns;
  readonly crs: string;
  readonly schemes: ClassSchemes;
  /** By code and by every current name, lower case. */
  readonly units: ReadonlyMap<string, string>;
  readonly defaultUnit: string | null;
  /** The day of the import in Shanghai, for what holds since nobody knows when. */
  readonly today: string;
  /** Codes met so far, with the line they stood in. */
  readonly codes: Map<string, number>;
  /** Components met so far, to see one that the file has twice. */
  readonly twins: Twins;
}

/** The facts of a row in canonical form, or the problems that leave none. */
export type RowFacts = {
  readonly facts: Readonly<Record<string, Canonical>> | null;
  readonly problems: readonly Problem[];
  readonly columns?: ComponentFacts;
};

export function stagedRow(row: SourceRow, context: RowContext, made: RowFacts): StagedRow {
  const problems = [...row.problems, ...made.problems];
  const first =
    problems.find((found) => severity(found) === "refused") ??
    problems.find((found) => found.code === "recorded-twice") ??
    problems.find((found) => severity(found) === "warning") ??
    null;
  const source = first ? sourceOf(row) : null;
  if (isRefused(problems) || !made.facts) {
    return {
      line: row.line,
      targetId: null,
      body: null,
      problem: first ?? problem("geometry-missing"),
      verdict: "REFUSED",
      source,
      columns: null,
    };
  }
  const targetId = newId();
  const body = canonical({
    v: 1,
    batch: context.batchId,
    line: row.line,
    id: targetId,
    crs: context.crs,
    // As measured, before any conversion: text, because the history holds no floats.
    raw: rawOf(row),
    ...made.facts,
    n: nonce(),
  });
  const said = (code: Problem["code"]): boolean => problems.some((found) => found.code === code);
  const verdict = said("recorded-twice") ? "DUPLICATE" : said("outside-area") ? "OUTSIDE" : "NEW";
  return { line: row.line, targetId, body, problem: first, verdict, source, columns: made.columns ?? null };
}

const pool = Buffer.alloc(16 * 1024);
let drawn = pool.length;

/** 128 random bits, as every leaf has, so that nobody guesses a row from its hash. Drawn in pieces: 1.5 µs a row less. */
function nonce(): string {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  return pool.toString("hex", drawn, (drawn += 16));
}

/** The unit a row names, else the unit of the whole file. */
export function unitOf(text: string, context: RowContext, problems: Problem[]): string | null {
  return text === "" ? context.defaultUnit : unitNamed(text, context, problems, "owner-unknown");
}

export function unitNamed(
  text: string,
  context: RowContext,
  problems: Problem[],
  otherwise: "owner-unknown" | "unit-unknown",
): string | null {
  const name = context.options.unitMap[text] ?? text;
  const unit = context.units.get(name.toLowerCase());
  if (unit === undefined) problems.push(problem(otherwise, { owner: text.slice(0, 130) }));
  return unit ?? null;
}

/** Refuses a code that the file has used before. */
export function codeIn(text: string, line: number, context: RowContext, problems: Problem[]): string | null {
  if (text === "") return null;
  if (text.length > 120) problems.push(problem("code-too-long", { code: text.slice(0, 130) }));
  const first = context.codes.get(text);
  if (first !== undefined) problems.push(problem("code-twice", { code: text, first }));
  else context.codes.set(text, line);
  return text;
}

export function field(row: SourceRow, context: RowContext, name: string): string {
  const column = context.columns.of[name];
  return column === undefined ? "" : textOf(row.properties[column]);
}

export function wrongKind(geometry: Geometry, expected: string): RowFacts {
  return { facts: null, problems: [problem("geometry-kind", { found: geometry.type, expected })] };
}

function rawOf(row: SourceRow): Canonical {
  const first = row.raw ? positionsOf(row.raw)[0] : undefined;
  return first ? [String(first[0]), String(first[1])] : null;
}

function sourceOf(row: SourceRow): Record<string, unknown> {
  const properties = Object.entries(row.properties)
    .slice(0, 60)
    .map(([name, value]) => [textOf(name), textOf(value).slice(0, 200).toWellFormed()]);
  const at = row.raw ? firstPosition(positionsOf(row.raw)) : "";
  return { ...Object.fromEntries(properties), ...(at === "" ? {} : { "@": at }) };
}

function firstPosition(positions: readonly Position[]): string {
  return positions[0]?.slice(0, 2).join(" ") ?? "";
}
