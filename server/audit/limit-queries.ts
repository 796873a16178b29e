import { NOW } from "../db/clock.ts";
import type { AnswerOf } from "../contract/endpoint.ts";
import type { insight } from "../contract/audit.ts";
import type { Queries } from "../db/database.ts";
import { clockRuns } from "../db/fragments.ts";
import { sql } from "../db/sql.ts";
import { within, type Period } from "./period.ts";

export type Limits = AnswerOf<typeof insight>["safety"]["guard"];

/**
 * What is due in a period of a case's steps, raw and after exemption (docs/domain.md#d22): one step a case, judged by its first
 * limit, whatever has moved it since. A repair is done when nothing of it runs any more: a rework is not a second one that was in
 * time. Who guards or makes safe has done it the first time, whatever danger the same case brings later.
 */
export async function countLimits(
  queries: Queries,
  period: Period,
  kind: "GUARD" | "MAKE_SAFE" | "REPAIR",
): Promise<Limits> {
  const done = kind === "REPAIR" ? sql`not bool_or(${clockRuns(sql`l`)})` : sql`true`;
  const last = kind === "REPAIR" ? sql`max` : sql`min`;
  return await queries.one<Limits>(sql`
    with firsts as (
      select d.stream_id, d.due_at, case when d.cancelled_at is not null then coalesce(d.cancelled_by, 'OTHER') end as "by"
      from deadline d
      where d.stream_kind = 'case' and d.kind = ${kind} and ${within(sql`d.due_at`, period)}
        and not exists (select from deadline e where e.stream_id = d.stream_id and e.kind = ${kind}
                        and (e.started_at, e.due_at, e.id) < (d.started_at, d.due_at, d.id))),
    judged as (
      select firsts.*, every.done, every.told, every.held
      from firsts cross join lateral (
        select case when ${done} then ${last}(l.met_at) end as done,
               case when ${done} then ${last}(coalesce(l.told_at, l.met_at)) end as told,
               -- What held until it was done first; what a rework began anew is no exemption.
               (select o.due_at from deadline o where o.stream_id = firsts.stream_id and o.kind = ${kind} and o.cancelled_at is null
                order by o.started_at limit 1) as held
        from deadline l where l.stream_id = firsts.stream_id and l.kind = ${kind}) every
      where every.done is not null or firsts.due_at <= ${NOW})
    select count(*) as due, count(*) filter (where done <= due_at) as "onTime",
           count(*) filter (where told <= due_at) as "onTimeAsTold",
           count(*) filter (where held is not null) as "dueExempted",
           count(*) filter (where done <= held) as "onTimeExempted",
           coalesce((select jsonb_agg(jsonb_build_object('kind', "by", 'count', n) order by n desc, "by")
             from (select "by", count(*) as n from judged where "by" is not null group by 1) exempted), '[]') as exemptions
    from judged`);
}
