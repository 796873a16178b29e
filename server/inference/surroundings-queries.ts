import { TODAY } from "../db/clock.ts";
import type { Queries } from "../db/database.ts";
import { sql, type Sql } from "../db/sql.ts";
import type {
  CandidateUnit,
  ClassShare,
  NetworkLine,
  Position,
  ResponsibleArea,
  SpatialContext,
} from "./context.ts";

/** A box in degrees, EPSG:4490. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

interface Around {
  readonly lon: number;
  readonly lat: number;
  readonly radiusM: number;
  /** The component itself: it is no neighbour of its own. */
  readonly id: string;
  /** Null where it is being registered: the street is then that of the nearest component. */
  readonly divisionCode: string | null;
}

/** A context, with the weights that are switched on: null for the model that ships with the program. */
export interface Seen extends SpatialContext {
  readonly activeModelId: string | null;
}

/** A division's code begins with six digits of the district and three of the street. */
export const STREET_DIGITS = 9;

/** One place's; a street corner of the densest city has a tenth of it. */
const MOST_AROUND = { lines: 4_000, areas: 1_000, neighbours: 3_000, answers: 500 };
/** A square kilometre's, so that a run's memory stays bounded whatever a file has put there. */
const MOST_WITHIN = { lines: 60_000, areas: 10_000, neighbours: 60_000, answers: 10_000 };

/** Everything the ranking looks at around one point, in one statement. `lon`, `lat` in degrees, EPSG:4490. */
export async function surroundingsOf(queries: Queries, around: Around): Promise<Seen> {
  const { lon, lat, radiusM, id, divisionCode } = around;
  const box = boxAround({ west: lon, south: lat, east: lon, north: lat }, radiusM);
  const street = divisionCode
    ? sql`${divisionCode.slice(0, STREET_DIGITS)}`
    : sql`(select left(division_code, ${STREET_DIGITS}) from component where ${touching(box)}
        order by geom <-> ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4490) limit 1)`;
  return seen(
    await queries.one<Listed>(
      statement(box, MOST_AROUND, sql`and id <> ${id}`, sql`and c.id <> ${id}`, street),
    ),
  );
}

/** The same for all components of a box; `streetCode` is theirs. */
export async function surroundingsIn(queries: Queries, box: Box, streetCode: string): Promise<Seen> {
  return seen(
    await queries.one<Listed>(statement(box, MOST_WITHIN, sql.empty, sql.empty, sql`${streetCode}`)),
  );
}

interface Listed extends Omit<Seen, "lines" | "areas"> {
  readonly lines: readonly (Omit<NetworkLine, "coordinates"> & { shape: { coordinates: Position[] } })[];
  readonly areas: readonly (Omit<ResponsibleArea, "polygons"> & { shape: { coordinates: Position[][][] } })[];
  readonly classShares: readonly ClassShare[];
}

function seen({ lines, areas, classShares, ...rest }: Listed): Seen {
  return {
    ...rest,
    lines: lines.map(({ shape, ...line }) => ({ ...line, coordinates: shape.coordinates })),
    areas: areas.map(({ shape, ...area }) => ({ ...area, polygons: shape.coordinates })),
    // Before the first run nothing has been counted; the neighbours are counted then.
    ...(classShares.length > 0 && { classShares }),
  };
}

function statement(
  box: Box,
  most: typeof MOST_AROUND,
  notItself: Sql,
  notAboutItself: Sql,
  street: Sql,
): Sql {
  return sql`
    select ${listed(lines(box, most.lines))} as lines, ${listed(areas(box, most.areas))} as areas,
           ${listed(neighbours(box, most.neighbours, notItself))} as neighbours, ${listed(UNITS)} as units,
           ${listed(answers(box, most.answers, notAboutItself))} as history,
           ${listed(sql`select class_code as "classCode", unit_id as "unitId", count from class_share where street_code = ${street}`)} as "classShares",
           (select id from inference_model where active) as "activeModelId"`;
}

/** As json, not jsonb: what is only sent need not be taken apart first (a square kilometre: 43 ms instead of 73). */
const listed = (rows: Sql): Sql => sql`(select coalesce(json_agg(listed), '[]') from (${rows}) listed)`;

/** Units that could own something today. */
export async function candidateUnits(queries: Queries): Promise<CandidateUnit[]> {
  return await queries.rows(UNITS);
}

function lines(box: Box, most: number): Sql {
  return sql`
    select id, unit_id as "unitId", medium, ST_AsGeoJSON(geom, 7)::json as shape, accuracy_m::float8 as "accuracyM", diameter_mm as "diameterMm"
    from network_line where ${touching(box)} limit ${most}`;
}

