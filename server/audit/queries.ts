import type { AnswerOf } from "../contract/endpoint.ts";
import type { insight } from "../contract/audit.ts";
import type { Queries } from "../db/database.ts";
import { sql, type Sql } from "../db/sql.ts";
import { countLimits, type Limits } from "./limit-queries.ts";
import { within, type Period } from "./period.ts";

type Insight = AnswerOf<typeof insight>;

/** Also one that two persons have found to be none since: what happened does not drop out of a figure. */
const EVER_DANGER = sql`(c.danger or coalesce((c.state_json ->> 'everDanger')::boolean, false))`;

/** Dealt with, and not by making it safe. */
const FOUND_OVER = sql`(${EVER_DANGER} and not c.danger and c.state_json ->> 'madeSafeAt' is null)`;

/**
 * A danger on something without a confirmed owner: the mechanism handled it in the owner's place at once, or an inquiry was
 * opened beside it.
 */
const OWNERLESS_DANGER = sql`(${EVER_DANGER} and (
  c.state_json ->> 'emergencyReason' = 'DANGER_WITHOUT_CONFIRMED_OWNER'
  or exists (select from case_inquiry link where link.case_id = c.id)))`;

/** Several reports about one thing are one case: what was merged away is counted among the reports of the other. */
const FILED = sql`c.state <> 'MERGED'`;

export async function countComponents(queries: Queries): Promise<Insight["components"]> {
  const byStatus = await queries.rows<Insight["components"]["byStatus"][number]>(sql`
    select ownership_status as status, count(*) as count from component where not retired group by 1 order by 2 desc, 1`);
  return { total: byStatus.reduce((sum, row) => sum + row.count, 0), byStatus };
}

export async function countCases(queries: Queries, period: Period): Promise<Insight["cases"]> {
  const counted = await queries.one<Omit<Insight["cases"], keyof Limits>>(sql`
    with counted as (
      select count(*) as filed, coalesce(sum(coalesce((c.state_json ->> 'reportCount')::int, 1)), 0) as reports,
             count(*) filter (where ${EVER_DANGER}) as dangers,
             count(*) filter (where ${FOUND_OVER}) as "dangersOver",
             count(*) filter (where ${OWNERLESS_DANGER}) as "ownerlessDangers",
             count(*) filter (where ${OWNERLESS_DANGER} and c.state_json ->> 'madeSafeAt' is not null) as "ownerlessDangersMadeSafe",
             count(*) filter (where ${OWNERLESS_DANGER} and ${FOUND_OVER}) as "ownerlessDangersOver",
             count(*) filter (where (c.state_json ->> 'reworks')::int > 0) as reworked
      from case_file c where ${FILED} and ${within(sql`c.filed_at`, period)}),
    ended as (
      select count(*) as closed from case_file c
      where c.state in ('CLOSED', 'FORCED_CLOSED') and ${within(sql`c.closed_at`, period)})
    select counted.*, ended.* from counted, ended`);
  return { ...counted, ...(await countLimits(queries, period, "REPAIR")) };
}

/** Minutes from filing until a danger was guarded, and until it was made safe: median and 90th percentile. */
export async function minutesToSafety(queries: Queries, period: Period): Promise<Insight["minutes"]> {
  return await queries.one<Insight["minutes"]>(sql`
    with took as (
      select extract(epoch from (c.state_json ->> 'guardedAt')::timestamptz - c.filed_at) / 60.0 as guard,
             extract(epoch from (c.state_json ->> 'madeSafeAt')::timestamptz - c.filed_at) / 60.0 as safe
      from case_file c where ${EVER_DANGER} and ${FILED} and ${within(sql`c.filed_at`, period)})
    select percentile_cont(0.5) within group (order by guard) as "guardMedian",
           percentile_cont(0.9) within group (order by guard) as "guardP90",
           percentile_cont(0.5) within group (order by safe) as "safeMedian",
           percentile_cont(0.9) within group (order by safe) as "safeP90"
    from took`);
}

/**
 * What inquiries came to. Counted from the history and not from where inquiries stand now, so that last year's figure
 * does not change when a unit claims late (docs/domain.md#d10).
 */
