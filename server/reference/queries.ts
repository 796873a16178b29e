import type { Queries } from "../db/database.ts";
import { json, sql } from "../db/sql.ts";
import { IN_FORCE } from "./pack-queries.ts";

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

export interface ClassChange {
  readonly scheme: string;
  readonly code: string;
  /** Null for a class that was not there. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>>;
}

/**
 * Every column of every class as the lists say it now: a correction reaches a database that has been running for years. Rows
 * that are the same are not written, so that a start without a correction writes nothing. Answers what was.
 */
export async function upsertClasses(queries: Queries, classes: readonly ClassRow[]): Promise<ClassChange[]> {
  return await queries.rows<ClassChange>(sql`
    with written as (
      insert into component_class as known (scheme, code, name_zh, name_en, maps_to_a, owner_type, class_group, priority, accuracy_class)
      select scheme, code, "nameZh", "nameEn", "mapsToA", "ownerType", "group", priority, accuracy
      from jsonb_to_recordset(${json(classes)}::jsonb) as r (
        scheme text, code text, "nameZh" text, "nameEn" text, "mapsToA" text, "ownerType" text, "group" text, priority int, accuracy text)
      on conflict (scheme, code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, maps_to_a = excluded.maps_to_a,
        owner_type = excluded.owner_type, class_group = excluded.class_group, priority = excluded.priority, accuracy_class = excluded.accuracy_class
      where known is distinct from excluded
      returning *
    )
    select written.scheme, written.code, to_jsonb(before) as before, to_jsonb(written) as after
    from written left join component_class before using (scheme, code) order by written.scheme, written.code`);
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
      (select jsonb_build_object('id', id, 'version', version, 'nameZh', name_zh, 'nameEn', name_en, 'sourceText', source_text) from rule_pack where (id, version) = ${IN_FORCE}) as "rulePack",
      exists (select from setting where key = 'sample') as sample`);
}
