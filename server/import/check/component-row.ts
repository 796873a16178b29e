import type { Geometry, Position } from "geojson";
import { hash } from "node:crypto";

import { RESTRICTED_CLASS } from "../../domain/component/state.ts";
import { describedAttributes } from "./attributes.ts";
import { mapClass } from "./classes.ts";
import type { Problem } from "./problems.ts";
import { problem } from "./problems.ts";
import type { SourceRow } from "../read/source-file.ts";
import {
  codeIn,
  type ComponentFacts,
  field,
  type RowContext,
  type RowFacts,
  unitNamed,
  unitOf,
  wrongKind,
} from "./staged-row.ts";
import { pointInside } from "./surface-point.ts";
import { amountIn, attributesOf, dayIn, e7 } from "./values.ts";

const STATES: Readonly<Record<string, string>> = {
  完好: "INTACT",
  破损: "DAMAGED",
  丢失: "LOST",
  废弃: "SCRAPPED",
  废除: "SCRAPPED",
  移除: "REMOVED",
  intact: "INTACT",
  damaged: "DAMAGED",
  lost: "LOST",
  scrapped: "SCRAPPED",
  removed: "REMOVED",
};

/**
 * Survey accuracy in centimetres where nobody says it: A, B and C of the drafts (docs/domain.md#survey-accuracy), else a
 * metre.
 */
const SURVEY_CM: Readonly<Record<string, number>> = { A: 50, B: 100, C: 1000 };

/** One component: its class in scheme A, its place, and the unit that the file says owns it. */
export function componentRow(row: SourceRow, context: RowContext): RowFacts {
  const problems: Problem[] = [];
  const { options, columns } = context;
  const code = codeIn(field(row, context, "code"), row.line, context, problems);
  // A 16-digit code carries the class; a class column says it more plainly.
  const classValue = columns.of["class"] === undefined ? (code ?? "") : field(row, context, "class");
  const found = mapClass(options.scheme, classValue, context.schemes, options.classMap);
  problems.push(...found.problems);
  const { geometry } = row;
  if (!geometry) return { facts: null, problems };
  const isSurface = geometry.type === "Polygon" || geometry.type === "MultiPolygon";
  if (isSurface && options.surfaces === "refuse")
    return { facts: null, problems: [problem("geometry-surface", { found: geometry.type })] };
  const position = isSurface ? pointInside(geometry) : positionIn(geometry);
  if (position === undefined) return wrongKind(geometry, "Point");
  if (position === null) return { facts: null, problems: [...problems, problem("surface-no-point")] };
  if (isSurface) problems.push(problem("surface-point"));
  if (found.classCode === null) return { facts: null, problems };
  const known = context.schemes.a.get(found.classCode);
  // Whoever calls a cover ownerless has said that its owner column is not to be believed.
  const owner = found.ownerless ? null : unitOf(field(row, context, "owner"), context, problems);
  const accuracyM = amountIn(field(row, context, "accuracyM"), 500, problems) ?? options.accuracyM ?? null;
  const surveyedOn = dayIn(field(row, context, "surveyedOn"), problems);
  const regulator = partIn("regulator", row, context, problems);
  const maintainer = partIn("maintainer", row, context, problems);
  const facts: ComponentFacts = {
    classCode: found.classCode,
    classGroup: known?.group ?? "OTHER",
    lonE7: e7(position[0] ?? 0),
    latE7: e7(position[1] ?? 0),
    accuracyCm:
      accuracyM === null
        ? (SURVEY_CM[known?.accuracy ?? ""] ?? 100)
        : Math.max(1, Math.round(accuracyM * 100)),
    codeScheme:
      code === null
        ? null
        : (options.codeScheme ?? (options.scheme === "map" ? "EXT" : (options.scheme ?? "EXT"))),
    code,
    owner,
    ...(regulator !== null && { regulator }),
    ...(maintainer !== null && { maintainer }),
    since: options.validFrom ?? surveyedOn ?? context.today,
    surveyedOn,
    state: stateIn(field(row, context, "state"), problems),
    restricted: found.classCode === RESTRICTED_CLASS,
    address: field(row, context, "address").slice(0, 200).toWellFormed(),
    attributes: { ...attributesOf(row.properties, columns.kept), ...describedAttributes(row, columns) },
  };
  const rest = code ?? hash("sha1", JSON.stringify(facts));
  const repeated = context.repeatedPlaces.meet(facts.classCode, facts.lonE7, facts.latE7, row.line, rest);
  if (repeated?.identical) problems.push(problem("recorded-twice", { first: repeated.line }));
  else if (repeated)
    problems.push(
      problem("recorded-near", { first: repeated.line, distance: Number(repeated.distance.toFixed(2)) }),
    );
  return { facts: { kind: "component", ...facts }, problems, columns: facts };
}

/** Undefined for what is no point. */
function positionIn(geometry: Geometry): Position | undefined {
  if (geometry.type === "MultiPoint" && geometry.coordinates.length === 1) return geometry.coordinates[0];
  return geometry.type === "Point" ? geometry.coordinates : undefined;
}

/** The unit that a row names for a role beside the owner's. */
function partIn(
  role: "regulator" | "maintainer",
  row: SourceRow,
  context: RowContext,
  problems: Problem[],
): string | null {
  const text = field(row, context, role);
  return text === "" ? null : unitNamed(text, context, problems, "unit-unknown");
}

function stateIn(text: string, problems: Problem[]): string {
  const state = STATES[text.toLowerCase()];
  if (state === undefined && text !== "")
    problems.push(problem("state-unknown", { state: text.slice(0, 40) }));
  return state ?? "INTACT";
}
