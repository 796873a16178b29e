import type { Database } from "../../server/db/database.ts";
import { sql } from "../../server/db/sql.ts";
import { townOf } from "../../server/training/queries.ts";

/** Dropping a town takes a moment on a slow disk. */
const PATIENCE = 120_000;

/** All tables, sequences and functions of ours; what belongs to PostGIS and the other extensions stays. */
const EVERYTHING = `
do $$ declare statements text[]; one text; begin
  select array_agg(s) into statements from (
    select format('drop table if exists public.%I cascade', relname) as s from pg_class c
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not exists (select from pg_depend where objid = c.oid and deptype = 'e')
    union all select format('drop sequence if exists public.%I cascade', relname) from pg_class c
      where relnamespace = 'public'::regnamespace and relkind = 'S' and not exists (select from pg_depend where objid = c.oid and deptype = 'e')
    union all select format('drop function if exists %s cascade', p.oid::regprocedure) from pg_proc p
      where pronamespace = 'public'::regnamespace and prokind = 'f' and not exists (select from pg_depend where objid = p.oid and deptype = 'e')) as ours;
  foreach one in array coalesce(statements, '{}') loop execute one; end loop;
end $$;
drop schema if exists sample cascade;`;

/**
 * `npm start -- --fresh`: throws the training town away, so that the start seeds a new one with the clock at nought. Asks nothing,
 * and so takes nothing that could be somebody's: a sentence refuses every database that is not the sample, and one in which
 * somebody has an account of his own. Answers whether there was anything.
 */
export async function throwTownAway(database: Database): Promise<boolean> {
  const { ours, present } = await database.one<{ ours: boolean; present: boolean }>(sql`
    select to_regclass('public.schema_migration') is not null as ours, to_regclass('public.training_clock') is not null as present`);
  if (!ours) return false;
  if (!present) throw refusal("it was last used by an older version; start once without --fresh");
  const { empty, half } = await database.one<{ empty: boolean; half: boolean }>(sql`
    select not exists (select from account) and not exists (select from component) as empty,
      exists (select from setting where key = 'sample_unfinished') as half`);
  const { sample, inUse } = await townOf(database);
  // Nothing, or half a town that an interrupted first start left behind, is nobody's.
  if (!empty && !half && !sample) throw refusal("it is not the sample town");
  if (!empty && !half && inUse) throw refusal("there are accounts in it besides the sample's");
  await database.transaction((t) => t.script(EVERYTHING), { patience: PATIENCE });
  return true;
}

function refusal(why: string): Error {
  return new Error(
    `--fresh throws away a training town and nothing else. This database stays as it is: ${why}.`,
  );
}
