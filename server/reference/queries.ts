import { ApiError } from "../contract/errors.ts";
import type { Tx } from "../db/actor.ts";
import type { Queries } from "../db/database.ts";
import { json, sql } from "../db/sql.ts";
import type { PackRow } from "../store/dossier-queries.ts";

export interface ClassRow {
  scheme: string;
  code: string;
  nameZh: string;
  nameEn: string;
  mapsToA: string | null;
  ownerType: string | null;
  group: string;
  priority: number | null;
  accuracy: string | null;
}

export async function upsertClasses(queries: Queries, classes: readonly ClassRow[]): Promise<void> {
  await queries.run(sql`
    insert into component_class (scheme, code, name_zh, name_en, maps_to_a, owner_type, class_group, priority, accuracy_class)
    select scheme, code, "nameZh", "nameEn", "mapsToA", "ownerType", "group", priority, accuracy
    from jsonb_to_recordset(${json(classes)}::jsonb) as r (
      scheme text, code text, "nameZh" text, "nameEn" text, "mapsToA" text, "ownerType" text, "group" text, priority int, accuracy text)
    on conflict (scheme, code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, maps_to_a = excluded.maps_to_a,
      owner_type = excluded.owner_type, class_group = excluded.class_group, priority = excluded.priority, accuracy_class = excluded.accuracy_class
    where (component_class.name_zh, component_class.name_en, component_class.class_group) is distinct from (excluded.name_zh, excluded.name_en, excluded.class_group)`);
}

/** A shipped version is inserted once; which pack is in force is the administrator's choice from then on. */
export async function insertMissingPacks(queries: Queries, packs: readonly PackRow[]): Promise<void> {
  await queries.run(sql`
    insert into rule_pack (id, version, name_zh, name_en, source_text, enabled, rules, valid_from)
    select id, version, "nameZh", "nameEn", "sourceText", enabled and not exists (select from rule_pack where enabled), rules, "validFrom"
    from jsonb_to_recordset(${json(packs)}::jsonb) as r (
      id text, version int, "nameZh" text, "nameEn" text, "sourceText" text, enabled boolean, rules jsonb, "validFrom" date)
    on conflict (id, version) do nothing`);
}

export interface PackListing {
  id: string;
  version: number;
  nameZh: string;
  nameEn: string;
  sourceText: string;
  enabled: boolean;
  validFrom: string;
  rules: Record<string, unknown>;
}

export async function rulePacks(queries: Queries): Promise<PackListing[]> {
  return await queries.rows<PackListing>(sql`
    select distinct on (id) id, version, name_zh as "nameZh", name_en as "nameEn", source_text as "sourceText", enabled, valid_from as "validFrom", rules
    from rule_pack order by id, enabled desc, version desc`);
}

/** Throws not_found for an unknown pack. Answers the version now in force. */
export async function putPackInForce(tx: Tx, id: string): Promise<{ id: string; version: number }> {
  await tx.run(sql`update rule_pack set enabled = false where enabled`);
  const row = await tx.maybe<{ id: string; version: number }>(sql`
    update rule_pack set enabled = true where (id, version) = (select id, max(version) from rule_pack where id = ${id} group by id) returning id, version`);
  if (!row) throw new ApiError("not_found");
  return row;
}

export interface ReferenceRow {
  classes: {
    scheme: string;
    code: string;
    nameZh: string;
    nameEn: string;
    classGroup: "COVER" | "GRATE" | "CABINET" | "POLE" | "LAMP" | "OTHER";
    ownerType: string | null;
  }[];
  divisions: { code: string; nameZh: string; nameEn: string; level: string; parentCode: string | null }[];
  home: { bbox: number[]; nameZh: string; nameEn: string; divisionCode: string } | null;
  rulePack: { id: string; version: number; nameZh: string; nameEn: string; sourceText: string } | null;
  sample: boolean;
}

/** Code lists and the area served: the street of the `home` setting, else the extent of what is registered. */
export async function referenceLists(queries: Queries): Promise<ReferenceRow> {
  return await queries.one<ReferenceRow>(sql`
    with home as (
      select d.code, d.name_zh, d.name_en, ST_Envelope(d.geom) as box
      from division d where d.geom is not null and d.code = (select value #>> '{}' from setting where key = 'home_division')
    ), extent as (
      select ST_EstimatedExtent('component', 'geom') as box where (select count(*) from home) = 0
    )
    select
      (select coalesce(jsonb_agg(jsonb_build_object('scheme', scheme, 'code', code, 'nameZh', name_zh, 'nameEn', name_en, 'classGroup', class_group, 'ownerType', owner_type) order by scheme, code), '[]')
       from component_class where length(code) = 4) as classes,
      (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'nameZh', name_zh, 'nameEn', name_en, 'level', level, 'parentCode', parent_code) order by code), '[]') from division) as divisions,
      coalesce(
        (select jsonb_build_object('bbox', jsonb_build_array(ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)), 'nameZh', name_zh, 'nameEn', name_en, 'divisionCode', code) from home),
        (select jsonb_build_object('bbox', jsonb_build_array(ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)), 'nameZh', '', 'nameEn', '', 'divisionCode', '') from extent where box is not null)) as home,
      (select jsonb_build_object('id', id, 'version', version, 'nameZh', name_zh, 'nameEn', name_en, 'sourceText', source_text) from rule_pack where enabled) as "rulePack",
      exists (select from setting where key = 'sample') as sample`);
}