export async function countInquiries(queries: Queries, period: Period): Promise<Insight["inquiries"]> {
  return await queries.one<Insight["inquiries"]>(sql`
    with happened as (
      select count(*) filter (where e.kind = 'OWNER_DETERMINED') as determined,
             count(*) filter (where e.kind = 'BACKSTOP_SIGNED') as backstop,
             count(*) filter (where e.kind = 'PRIVATE_CONFIRMED') as private,
             count(*) filter (where e.kind = 'INQUIRY_REOPENED' and e.body_json #>> '{data,cause}' = 'LATE_CLAIM') as "lateClaims"
      from event e
      where e.kind in ('OWNER_DETERMINED', 'BACKSTOP_SIGNED', 'PRIVATE_CONFIRMED', 'INQUIRY_REOPENED')
        and ${within(sql`e.occurred_at`, period)}),
    opened as (select count(*) as opened from inquiry i where ${within(sql`i.opened_at`, period)}),
    took as (
      select percentile_cont(0.5) within group (order by extract(epoch from e.occurred_at - i.opened_at) / 86400.0)
               as "medianDaysToOwner"
      from event e join inquiry i on i.id = e.stream_id
      where e.kind = 'OWNER_DETERMINED' and ${within(sql`e.occurred_at`, period)})
    select opened.*, happened.*, took.* from opened, happened, took`);
}

/** Every month of the period, also those in which nothing happened. */
export async function countByMonth(queries: Queries, period: Period): Promise<Insight["byMonth"]> {
  const month = (instant: Sql) => sql`to_char(${instant} at time zone 'Asia/Shanghai', 'YYYY-MM')`;
  return await queries.rows<Insight["byMonth"][number]>(sql`
    with months as (
      select to_char(m, 'YYYY-MM') as month
      from generate_series(date_trunc('month', ${period.from}::timestamp), ${period.to}::timestamp, interval '1 month') m),
    filed as (
      select ${month(sql`c.filed_at`)} as month, count(*) as filed, count(*) filter (where ${EVER_DANGER}) as dangers
      from case_file c where ${FILED} and ${within(sql`c.filed_at`, period)} group by 1),
    happened as (
      select ${month(sql`e.occurred_at`)} as month, count(*) filter (where e.kind = 'OWNER_DETERMINED') as determined,
             count(*) filter (where e.kind = 'BACKSTOP_SIGNED') as backstop
      from event e where e.kind in ('OWNER_DETERMINED', 'BACKSTOP_SIGNED') and ${within(sql`e.occurred_at`, period)} group by 1)
    select months.month, coalesce(filed.filed, 0) as filed, coalesce(filed.dangers, 0) as dangers,
           coalesce(happened.determined, 0) as determined, coalesce(happened.backstop, 0) as backstop
    from months left join filed using (month) left join happened using (month) order by 1`);
}

/**
 * What each unit was asked and how it answered, and how often it sent a case back (the ping-pong of docs/domain.md#d9 and
 * docs/domain.md#d20).
 */
export async function countByUnit(queries: Queries, period: Period): Promise<Insight["byUnit"]> {
  return await queries.rows<Insight["byUnit"][number]>(sql`
    with asked as (
      select l.unit_id, count(*) as asked, count(*) filter (where l.answer = 'CLAIM') as claimed,
             count(*) filter (where l.answer = 'DENY') as denied, count(*) filter (where l.answer = 'NO_REPLY') as silent
      from inquiry_letter l where ${within(sql`l.sent_at`, period)} group by 1),
    returned as (
      select e.body_json #>> '{data,unitId}' as unit_id, count(*) as returned
      from event e where e.kind = 'CASE_RETURNED' and ${within(sql`e.occurred_at`, period)} group by 1)
    select u.id as "unitId", u.name_zh as "nameZh", u.name_en as "nameEn",
           coalesce(asked.asked, 0) as asked, coalesce(asked.claimed, 0) as claimed, coalesce(asked.denied, 0) as denied,
           coalesce(asked.silent, 0) as silent, coalesce(returned.returned, 0) as returned
    from unit u left join asked on asked.unit_id = u.id left join returned on returned.unit_id = u.id::text
    where asked.asked is not null or returned.returned is not null
    order by 4 desc, u.code`);
}
