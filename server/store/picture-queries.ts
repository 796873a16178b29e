import type { Pictures, UsedProof } from "../domain/case/proofs.ts";
import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";

/**
 * Which other uploads show the same as these, what they proved, and which were put to something in the register before. The same are:
 * the same bytes as they were sent, the same picture as it is kept (what was sent without its metadata), and what somebody fetched
 * from here and sent again.
 */
export async function picturesOf(queries: Queries, photoIds: readonly string[]): Promise<Pictures> {
  const rows = await queries.rows<{ given: string; twin: string; kept: boolean } & Partial<UsedProof>>(sql`
    with given as (
      select id, array_remove(array[sha256, original_sha256], null) as hashes from photo where id = any(${[...photoIds]}::uuid[])),
    twins as (
      select g.id as given, p.id as twin from given g join photo p on p.sha256 = any(g.hashes)
      union select g.id, p.id from given g join photo p on p.original_sha256 = any(g.hashes))
    select given, twin, c.number, p.component_id is not null as kept,
           coalesce(proof.step, case when p.case_id is not null then 'CASE_REPORTED' end) as step
    from twins join photo p on p.id = twin
    left join case_proof proof on proof.photo_id = twin left join case_file c on c.id = coalesce(proof.case_id, p.case_id)
    order by given, twin, c.number`);
  const shownBy: Record<string, string> = {};
  for (const { given, twin } of rows) shownBy[twin] ??= shownBy[given] ?? given;
  const used = rows.flatMap(({ twin, step, number }) =>
    step && number ? [{ photoId: twin, step, number }] : [],
  );
  const kept = rows.flatMap(({ twin, kept }) => (kept ? [twin] : []));
  return { shownBy, used, kept };
}
