import type { Gap } from "../../contract/clean-up.ts";
import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { GapKind } from "../../domain/names.ts";
import { TO_RANK } from "./run-queries.ts";
import { OFF_ROADS } from "./worklist-queries.ts";

export interface GapRow extends Omit<Gap, "reason"> {
  readonly road: string | null;
}

/**
 * Where responsibility is missing, the biggest first. Clusters by themselves, everything else by road (or by community, away from
 * roads); a component may be in several. The outline is a convex hull: of collected points, which no bad geometry can hang.
 */
export async function gaps(queries: Queries, kind: GapKind | null, most: number): Promise<GapRow[]> {
  return await queries.rows<GapRow>(sql`
    with missing as (
      select gap.kind, c.id, c.class_code, c.division_code, c.geom,
        case when gap.kind = 'CLUSTER' then s.cluster_id end as cluster,
        case when gap.kind <> 'CLUSTER' then coalesce(nullif(c.road_name, ''), ${OFF_ROADS}) end as road, c.road_name
      from suggestion s join component c on c.id = s.component_id cross join lateral unnest(s.gaps) as gap (kind)
      where s.gaps <> '{}' and ${TO_RANK} and (${kind}::text is null or gap.kind = ${kind})
    ), grouped as (
      select kind, division_code, cluster, road, count(*)::int as count, mode() within group (order by road_name) as along,
        ST_ConvexHull(ST_Collect(geom)) as outline
      from missing group by kind, division_code, cluster, road order by count(*) desc, kind, division_code, road, cluster limit ${most}
    )
    select g.kind, json_build_object('road', g.road, 'division', g.division_code, 'cluster', g.cluster) as filter, g.count, g.along as road,
      json_build_object('code', g.division_code, 'nameZh', coalesce(d.name_zh, g.division_code), 'nameEn', coalesce(d.name_en, g.division_code)) as division,
      json_build_object('lon', ST_X(ST_Centroid(g.outline)), 'lat', ST_Y(ST_Centroid(g.outline))) as at,
      ST_AsGeoJSON(g.outline, 7)::json as outline,
      (select json_agg(json_build_object('classCode', class_code, 'nameZh', coalesce(class.name_zh, class_code), 'nameEn', coalesce(class.name_en, class_code), 'count', n) order by n desc, class_code)
        from (select class_code, count(*)::int as n from missing m
              where m.kind = g.kind and m.division_code = g.division_code and m.cluster is not distinct from g.cluster and m.road is not distinct from g.road group by class_code) counted
        left join component_class class on class.scheme = 'A' and class.code = counted.class_code) as classes
    from grouped g left join division d on d.code = g.division_code
    order by g.count desc, g.kind, g.division_code, g.road, g.cluster`);
}
