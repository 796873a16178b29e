import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { Viewer } from "../access/viewer.ts";
import { isStaff, visibleTo } from "../access/visibility.ts";
import { STEPS } from "./mercator.ts";
import { boxOf, COUNTS, SUMS, type StatusCounts } from "./queries.ts";

type Box = readonly [west: number, south: number, east: number, north: number];

/** Boxes wider than this many degrees are counted from cells (1 M components: 3 ms instead of 240 ms). */
const WIDE = 0.25;

/** Is the box counted one by one, or from cells that may reach over its edge? */
export function countedExactly([west, south, east, north]: Box, viewer: Viewer): boolean {
  return !isStaff(viewer) || (east - west <= WIDE && north - south <= WIDE);
}

export function countInBox(database: Queries, box: Box, viewer: Viewer): Promise<StatusCounts> {
  return countedExactly(box, viewer) ? countRows(database, box, viewer) : countCells(database, box);
}

function countRows(
  database: Queries,
  [west, south, east, north]: Box,
  viewer: Viewer,
): Promise<StatusCounts> {
  return database.one(sql`
    select ${COUNTS} from component
    where geom && ${boxOf({ west, south, east, north })} and not retired and ${visibleTo(viewer)}`);
}

/** At the coarsest level whose cells are a hundredth of the box or finer, so that the error at the edge stays small. */
function countCells(database: Queries, [west, south, east, north]: Box): Promise<StatusCounts> {
  const across = Math.max((east - west) / 360, 1e-9);
  const level = Math.min(Math.max(Math.ceil(Math.log2(100 / across)) - 4, 0), 14);
  const size = STEPS / 2 ** (level + 4);
  const finest = STEPS / 2 ** 18;
  return database.one(sql`
    with edge as (
      select mercator_column(${west}::float8) as west, mercator_column(${east}::float8) as east,
        mercator_row(${north}::float8) as north, mercator_row(${south}::float8) as south
    ), cell as (
      select component_cell.* from component_cell, edge
      where level = ${level}
        and x between edge.west / ${size}::int8 and edge.east / ${size}::int8
        and y between edge.north / ${size}::int8 and edge.south / ${size}::int8
      union all
      select null::smallint, delta.* from component_cell_delta delta, edge
      where x between edge.west / ${finest}::int8 and edge.east / ${finest}::int8
        and y between edge.north / ${finest}::int8 and edge.south / ${finest}::int8
    )
    select ${SUMS} from cell`);
}