function areas(box: Box, most: number): Sql {
  return sql`
    select area.unit_id as "unitId", kind, ST_AsGeoJSON(geom, 7)::json as shape
    from area join unit on unit.id = area.unit_id
    where ${touching(box)} and kind not in ('GRID_CELL', 'BLOCK') and unit.unit_type <> 'STREET_DEPT' limit ${most}`;
}

function neighbours(box: Box, most: number, notItself: Sql): Sql {
  return sql`
    select id, owner_unit_id as "unitId", class_code as "classCode", ST_X(geom) as lon, ST_Y(geom) as lat,
           case when jsonb_typeof(attributes -> 'diameterMm') = 'number' then (attributes ->> 'diameterMm')::numeric::int end as "diameterMm"
    from component where ${touching(box)} and ownership_status = 'CONFIRMED' and owner_unit_id is not null and not retired ${notItself} limit ${most}`;
}

/**
 * Units that could own something today, with the media they run and how their answers have held. The media come by a skip scan:
 * one probe of the index for each pair of unit and medium there is (about forty), however many lines there are; grouping
 * 10,000 lines took 17 ms.
 */
const UNITS = sql`
    with recursive runs as (
      (select unit_id, medium from network_line where unit_id is not null order by unit_id, medium limit 1)
      union all
      select next.unit_id, next.medium from runs, lateral (
        select unit_id, medium from network_line where (unit_id, medium) > (runs.unit_id, runs.medium) order by unit_id, medium limit 1) next
    )
    select u.id, u.unit_type as type, coalesce((select jsonb_agg(medium) from runs where unit_id = u.id), '[]') as media, record.record,
           (select coalesce(json_agg(predecessor_id), '[]') from unit_lineage where successor_id = u.id) as formerly
    from unit u left join unit_record record on record.unit_id = u.id
    where (u.valid_to is null or u.valid_to > ${TODAY}) and u.unit_type not in ('STREET_DEPT', 'CONTRACTOR', 'GOVERNANCE_CENTRE', 'CONVENER')
    order by u.id limit 2000`;

/**
 * What units have said about components here: claims and denials with what became of them, and cases they returned. An answer
 * counts as wrong once somebody else (after a denial: the unit itself) is the component's confirmed owner.
 */
function answers(box: Box, most: number, notAboutItself: Sql): Sql {
  return sql`
    select l.component_id as "componentId", l.unit_id as "unitId",
           case when l.answer = 'CLAIM' and c.ownership_status = 'CONFIRMED' and c.owner_unit_id is distinct from l.unit_id then 'CLAIM_REJECTED'
                when l.answer = 'CLAIM' then 'CLAIM'
                when c.owner_unit_id = l.unit_id then 'DENIAL_OVERTURNED' else 'DENIAL' end as kind,
           c.class_code as "classCode", ST_X(c.geom) as lon, ST_Y(c.geom) as lat, ${day(sql`l.answered_at`)} as day
    from inquiry_letter l join component c on c.id = l.component_id
    where l.answer in ('CLAIM', 'DENY') and ${touching(box, sql`c.geom`)} ${notAboutItself}
    union all
    select c.id, (returned ->> 'unitId')::uuid,
           case when c.owner_unit_id = (returned ->> 'unitId')::uuid then 'DENIAL_OVERTURNED' else 'RETURN' end,
           c.class_code, ST_X(c.geom), ST_Y(c.geom), ${day(sql`(returned ->> 'at')::timestamptz`)}
    from case_file f join component c on c.id = f.component_id cross join lateral jsonb_array_elements(f.state_json -> 'returns') returned
    where ${touching(box, sql`c.geom`)} and returned ->> 'unitId' is not null ${notAboutItself}
    limit ${most}`;
}

const day = (at: Sql): Sql => sql`to_char(${at} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;

const touching = (box: Box, geom: Sql = sql`geom`): Sql => sql`${geom} && ${envelope(box)}`;

export function envelope({ west, south, east, north }: Box): Sql {
  return sql`ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4490)`;
}

/** What reaches `radiusM` metres farther than a box to each side. */
export function boxAround({ west, south, east, north }: Box, radiusM: number): Box {
  const dLat = radiusM / 110_600;
  const farthest = Math.max(Math.abs(south), Math.abs(north));
  const dLon = dLat / Math.max(0.1, Math.cos((farthest * Math.PI) / 180));
  return { west: west - dLon, south: south - dLat, east: east + dLon, north: north + dLat };
}
