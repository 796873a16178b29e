import type { z } from "zod";
import type { Unit } from "../../contract/units.ts";
import type { Tx } from "../../db/actor.ts";
import type { Queries } from "../../db/database.ts";
import { json, sql } from "../../db/sql.ts";
import { unitJson } from "../../db/fragments.ts";
import { escapeLike } from "../question-queries.ts";

type UnitRow = z.input<typeof Unit>;

export async function unitsMatching(
  queries: Queries,
  { q, unitType, on }: { q?: string | undefined; unitType?: string | undefined; on?: string | undefined },
): Promise<UnitRow[]> {
  const pattern = q ? `%${escapeLike(q)}%` : null;
  return await queries.rows<UnitRow>(sql`
    select u.id, u.code, coalesce(named.name_zh, u.name_zh) as "nameZh", coalesce(named.name_en, u.name_en) as "nameEn", u.unit_type as "unitType", u.valid_from as "validFrom", u.valid_to as "validTo", u.phone, u.version,
      (select count(*)::int from component where owner_unit_id = u.id and not retired) as owns,
      coalesce((select jsonb_agg(jsonb_build_object('unit', ${unitJson(sql`p`)}, 'kind', l.kind, 'on', l.effective_on, 'document', l.document) order by l.effective_on)
        from unit_lineage l join unit p on p.id = l.predecessor_id where l.successor_id = u.id), '[]') as predecessors,
      coalesce((select jsonb_agg(jsonb_build_object('unit', ${unitJson(sql`s`)}, 'kind', l.kind, 'on', l.effective_on, 'document', l.document) order by l.effective_on)
        from unit_lineage l left join unit s on s.id = l.successor_id where l.predecessor_id = u.id), '[]') as successors,
      coalesce((select jsonb_agg(jsonb_build_object('nameZh', n.name_zh, 'nameEn', n.name_en, 'until', upper(n.valid)) order by n.valid)
        from unit_name n where n.unit_id = u.id), '[]') as "formerNames",
      case when u.valid_to is null then 0 else
        (select count(distinct component_id)::int from component_role r where r.unit_id = u.id and (upper(r.valid) is null or upper(r.valid) > u.valid_to)) end as "toMove"
    from unit u
    left join unit_name named on named.unit_id = u.id and named.valid @> ${on ?? null}::date
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

/** The new name from a day on; what it was called before stays on record. */
export async function renameUnit(
  tx: Tx,
  id: string,
  { nameZh, nameEn, on }: { nameZh: string; nameEn: string; on: string },
): Promise<void> {
  await tx.run(sql`
    insert into unit_name (unit_id, name_zh, name_en, valid)
    select id, name_zh, name_en, daterange(coalesce((select max(upper(valid)) from unit_name where unit_id = unit.id), valid_from), ${on}::date)
    from unit where id = ${id}`);
  await tx.run(
    sql`update unit set name_zh = ${nameZh}, name_en = ${nameEn}, version = version + 1 where id = ${id}`,
  );
}
