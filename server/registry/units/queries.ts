import type { z } from "zod";
import type { Unit } from "../../contract/units.ts";
import type { Tx } from "../../db/actor.ts";
import type { Queries } from "../../db/database.ts";
import { json, sql } from "../../db/sql.ts";
import { escapeLike, unitJson } from "../component-queries.ts";

type UnitRow = z.input<typeof Unit>;

export async function unitsMatching(
  queries: Queries,
  { q, unitType, on }: { q?: string | undefined; unitType?: string | undefined; on?: string | undefined },
): Promise<UnitRow[]> {
  const pattern = q ? `%${escapeLike(q)}%` : null;
  return await queries.rows<UnitRow>(sql`
    select u.id, u.code, u.name_zh as "nameZh", u.name_en as "nameEn", u.unit_type as "unitType", u.valid_from as "validFrom", u.valid_to as "validTo", u.phone, u.version,
      (select count(*)::int from component where owner_unit_id = u.id and not retired) as owns,
      coalesce((select jsonb_agg(jsonb_build_object('unit', ${unitJson(sql`p`)}, 'kind', l.kind, 'on', l.effective_on, 'document', l.document) order by l.effective_on)
        from unit_lineage l join unit p on p.id = l.predecessor_id where l.successor_id = u.id), '[]') as predecessors,
      coalesce((select jsonb_agg(jsonb_build_object('unit', ${unitJson(sql`s`)}, 'kind', l.kind, 'on', l.effective_on, 'document', l.document) order by l.effective_on)
        from unit_lineage l left join unit s on s.id = l.successor_id where l.predecessor_id = u.id), '[]') as successors
    from unit u
    where (${pattern}::text is null or u.name_zh || ' ' || u.name_en || ' ' || u.code ilike ${pattern})
      and (${unitType ?? null}::text is null or u.unit_type = ${unitType ?? null})
      and (${on ?? null}::date is null or (u.valid_from <= ${on ?? null}::date and (u.valid_to is null or u.valid_to > ${on ?? null}::date)))
    order by u.valid_to nulls first, u.unit_type, u.name_zh`);
}

export interface UnitForChange {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  unitType: string;
  validFrom: string;
  validTo: string | null;
  divisionCode: string | null;
  version: number;
}

export async function lockUnit(tx: Tx, id: string): Promise<UnitForChange | undefined> {
  return await tx.maybe<UnitForChange>(sql`
    select id, code, name_zh as "nameZh", name_en as "nameEn", unit_type as "unitType", valid_from as "validFrom", valid_to as "validTo", division_code as "divisionCode", version
    from unit where id = ${id} for update`);
}

export interface NewUnit {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unitType: string;
  readonly validFrom: string;
  readonly phone: string | null;
  readonly divisionCode: string | null;
}

export async function insertUnits(queries: Queries, units: readonly NewUnit[]): Promise<void> {
  await queries.run(sql`
    insert into unit (id, code, name_zh, name_en, unit_type, valid_from, phone, division_code, version)
    select id, code, "nameZh", "nameEn", "unitType", "validFrom", phone, "divisionCode", 1
    from jsonb_to_recordset(${json(units)}::jsonb) as r (id uuid, code text, "nameZh" text, "nameEn" text, "unitType" text, "validFrom" date, phone text, "divisionCode" text)`);
}

/** Ends the unit on a day and says by whom it is followed (`successorId` null: by nobody). */
export async function endUnit(
  tx: Tx,
  id: string,
  on: string,
  kind: string,
  successorIds: readonly string[],
  document: string | null,
): Promise<void> {
  await tx.run(sql`update unit set valid_to = ${on}, version = version + 1 where id = ${id}`);
  const successors = successorIds.length === 0 ? [null] : successorIds;
  for (const successor of successors) {
    await tx.run(
      sql`insert into unit_lineage (predecessor_id, successor_id, kind, effective_on, document) values (${id}, ${successor}, ${kind}, ${on}, ${document})`,
    );
  }
}

export async function renameUnit(tx: Tx, id: string, nameZh: string, nameEn: string): Promise<void> {
  await tx.run(
    sql`update unit set name_zh = ${nameZh}, name_en = ${nameEn}, version = version + 1 where id = ${id}`,
  );
}

/**
 * Roles of a unit that are in effect on a day end there, and begin again under its successor (none where it is null:
 * then they just end). Answers how many components were moved: a few statements, whatever the count.
 */
export async function moveRoles(
  tx: Tx,
  from: string,
  to: string | null,
  on: string,
  basis: string,
  document: string | null,
): Promise<number> {
  // Deleted and written anew: a role that begins on the day itself, or later, would otherwise stay with a unit that is
  // no more, and one that is to end on a known day keeps that day under the successor.
  const moved = await tx.rows<{ componentId: string; role: string; since: string; until: string | null }>(sql`
    with gone as (
      delete from component_role where unit_id = ${from} and (upper(valid) is null or upper(valid) > ${on}::date)
      returning component_id, role, valid, basis, basis_ref)
    select component_id as "componentId", role, lower(valid)::text as since, upper(valid)::text as until, basis, basis_ref as "basisRef" from gone`);
  if (moved.length === 0) return 0;
  await tx.run(sql`
    insert into component_role (component_id, role, unit_id, valid, basis, basis_ref)
    select "componentId", role, ${from}::uuid, daterange(since, ${on}::date), basis, "basisRef"
    from jsonb_to_recordset(${json(moved)}::jsonb) as r ("componentId" uuid, role text, since date, until date, basis text, "basisRef" text)
    where since < ${on}::date`);
  if (to !== null) {
    await tx.run(sql`
      insert into component_role (component_id, role, unit_id, valid, basis, basis_ref)
      select "componentId", role, ${to}::uuid, daterange(greatest(since, ${on}::date), until), ${basis}, ${document}
      from jsonb_to_recordset(${json(moved)}::jsonb) as r ("componentId" uuid, role text, since date, until date)`);
  }
  const owners = moved.filter((row) => row.role === "owner").map((row) => row.componentId);
  await tx.run(sql`
    update component c set owner_unit_id = today.unit_id, changed_at = now(),
      ownership_status = case
        when today.unit_id is not null or ownership_status <> 'CONFIRMED' then ownership_status
        when exists (select from component_role caught where caught.component_id = c.id and role = 'interim_custodian'
                     and valid @> (now() at time zone 'Asia/Shanghai')::date) then 'BACKSTOP'
        when disposition = 'PRIVATE' then 'PRIVATE' else 'UNKNOWN' end
    from unnest(${owners}::uuid[]) as moved (id)
    left join component_role today on today.component_id = moved.id and today.role = 'owner'
      and today.valid @> (now() at time zone 'Asia/Shanghai')::date
    where c.id = moved.id`);
  return new Set(moved.map((row) => row.componentId)).size;
}
