import type { z } from "zod";
import type { search } from "../contract/registry.ts";
import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { Viewer } from "../http/viewer.ts";
import { parseQuestion, type Question } from "./question.ts";
import { asked, escapeLike } from "./question-queries.ts";
import { concerning, visibleTo } from "../auth/visibility.ts";

export type Found = z.input<(typeof search)["answer"]>["items"][number];

/**
 * One search for everything. Each kind is one statement that ends at `limit`; a coordinate answers itself. Results of
 * different kinds come in the order in which a seat operator would mean them.
 */
export async function searchEverything(
  queries: Queries,
  viewer: Viewer,
  q: string,
  limit: number,
  near: { lon: number; lat: number } | null,
): Promise<Found[]> {
  const question = parseQuestion(q);
  if (question.coordinate) {
    const { lon, lat } = question.coordinate;
    return [
      {
        kind: "coordinate",
        id: `${lon},${lat}`,
        title: `${lon}, ${lat}`,
        detail: "CGCS2000",
        position: { lon, lat },
        componentId: null,
        status: null,
      },
    ];
  }
  const found: Found[] = [];
  if (question.number) found.push(...(await matters(queries, viewer, question.number, limit)));
  const words = question.words.join(" ");
  if (question.code || question.groups.length + question.classCodes.length + question.words.length > 0) {
    found.push(...(await components(queries, viewer, question, limit, near)));
  }
  if (words) found.push(...(await units(queries, words, 5)), ...(await places(queries, words, 5)));
  return found.slice(0, limit * 2);
}

async function components(
  queries: Queries,
  viewer: Viewer,
  question: Question,
  limit: number,
  near: { lon: number; lat: number } | null,
): Promise<Found[]> {
  const meant = await asked(queries, question);
  // Nearest first where the map is, but only among the first few hundred that match: sorting all of them by distance
  // would read every one.
  const order = near
    ? sql`order by hit.geom <-> ST_SetSRID(ST_MakePoint(${near.lon}, ${near.lat}), 4490)`
    : sql``;
  return await queries.rows<Found>(sql`
    select 'component' as kind, hit.id::text as id, coalesce(class.name_zh, hit.class_code) || coalesce(' ' || (select code from component_code where component_id = hit.id order by valid_to nulls first limit 1), '') as title,
           hit.address as detail, jsonb_build_object('lon', ST_X(hit.geom), 'lat', ST_Y(hit.geom)) as position, hit.id as "componentId", hit.ownership_status as status
    from (select component.* from component where ${meant} and ${visibleTo(viewer)} and not component.retired limit 300) hit
    left join component_class class on class.scheme = 'A' and class.code = hit.class_code
    ${order} limit ${limit}`);
}

async function matters(queries: Queries, viewer: Viewer, number: string, limit: number): Promise<Found[]> {
  const prefix = `${number}%`;
  return await queries.rows<Found>(sql`
    select matter.kind, matter.id::text as id, matter.number as title, component.address as detail,
           jsonb_build_object('lon', ST_X(component.geom), 'lat', ST_Y(component.geom)) as position, component.id as "componentId", matter.state as status
    from (select 'case' as kind, id, number, state, component_id from case_file where number like ${prefix}
          union all select 'inquiry', id, number, state, component_id from inquiry where number like ${prefix}) matter
    join component on component.id = matter.component_id
    where case when matter.kind = 'case' then ${concerning(viewer)} else ${visibleTo(viewer)} end order by matter.number desc limit ${limit}`);
}

async function units(queries: Queries, words: string, limit: number): Promise<Found[]> {
  return await queries.rows<Found>(sql`
    select 'unit' as kind, id::text as id, name_zh as title, name_en as detail, null as position, null as "componentId", unit_type as status
    from unit where name_zh || ' ' || name_en || ' ' || code ilike ${`%${escapeLike(words)}%`} order by valid_to nulls first, length(name_zh) limit ${limit}`);
}

async function places(queries: Queries, words: string, limit: number): Promise<Found[]> {
  const pattern = `%${escapeLike(words)}%`;
  return await queries.rows<Found>(sql`
    select found.kind, found.id, found.title, found.detail, here.position, here."componentId", found.status from (
      select 'area' as kind, id::text as id, name as title, coalesce(name_en, '') as detail, ST_PointOnSurface(geom) as at, kind as status
      from area where kind in ('ROAD', 'COMPOUND', 'FACTORY', 'GREEN', 'WATER') and name ilike ${pattern}
      union all
      select 'place', code, name_zh, name_en, ST_PointOnSurface(geom), level from division where geom is not null and (name_zh ilike ${pattern} or name_en ilike ${pattern})
    ) found cross join lateral (select jsonb_build_object('lon', ST_X(at), 'lat', ST_Y(at)) as position, null::uuid as "componentId") here
    order by length(title), title limit ${limit}`);
}
