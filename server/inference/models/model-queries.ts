import { NOW } from "../../db/clock.ts";
import type { Tx } from "../../db/actor.ts";
import type { Queries } from "../../db/database.ts";
import { json, sql } from "../../db/sql.ts";
import type { RefitReport } from "./refit.ts";

export async function activeModelId(queries: Queries): Promise<string | null> {
  return (await queries.maybe<{ id: string }>(sql`select id from inference_model where active`))?.id ?? null;
}

/** The model's JSON text; undefined where there is none. */
export async function storedModel(queries: Queries, id: string): Promise<string | undefined> {
  const row = await queries.maybe<{ text: string }>(
    sql`select model::text as text from inference_model where id = ${id}`,
  );
  return row?.text;
}

export interface NewModel {
  readonly id: string;
  readonly version: string;
  readonly basedOn: string;
  readonly sha256: string;
  readonly model: object;
  readonly report: RefitReport;
}

export async function insertModel(tx: Tx, { id, version, basedOn, sha256, model, report }: NewModel) {
  await tx.run(sql`
    insert into inference_model (id, version, based_on, sha256, model, report, proposed_by)
    values (${id}, ${version}, ${basedOn}, decode(${sha256}, 'hex'), ${json(model)}::jsonb, ${json(report)}::jsonb, ${tx.actor.accountId})`);
}

export interface StoredModel {
  readonly id: string;
  readonly version: string;
  readonly active: boolean;
  readonly sha256: string;
  readonly text: string;
}

/** All versions, so that two who switch at once take turns. */
export async function lockModels(tx: Tx): Promise<StoredModel[]> {
  return await tx.rows<StoredModel>(sql`
    select id, version, active, encode(sha256, 'hex') as sha256, model::text as text from inference_model order by id for update`);
}

/** Off first: at most one is on at any moment. */
export async function switchActive(tx: Tx, id: string | null): Promise<void> {
  await tx.run(sql`update inference_model set active = false where active`);
  if (id === null) return;
  await tx.run(sql`
    update inference_model set active = true, switched_at = ${NOW}, switched_by = ${tx.actor.accountId} where id = ${id}`);
}

/** The version for the next refit from a model: `2026.11.23-7+1`, `+2` ... */
export async function nextVersion(queries: Queries, from: string): Promise<string> {
  const base = from.split("+")[0] ?? from;
  const { n } = await queries.one<{ n: number }>(
    sql`select count(*)::int + 1 as n from inference_model where starts_with(version, ${`${base}+`})`,
  );
  return `${base}+${n}`;
}

export interface ModelRow {
  readonly id: string;
  readonly version: string;
  readonly basedOn: string;
  readonly sha256: string;
  readonly active: boolean;
  readonly proposedAt: string;
  readonly switchedAt: string | null;
  readonly switchedBy: string | null;
  readonly text: string;
  readonly report: RefitReport;
}

/** Newest first. */
export async function modelRows(queries: Queries): Promise<ModelRow[]> {
  return await queries.rows<ModelRow>(sql`
    select m.id, m.version, m.based_on as "basedOn", encode(m.sha256, 'hex') as sha256, m.active, m.proposed_at as "proposedAt",
      m.switched_at as "switchedAt", a.display_name as "switchedBy", m.model::text as text, m.report
    from inference_model m left join account a on a.id = m.switched_by order by m.proposed_at desc, m.id limit 50`);
}
