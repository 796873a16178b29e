import type { CopyValue, Queries } from "../../server/db/database.ts";
import { json, sql } from "../../server/db/sql.ts";
import type { Town } from "./town/model.ts";

/** How the sample town reaches the tables: COPY where there are many rows, and the truth into a schema of its own. */
export async function insertPlaces(t: Queries, town: Town): Promise<void> {
  await t.copy(
    "division",
    ["code", "name_zh", "name_en", "level", "parent_code", "geom"],
    town.divisions
      .toSorted((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
      .map((d) => [d.code, d.nameZh, d.nameEn, d.level, d.parentCode, multiPolygon(d.geometry)]),
  );
  await t.copy(
    "unit",
    ["id", "code", "name_zh", "name_en", "unit_type", "valid_from", "valid_to", "division_code", "version"],
    town.units.map((u) => [
      u.id,
      u.code,
      u.nameZh,
      u.nameEn,
      u.unitType,
      u.validFrom,
      u.validTo ?? null,
      known(town, u.divisionCode),
      1,
    ]),
  );
  await t.copy(
    "unit_lineage",
    ["predecessor_id", "successor_id", "kind", "effective_on", "document"],
    town.lineage.map((l) => [l.predecessor, l.successor, l.kind, l.on, l.document]),
  );
  await t.copy(
    "area",
    ["id", "kind", "name", "name_en", "unit_id", "division_code", "attributes", "geom"],
    town.areas.map((a) => [
      a.id,
      a.kind,
      a.nameZh,
      a.nameEn,
      a.unitId,
      a.divisionCode,
      json(a.attributes),
      multiPolygon(a.geometry),
    ]),
  );
  await t.copy(
    "area",
    ["id", "kind", "code", "name", "division_code", "geom"],
    town.gridCells.map((c) => [
      gridId(c.code),
      "GRID_CELL",
      c.code,
      c.code,
      c.communityCode,
      multiPolygon(c.geometry),
    ]),
  );
  await t.copy(
    "network_line",
    ["id", "unit_id", "medium", "division_code", "accuracy_m", "diameter_mm", "attributes", "geom"],
    town.networks.map((n) => [
      n.id,
      n.unitId,
      n.medium,
      "440604011",
      n.accuracyM,
      n.diameterMm,
      json(n.attributes),
      line(n.geometry.coordinates),
    ]),
  );
  await t.copy(
    "base_feature",
    ["kind", "class", "name", "name_en", "min_zoom", "geom"],
    town.base.map((b) => [b.kind, b.class ?? null, b.name, b.nameEn ?? null, b.minZoom, wkt(b.geometry)]),
  );
  const rules = town.placeRules.map((rule, n) => ({
    id: n + 1,
    priority: priorityOf(rule.placeKind),
    ...rule,
    placeKind: rule.placeKind === "LANE" || rule.placeKind === "VILLAGE_LANE" ? "ROAD" : rule.placeKind,
  }));
  const works = town.placeRules.find(
    (rule) => rule.placeKind === "ROAD" && rule.divisionCode === "440604011",
  );
  if (works) rules.push({ id: rules.length + 1, priority: 99, ...works, placeKind: "ANY" as "ROAD" });
  await t.run(sql`
    insert into place_rule (id, division_code, place_kind, unit_id, priority, label_zh, label_en)
    select id, "divisionCode", "placeKind", "unitId", priority, "placeKind", "placeKind"
    from jsonb_to_recordset(${json(rules)}::jsonb) as r (id int, "divisionCode" text, "placeKind" text, "unitId" uuid, priority int)`);
}

export async function insertComponents(
  t: Queries,
  town: Town,
  groupOf: (classCode: string) => string,
): Promise<void> {
  await t.copy(
    "component",
    [
      "id",
      "division_code",
      "class_code",
      "class_group",
      "geom",
      "accuracy_m",
      "physical_state",
      "ownership_status",
      "owner_unit_id",
      "restricted",
      "address",
      "road_name",
      "grid_code",
      "attributes",
      "data_source",
      "first_surveyed_on",
      "import_batch_id",
    ],
    town.components.map((c): CopyValue[] => [
      c.id,
      c.communityCode,
      c.classCode,
      groupOf(c.classCode),
      `SRID=4490;POINT(${c.lon} ${c.lat})`,
      c.accuracyM,
      c.physicalState,
      c.registeredOwnerUnitId === null ? "UNKNOWN" : "CONFIRMED",
      c.registeredOwnerUnitId,
      c.classCode === "0130",
      c.address,
      c.roadName || null,
      c.gridCode,
      json(c.attributes),
      c.dataSource,
      c.firstSurveyedOn,
      c.surveyId,
    ]),
  );
  await t.copy(
    "component_code",
    ["component_id", "scheme", "code", "valid_from"],
    town.components.map((c) => [c.id, "A", c.code, c.firstSurveyedOn]),
  );
  const roles = town.components.flatMap((c) => {
    const since = c.ownedSince ?? c.firstSurveyedOn;
    const held = [
      ["owner", c.registeredOwnerUnitId],
      ["maintainer", c.maintainerUnitId],
      ["regulator", c.regulatorUnitId],
    ] as const;
    return held.flatMap(([role, unitId]) =>
      unitId === null ? [] : [[c.id, role, unitId, `[${since},)`, c.basis ?? "SURVEY"]],
    );
  });
  await t.copy("component_role", ["component_id", "role", "unit_id", "valid", "basis"], roles);
}

/**
 * What is really so, for scoring only: `sample.truth`, in a schema of its own that no migration knows. The application
 * has no query for it, and neither of its roles the right to read it. Owners by their unit's code, null where it is nobody's.
 */
export async function insertTruth(t: Queries, town: Town): Promise<void> {
  // A first start that was interrupted on PostgreSQL may have left it behind.
  await t.script(`
    create schema if not exists sample;
    revoke all on schema sample from public, youzhu_app, youzhu_unit;
    drop table if exists sample.truth;
    create table sample.truth (
      component_id uuid primary key, owner_unit_code text, medium text, class_code text not null,
      lon float8 not null, lat float8 not null, dirt text[] not null, same_as uuid)`);
  const codeOf = new Map(town.units.map(({ id, code }) => [id, code]));
  await t.copy(
    "sample.truth",
    ["component_id", "owner_unit_code", "medium", "class_code", "lon", "lat", "dirt", "same_as"],
    town.truth.map((r) => [
      r.componentId,
      codeOf.get(r.trueOwnerUnitId ?? "") ?? null,
      r.medium,
      r.trueClass,
      r.trueLon,
      r.trueLat,
      `{${r.dirtKind.join(",")}}`,
      r.sameAs ?? null,
    ]),
  );
}

export async function insertBatches(
  t: Queries,
  batches: readonly { id: string; name: string; on: string; rows: number; root: Buffer }[],
): Promise<void> {
  await t.copy(
    "import_batch",
    [
      "id",
      "subject",
      "file_name",
      "state",
      "options",
      "row_count",
      "merkle_root",
      "created_at",
      "applied_at",
      "summary",
    ],
    batches.map((b) => [
      b.id,
      "COMPONENTS",
      b.name,
      "APPLIED",
      '{"subject":"COMPONENTS","scheme":"A","crs":"EPSG:4490"}',
      b.rows,
      b.root,
      `${b.on}T01:00:00Z`,
      `${b.on}T01:00:00Z`,
      json({ new: b.rows }),
    ]),
  );
}

export async function insertRows(t: Queries, rows: Iterable<readonly CopyValue[]>): Promise<void> {
  await t.copy("import_row", ["batch_id", "line", "target_id", "leaf_index", "body", "verdict"], rows);
}

export async function insertPhotos(
  t: Queries,
  photos: readonly {
    id: string;
    sha256: Buffer;
    content: Buffer;
    thumbnail: Buffer;
    width: number;
    height: number;
  }[],
): Promise<void> {
  await t.copy(
    "photo",
    ["id", "sha256", "content", "thumbnail", "width", "height"],
    photos.map((p) => [p.id, p.sha256, p.content, p.thumbnail, p.width, p.height]),
  );
}

/** Numbers go on after the year's own, and the deployment knows its home and that it holds the sample. */
export async function finish(
  t: Queries,
  counts: { cases: number; inquiries: number },
  seed: number,
): Promise<void> {
  await t.one(
    sql`select setval('case_number', ${counts.cases + 1}) as c, setval('inquiry_number', ${counts.inquiries + 1}) as i`,
  );
  await t.run(
    sql`insert into setting (key, value) values ('home_division', '"440604011"'), ('sample', ${json({ seed })}::jsonb || jsonb_build_object('accounts', (select jsonb_agg(id) from account)))`,
  );
}

function priorityOf(kind: string): number {
  return ["CONSTRUCTION", "COMPOUND", "FACTORY", "WATER", "GREEN"].indexOf(kind) + 1 || 10;
}

function known(town: Town, code: string): string | null {
  return town.divisions.some((division) => division.code === code) ? code : null;
}

/** Grid cells are named by their code; the id is the code's digits as a UUID of version 8. */
function gridId(code: string): string {
  const digits = code.padStart(32, "0");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
}

type Geometry = Town["base"][number]["geometry"];

function multiPolygon(geometry: Extract<Geometry, { type: "Polygon" | "MultiPolygon" }>): string {
  const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  return `SRID=4490;MULTIPOLYGON(${polygons.map((rings) => `(${rings.map(ring).join(",")})`).join(",")})`;
}

function wkt(geometry: Geometry): string {
  switch (geometry.type) {
    case "Point":
      return `SRID=4490;POINT(${geometry.coordinates.join(" ")})`;
    case "LineString":
      return line(geometry.coordinates);
    default:
      return multiPolygon(geometry);
  }
}

function line(coordinates: readonly (readonly number[])[]): string {
  return `SRID=4490;LINESTRING${ring(coordinates)}`;
}

function ring(coordinates: readonly (readonly number[])[]): string {
  return `(${coordinates.map((position) => position.join(" ")).join(",")})`;
}
