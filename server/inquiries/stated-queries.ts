import type { Stated } from "../contract/inquiries.ts";
import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { textsOf } from "../store/disclosures.ts";
import { setsAside } from "../store/set-aside.ts";

/**
 * The reasons for which a rule was set aside in an inquiry, with their words, for whoever signs and whoever reviews
 * (docs/domain.md#guard-3). The words stand beside the history, so they are read from there.
 */
export async function statedIn(queries: Queries, inquiryId: string): Promise<Stated[]> {
  const rows = await queries.rows<Omit<Stated, "text"> & { disclosures: string[] }>(sql`
    select e.kind, e.occurred_at as at, account.display_name as by,
      coalesce(e.body_json #>> '{data,reasonCode}', e.body_json #>> '{data,emergencyReason}') as "reasonCode",
      coalesce(e.body_json #> '{data,unitIds}', '[]') as "unitIds",
      coalesce((select json_agg(d.disclosure) from disclosure d where d.event_id = e.event_id), '[]'::json) as disclosures
    from event e left join account on account.id = e.actor_account_id
    where e.stream_id = ${inquiryId} and ${setsAside(sql`e`)} order by e.seq`);
  return rows.map(({ disclosures, ...row }) => ({
    ...row,
    text: Object.values(textsOf(disclosures)).join("\n") || null,
  }));
}
