import { NOW } from "../db/clock.ts";
import type { RulePack } from "../domain/clocks/rules.ts";
import type { Tx } from "../db/actor.ts";
import type { Queries } from "../db/database.ts";
import { json, sql } from "../db/sql.ts";
import { parsePack, parseRules, type PackRules } from "./stored-pack.ts";

/** Key of the version in force: of those enabled, the one that began last. */
export const IN_FORCE = sql`(select id, version from rule_pack where in_force_from <= ${NOW} order by in_force_from desc limit 1)`;

const COLUMNS = sql`id, version, name_zh as "nameZh", name_en as "nameEn", source_text as "sourceText", valid_from as "validFrom", rules`;

export async function packInForce(queries: Queries): Promise<RulePack> {
  return parsePack(
    await queries.one(sql`select ${COLUMNS} from rule_pack where (id, version) = ${IN_FORCE}`),
  );
}

/** A shipped version is inserted once and never corrected: what it was is pinned. A correction ships as the next version. */
export async function insertMissingPacks(queries: Queries, packs: readonly object[]): Promise<void> {
  await queries.run(sql`
    insert into rule_pack (id, version, name_zh, name_en, source_text, rules, valid_from, in_force_from)
    select id, version, "nameZh", "nameEn", "sourceText", rules, "validFrom",
      case when enabled and not exists (select from rule_pack where in_force_from is not null)
        then "validFrom"::timestamp at time zone 'Asia/Shanghai' end
    from jsonb_to_recordset(${json(packs)}::jsonb) as r (
      id text, version int, "nameZh" text, "nameEn" text, "sourceText" text, enabled boolean, rules jsonb, "validFrom" date)
    on conflict (id, version) do nothing`);
}

export interface ListedPack extends RulePack {
  readonly enabled: boolean;
  readonly inForceFrom: string | null;
}

/** All versions, or only the one in force, those to come and the newest of each pack. */
export async function listedPacks(queries: Queries, all: boolean): Promise<ListedPack[]> {
  const rows = await queries.rows<{ enabled: boolean; inForceFrom: string | null }>(sql`
    select ${COLUMNS}, (p.id, p.version) = ${IN_FORCE} as enabled, in_force_from as "inForceFrom"
    from rule_pack p
    where ${all} or in_force_from > ${NOW} or (p.id, p.version) = ${IN_FORCE}
      or version = (select max(version) from rule_pack newer where newer.id = p.id)
    order by id, version desc`);
  return rows.map((row) => ({ ...parsePack(row), enabled: row.enabled, inForceFrom: row.inForceFrom }));
}

export async function packVersion(queries: Queries, id: string, version: number): Promise<RulePack | null> {
  const row = await queries.maybe(
    sql`select ${COLUMNS} from rule_pack where id = ${id} and version = ${version}`,
  );
  return row ? parsePack(row) : null;
}

/** Whether a pack, or a draft of one, goes by this name. */
export async function packNameTaken(queries: Queries, id: string): Promise<boolean> {
  const { taken } = await queries.one<{ taken: boolean }>(sql`
    select exists (select from rule_pack where id = ${id})
      or exists (select from rule_draft where pack_id = ${id} and state = 'OPEN') as taken`);
  return taken;
}

/** Two that enable at once take turns, so that each sees what it replaces and gets a number of its own. */
export async function lockPacks(tx: Tx): Promise<void> {
  await tx.run(sql`select id from rule_pack order by id, version for update`);
}

export async function insertVersion(
  tx: Tx,
  draft: Pick<DraftRow, "packId" | "nameZh" | "nameEn" | "sourceText" | "rules">,
  from: string,
): Promise<number> {
  const { version } = await tx.one<{ version: number }>(sql`
    insert into rule_pack (id, version, name_zh, name_en, source_text, rules, valid_from, in_force_from)
    select ${draft.packId}, coalesce(max(version), 0) + 1, ${draft.nameZh}, ${draft.nameEn}, ${draft.sourceText}, ${json(draft.rules)}::jsonb,
      (${from}::timestamptz at time zone 'Asia/Shanghai')::date, ${from}::timestamptz
    from rule_pack where id = ${draft.packId}
    returning version`);
  return version;
}

