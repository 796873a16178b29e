import type { Queries } from "./database.ts";
import { sql, type Sql } from "./sql.ts";

/** Ours: not PostgreSQL's own, and not made by an extension. */
const OWN_RELATIONS: Sql = sql`
  select c.oid, c.relname, c.relkind, n.nspname, c.relrowsecurity,
    case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
    and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`;

interface Line {
  readonly name: string;
  readonly line: string;
}

async function tableLines(q: Queries): Promise<Line[]> {
  return await q.rows<Line>(sql`
    with own as (${OWN_RELATIONS}), parts as (
      select own.name, 1 as part, a.attnum::int as place,
        quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
          || case when a.attnotnull then ' not null' else '' end
          || case when a.attidentity <> '' then ' generated as identity'
                  when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                  when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end as line
      from own join pg_attribute a on a.attrelid = own.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where own.relkind in ('r', 'p')
      union all
      select own.name, 2, row_number() over (partition by own.name order by c.conname)::int,
        'constraint ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid)
      from own join pg_constraint c on c.conrelid = own.oid and c.contype in ('c', 'f', 'p', 'u', 'x')
      where own.relkind in ('r', 'p')
    )
    select name, line from parts order by name, part, place`);
}

async function statements(q: Queries): Promise<string[]> {
  const rows = await q.rows<{ line: string }>(sql`
    with own as (${OWN_RELATIONS}), lines as (
      select own.name, 1 as part, pg_get_indexdef(i.indexrelid) as line
      from own join pg_index i on i.indrelid = own.oid
      where not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
      union all
      select own.name, 2, pg_get_triggerdef(t.oid) from own join pg_trigger t on t.tgrelid = own.oid
      where not t.tgisinternal
      union all
      select own.name, 3, 'alter table ' || own.name || ' enable row level security' from own where own.relrowsecurity
      union all
      select own.name, 4, 'create policy ' || quote_ident(p.polname) || ' on ' || own.name
        || case when p.polpermissive then '' else ' as restrictive' end
        || ' for ' || case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                                     when 'd' then 'delete' else 'all' end
        || ' to ' || (select coalesce(string_agg(quote_ident(r.rolname), ', ' order by r.rolname), 'public')
                      from pg_roles r where r.oid = any (p.polroles))
        || coalesce(' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
        || coalesce(' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
      from own join pg_policy p on p.polrelid = own.oid
      union all
      select own.name, 5, 'grant ' || lower(string_agg(g.privilege_type, ', ' order by g.privilege_type)) || ' on ' || own.name
        || ' to ' || g.grantee
      from own join information_schema.role_table_grants g on g.table_schema = own.nspname and g.table_name = own.relname
      where g.grantee like 'youzhu%' group by own.name, g.grantee
    )
    select line from lines order by name, part, line`);
  return rows.map(({ line }) => `${line};`);
}

/** Views by their columns and functions by their signature: their text is in data/derived, and PostgreSQL's
 * versions print it differently. */
async function derivedLines(q: Queries): Promise<string[]> {
  const rows = await q.rows<{ line: string }>(sql`
    with own as (${OWN_RELATIONS})
    select '-- view ' || own.name || ' ('
      || string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum) || ')' as line
    from own join pg_attribute a on a.attrelid = own.oid and a.attnum > 0 where own.relkind in ('v', 'm') group by own.name
    union all
    select '-- function ' || case n.nspname when 'public' then '' else n.nspname || '.' end || p.proname
      || '(' || pg_get_function_identity_arguments(p.oid) || ') returns ' || pg_get_function_result(p.oid)
      || case when p.prosecdef then ' security definer' else '' end
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_' and p.prokind in ('f', 'p')
      and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
    order by 1`);
  return rows.map(({ line }) => line);
}

/** The database's structure as SQL to read: the same text from both engines, so it also shows where they differ. */
export async function schemaText(q: Queries): Promise<string> {
  const tables = new Map<string, string[]>();
  for (const { name, line } of await tableLines(q)) tables.set(name, [...(tables.get(name) ?? []), line]);
  const created = [...tables].map(([name, lines]) => `create table ${name} (\n  ${lines.join(",\n  ")}\n);`);
  const blocks = [
    "-- Generated by `npm run schema` from data/migrations and data/derived. Read it; change those.",
    ...created,
    (await statements(q)).join("\n"),
    (await derivedLines(q)).join("\n"),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}
