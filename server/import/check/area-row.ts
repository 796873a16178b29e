import { AREA_KINDS } from "../../contract/imports.ts";
import { rounded } from "./network-row.ts";
import { ImportRefused, type Problem, problem } from "./problems.ts";
import type { SourceRow } from "../read/source-file.ts";
import { codeIn, field, type RowContext, type RowFacts, unitOf, wrongKind } from "./staged-row.ts";
import { attributesOf } from "./values.ts";

/** One area with its name and the unit that looks after it. Whether its polygon is valid, the database says. */
export function areaRow(row: SourceRow, context: RowContext): RowFacts {
  const problems: Problem[] = [];
  const said = field(row, context, "kind").toUpperCase();
  const kind = AREA_KINDS.find((known) => known === said) ?? context.options.areaKind;
  if (!kind) throw new ImportRefused("area-kind-missing", { kinds: AREA_KINDS.join(" ") });
  const geometry = row.geometry;
  if (!geometry) return { facts: null, problems };
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return wrongKind(geometry, "Polygon");
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const coordinates = polygons.map((rings) => rings.map(rounded));
  if (coordinates.flat().some((ring) => ring.length < 4))
    return { facts: null, problems: [problem("ring-too-short")] };
  const code = codeIn(field(row, context, "code"), row.line, context, problems);
  // A file without any column of names has areas all the same; one that leaves a name out has forgotten it.
  const unnamed = context.columns.of["name"] === undefined ? `${kind} ${row.line}` : "";
  const name = field(row, context, "name").slice(0, 200).toWellFormed() || code || unnamed;
  if (name === "") problems.push(problem("name-missing"));
  const facts = {
    kind: "area",
    areaKind: kind,
    code,
    name,
    nameEn: field(row, context, "nameEn").slice(0, 200).toWellFormed() || null,
    owner: unitOf(field(row, context, "owner"), context, problems),
    since: context.options.validFrom ?? null,
    attributes: attributesOf(row.properties, context.columns.kept),
    geometryE7: { type: "MultiPolygon", coordinates },
  };
  return { facts, problems };
}