/** Takes an enabled version back before it begins. False where it has begun or is not to begin. */
export async function takeBack(tx: Tx, id: string, version: number): Promise<boolean> {
  const moved = await tx.run(sql`
    update rule_pack set in_force_from = null where id = ${id} and version = ${version} and in_force_from > ${NOW}`);
  return moved > 0;
}

export interface DraftRow {
  readonly id: string;
  readonly version: number;
  readonly packId: string;
  readonly basedOn: { readonly id: string; readonly version: number };
  readonly nameZh: string;
  readonly nameEn: string;
  readonly sourceText: string;
  readonly rules: PackRules;
  readonly state: "OPEN" | "ENABLED" | "DISCARDED";
  readonly writtenBy: string[];
  readonly changedAt: string;
}

export type NewDraft = Pick<
  DraftRow,
  "id" | "packId" | "basedOn" | "nameZh" | "nameEn" | "sourceText" | "rules"
>;

export async function insertDraft(tx: Tx, draft: NewDraft): Promise<void> {
  const { id, packId, basedOn, nameZh, nameEn, sourceText, rules } = draft;
  await tx.run(sql`
    insert into rule_draft (id, pack_id, based_on_id, based_on_version, name_zh, name_en, source_text, rules, written_by)
    values (${id}, ${packId}, ${basedOn.id}, ${basedOn.version}, ${nameZh}, ${nameEn}, ${sourceText}, ${json(rules)}::jsonb,
      array[${tx.actor.accountId}::uuid])`);
}

const DRAFT = sql`d.id, d.version, pack_id as "packId", jsonb_build_object('id', based_on_id, 'version', based_on_version) as "basedOn",
  name_zh as "nameZh", name_en as "nameEn", source_text as "sourceText", rules, state, to_jsonb(written_by) as "writtenBy", changed_at as "changedAt"`;

export async function lockDraft(tx: Tx, id: string): Promise<DraftRow | null> {
  const row = await tx.maybe<DraftRow>(sql`select ${DRAFT} from rule_draft d where id = ${id} for update`);
  return row ? { ...row, rules: parseRules(row.rules) } : null;
}

/** Writes a draft anew, one version further, and remembers who wrote. */
export async function writeDraft(
  tx: Tx,
  id: string,
  { nameZh, nameEn, sourceText, rules }: Pick<DraftRow, "nameZh" | "nameEn" | "sourceText" | "rules">,
): Promise<void> {
  await tx.run(sql`
    update rule_draft set name_zh = ${nameZh}, name_en = ${nameEn}, source_text = ${sourceText}, rules = ${json(rules)}::jsonb,
      version = version + 1, changed_at = ${NOW},
      written_by = array(select distinct unnest(written_by || ${tx.actor.accountId}::uuid))
    where id = ${id}`);
}

export async function closeDraft(tx: Tx, id: string, state: "ENABLED" | "DISCARDED"): Promise<void> {
  await tx.run(
    sql`update rule_draft set state = ${state}, version = version + 1, changed_at = ${NOW} where id = ${id}`,
  );
}

export interface ListedDraft extends DraftRow {
  readonly writers: string[];
  readonly seconds: number;
}

/** Open drafts with the names of those who wrote in them, and how many others hold one of `roles`. */
export async function openDrafts(queries: Queries, roles: readonly string[]): Promise<ListedDraft[]> {
  const rows = await queries.rows<ListedDraft>(sql`
    select ${DRAFT},
      (select coalesce(jsonb_agg(display_name order by display_name), '[]') from account where id = any(d.written_by)) as writers,
      (select count(*)::int from account where role = any(${[...roles]}::text[]) and disabled_at is null and not id = any(d.written_by)) as seconds
    from rule_draft d where state = 'OPEN' order by d.created_at desc limit 50`);
  return rows.map((row) => ({ ...row, rules: parseRules(row.rules) }));
}
