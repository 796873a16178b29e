import type { z } from "zod";
import type { search } from "../contract/registry.ts";
import type { Queries } from "../db/database.ts";
import { sql, type Sql } from "../db/sql.ts";
import type { Viewer } from "../access/viewer.ts";
import { parseQuestion, type Question } from "./question.ts";
import { asked, escapeLike } from "./question-queries.ts";
import { concerning, UNRESOLVED, visibleTo } from "../access/visibility.ts";

export type Found = z.input<(typeof search)["answer"]>["items"][number];

/**
 * One search for everything. Each kind is one statement that ends at `limit`; a coordinate answers itself. Results of
 * different kinds come in the order in which a seat operator would mean them: numbers, names from their beginning, components,
 * names that hold the words somewhere.
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
  const { id, number, serial } = question;
  if (id) return await byId(queries, viewer, id);
  const found: Found[] = [];
  if (number) found.push(...(await matters(queries, viewer, sql`number like ${`${number}%`}`, limit)));
  if (serial)
    found.push(...(await matters(queries, viewer, sql`number = any(${numbersEndingIn(serial)})`, limit)));
  // A name that was typed from its beginning is meant more than a component that has the words somewhere.
  const named = question.code || number ? [] : await names(queries, question, 5);
  found.push(...named.flatMap(({ begins, ...one }) => (begins ? [one] : [])));
  if (question.code || question.groups.length + question.classCodes.length + question.words.length > 0) {
    found.push(...(await components(queries, viewer, question, limit, near)));
  }
  found.push(...named.flatMap(({ begins, ...one }) => (begins ? [] : [one])));
  return found.slice(0, limit * 2);
}

const FIRST_YEAR = 2000;

/** Cases and inquiries of every year that there can be, so that the index over numbers answers. */
function numbersEndingIn(serial: string): string[] {
  const years = Array.from({ length: 100 }, (_, n) => FIRST_YEAR + n);
  return years.flatMap((year) => [`C-${year}-${serial}`, `Q-${year}-${serial}`]);
}

async function byId(queries: Queries, viewer: Viewer, id: string): Promise<Found[]> {
  const components = await queries.rows<Found>(sql`
    select ${COMPONENT_FOUND} from component hit left join component_class class on class.scheme = 'A' and class.code = hit.class_code
    where hit.id in (select component.id from component where component.id = ${id}::uuid and ${visibleTo(viewer)})`);
  const files = await matters(queries, viewer, sql`id = ${id}::uuid`, 1);
  const units = await queries.rows<Found>(sql`select ${UNIT_FOUND} from unit where id = ${id}::uuid`);
  return [...components, ...files, ...units];
}

const COMPONENT_FOUND = sql`'component' as kind, hit.id::text as id, coalesce(class.name_zh, hit.class_code) || coalesce(' ' || (select code from component_code where component_id = hit.id order by valid_to nulls first limit 1), '') as title,
           hit.address as detail, jsonb_build_object('lon', ST_X(hit.geom), 'lat', ST_Y(hit.geom)) as position, hit.id as "componentId", hit.ownership_status as status`;
const UNIT_FOUND = sql`'unit' as kind, id::text as id, name_zh as title, name_en as detail, null as position, null as "componentId", unit_type as status`;

async function components(
  queries: Queries,
  viewer: Viewer,
  question: Question,
  limit: number,
  near: { lon: number; lat: number } | null,
): Promise<Found[]> {
  const meant = await asked(queries, question);
  // What is urgent first, then what nobody owns, then the rest, of which restricted covers (class 0130) come last. Nearest first
  // where the map is, but only among the first few hundred that match: sorting all by distance would read every one.
  const nearest = near ? sql`, hit.geom <-> ST_SetSRID(ST_MakePoint(${near.lon}, ${near.lat}), 4490)` : sql``;
  const some = (rank: number, which: Sql, atMost: number) => sql`
    (select component.*, ${rank}::int as rank from component
     where ${meant} and ${visibleTo(viewer)} and not component.retired and ${which} limit ${atMost})`;
  return await queries.rows<Found>(sql`
    select ${COMPONENT_FOUND}
    from (${some(1, sql`component.open_danger`, 100)}
          union all ${some(2, sql`not component.open_danger and ${UNRESOLVED}`, 200)}
          union all ${some(3, sql`not component.open_danger and not ${UNRESOLVED} and not component.restricted`, 300)}
          union all ${some(4, sql`not component.open_danger and not ${UNRESOLVED} and component.class_code = '0130' and component.restricted`, 50)}) hit
    left join component_class class on class.scheme = 'A' and class.code = hit.class_code
    order by hit.rank, hit.restricted${nearest} limit ${limit}`);
}

async function matters(queries: Queries, viewer: Viewer, which: Sql, limit: number): Promise<Found[]> {
  return await queries.rows<Found>(sql`
    select matter.kind, matter.id::text as id, matter.number as title, component.address as detail,
           jsonb_build_object('lon', ST_X(component.geom), 'lat', ST_Y(component.geom)) as position, component.id as "componentId", matter.state as status
    from (select 'case' as kind, id, number, state, component_id from case_file where ${which}
          union all select 'inquiry', id, number, state, component_id from inquiry where ${which}) matter
    join component on component.id = matter.component_id
    where case when matter.kind = 'case' then ${concerning(viewer)} else ${visibleTo(viewer)} end order by matter.number desc limit ${limit}`);
}

type Named = Found & { readonly begins: boolean };

/** Units, areas and places by name: the ones that begin like that first. */
async function names(queries: Queries, { name, words }: Question, limit: number): Promise<Named[]> {
  const rest = words.join(" ");
  const asked = rest === "" || rest === name ? [name] : [name, rest];
  const anywhere = asked.map((one) => `%${escapeLike(one)}%`);
  const beginning = `${escapeLike(name)}%`;
  const units = await queries.rows<Named>(sql`
    select ${UNIT_FOUND}, (name_zh ilike ${beginning} or name_en ilike ${beginning} or code ilike ${beginning}) as begins
    from unit where name_zh || ' ' || name_en || ' ' || code ilike any(${anywhere})
    order by begins desc, lower(${name}) in (lower(name_zh), lower(name_en), lower(code)) desc, valid_to nulls first, length(name_zh) limit ${limit}`);
  const places = await queries.rows<Named>(sql`
    select found.kind, found.id, found.title, found.detail, here.position, here."componentId", found.status,
           (found.title ilike ${beginning} or found.detail ilike ${beginning}) as begins
    from (
      select 'area' as kind, id::text as id, name as title, coalesce(name_en, '') as detail, ST_PointOnSurface(geom) as at, kind as status
      from area where kind in ('ROAD', 'COMPOUND', 'FACTORY', 'GREEN', 'WATER') and name ilike any(${anywhere})
      union all
      select 'place', code, name_zh, name_en, ST_PointOnSurface(geom), level from division
      where geom is not null and (name_zh ilike any(${anywhere}) or name_en ilike any(${anywhere}))
    ) found cross join lateral (select jsonb_build_object('lon', ST_X(at), 'lat', ST_Y(at)) as position, null::uuid as "componentId") here
    order by begins desc, length(title), title limit ${limit}`);
  return [...units, ...places];
}
