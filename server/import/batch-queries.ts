import { NOW } from "../db/clock.ts";
import type { ImportOptions } from "../contract/imports.ts";
import type { Queries } from "../db/database.ts";
import { json, sql } from "../db/sql.ts";
import type { Findings } from "./check/check-queries.ts";
import { deleteFacts } from "./apply/fact-queries.ts";
import type { Problem } from "./check/problems.ts";
import type { StagedRow } from "./check/staged-row.ts";

export type BatchState = "READING" | "CHECKED" | "APPLYING" | "APPLIED" | "UNDONE" | "DISCARDED" | "FAILED";

/** What the dry run found; empty before it is over. */
export interface StoredSummary extends Partial<Findings> {
  readonly format?: string;
  readonly layer?: string;
  readonly crs?: string;
  readonly encoding?: string | null;
  readonly rowUnit?: "line" | "feature";
  readonly notes?: readonly Problem[];
  readonly unusedColumns?: readonly string[];
}

export interface BatchRow {
  readonly id: string;
  readonly subject: ImportOptions["subject"];
  readonly fileName: string;
  readonly state: BatchState;
  readonly options: ImportOptions;
  readonly summary: StoredSummary;
  readonly progress: {
    step: "READING" | "CHECKING" | "APPLYING" | "UNDOING";
    done: number;
    total: number | null;
  } | null;
  readonly refused: number;
  readonly merkleRoot: string | null;
  readonly error: string | null;
  readonly createdAt: string;
  readonly appliedAt: string | null;
  readonly undoneAt: string | null;
  readonly version: number;
}

const COLUMNS = sql`id, subject, file_name as "fileName", state, options, summary, progress, refused_count as refused,
  encode(merkle_root, 'hex') as "merkleRoot", error, created_at as "createdAt", applied_at as "appliedAt", undone_at as "undoneAt", version`;

export async function insertBatch(
  queries: Queries,
  batch: { id: string; options: ImportOptions; fileName: string; accountId: string | null },
): Promise<void> {
  await queries.run(sql`
    insert into import_batch (id, subject, file_name, state, options, progress, created_by)
    values (${batch.id}, ${batch.options.subject}, ${batch.fileName}, 'READING', ${json(batch.options)}::jsonb,
            ${json({ step: "READING", done: 0, total: null })}::jsonb, ${batch.accountId}::uuid)`);
}

export async function findBatch(queries: Queries, id: string): Promise<BatchRow | undefined> {
  return await queries.maybe<BatchRow>(sql`select ${COLUMNS} from import_batch where id = ${id}::uuid`);
}

/** Held to the end of the transaction, so that nobody applies or undoes the batch at the same time. */
export async function lockBatch(queries: Queries, id: string): Promise<BatchRow | undefined> {
  return await queries.maybe<BatchRow>(
    sql`select ${COLUMNS} from import_batch where id = ${id}::uuid for no key update`,
  );
}

export async function batchesPage(
  queries: Queries,
  before: { at: string; id: string } | null,
  limit: number,
): Promise<BatchRow[]> {
  const older = before ? sql`(created_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql`true`;
  return await queries.rows<BatchRow>(sql`
    select ${COLUMNS} from import_batch where ${older} order by created_at desc, id desc limit ${limit + 1}`);
}

export interface IdleStep {
  readonly id: string;
  readonly version: number;
  readonly step: "READING" | "APPLYING" | "UNDOING";
}

/** Batches in the middle of something that nobody holds and that has not moved for so long. */
export async function idleSteps(queries: Queries, seconds: number): Promise<IdleStep[]> {
  return await queries.rows<IdleStep>(sql`
    select id, version, case when state = 'APPLIED' then 'UNDOING' else state end as step from import_batch
    where (state in ('READING', 'APPLYING') or (state = 'APPLIED' and progress ->> 'step' = 'UNDOING'))
      and coalesce((progress ->> 'at')::timestamptz, created_at) <= ${NOW} - make_interval(secs => ${seconds})
    order by id for no key update skip locked`);
}

export async function setProgress(
  queries: Queries,
  id: string,
  progress: NonNullable<BatchRow["progress"]>,
): Promise<void> {
  await queries.run(
    sql`update import_batch set progress = ${json(progress)}::jsonb || jsonb_build_object('at', ${NOW}) where id = ${id}::uuid`,
  );
}

export interface BatchChange {
  readonly state: BatchState;
  readonly error?: Problem | null;
  readonly summary?: StoredSummary;
  readonly merkleRoot?: string;
}

/** The batch's next state; its version rises by one. Answers the new version. */
export async function moveBatch(queries: Queries, id: string, change: BatchChange): Promise<number> {
  const { version } = await queries.one<{ version: number }>(sql`
    update import_batch set state = ${change.state}, version = version + 1,
      progress = case when ${change.state} = 'APPLYING' then jsonb_build_object('step', 'APPLYING', 'done', 0, 'total', null, 'at', ${NOW}) end,
      error = ${change.error ? json(change.error) : null},
      summary = coalesce(${change.summary ? json(change.summary) : null}::jsonb, summary),
      merkle_root = coalesce(decode(${change.merkleRoot ?? null}::text, 'hex'), merkle_root),
      row_count = (select count(*) from import_row where batch_id = import_batch.id),
      refused_count = (select count(*) from import_row where batch_id = import_batch.id and verdict = 'REFUSED'),
      applied_at = case when ${change.state} = 'APPLIED' and applied_at is null then ${NOW} else applied_at end,
      undone_at = case when ${change.state} = 'UNDONE' then ${NOW} else undone_at end
    where id = ${id}::uuid returning version`);
  return version;
}

const ROW_COLUMNS = [
  "batch_id",
  "line",
  "target_id",
  "leaf_index",
  "body",
  "row_data",
  "problem_code",
  "problem_params",
  "verdict",
];

/**
 * COPY of one piece of a file. `leafFrom` is the number of rows with bytes before it. Bodies travel in bytea's escape
 * format, which is the text itself: as hex they took more than twice as long (50,000 rows: 1.4 s, now 0.6 s).
 */
export async function copyRows(
  queries: Queries,
  batchId: string,
  rows: readonly StagedRow[],
  leafFrom: number,
): Promise<void> {
  let leaf = leafFrom;
  await queries.copy(
    "import_row",
    ROW_COLUMNS,
    rows.map((row) => [
      batchId,
      row.line,
      row.targetId,
      row.body === null ? null : leaf++,
      row.body === null ? null : row.body.replaceAll("\\", "\\\\"),
      row.source ? JSON.stringify(row.source) : null,
      row.problem?.code ?? null,
      row.problem ? JSON.stringify(row.problem.params) : null,
      row.verdict,
    ]),
  );
}

export async function deleteRows(queries: Queries, batchId: string): Promise<void> {
  await queries.run(sql`delete from import_row where batch_id = ${batchId}::uuid`);
  await deleteFacts(queries, batchId);
}

export interface RowView {
  readonly line: number;
  readonly verdict: "NEW" | "DUPLICATE" | "REFUSED" | "OUTSIDE";
  readonly problemCode: string | null;
  readonly problemParams: Record<string, string | number> | null;
  readonly targetId: string | null;
  readonly row: Record<string, unknown>;
}

const ROW_VIEW = sql`line, verdict, problem_code as "problemCode", problem_params as "problemParams", target_id as "targetId",
  coalesce(row_data, convert_from(body, 'UTF8')::jsonb - 'geometryE7', '{}') as row`;

export async function rowsPage(
  queries: Queries,
  batchId: string,
  verdict: string | null,
  after: number,
  limit: number,
): Promise<RowView[]> {
  const wanted = verdict === null ? sql`true` : sql`verdict = ${verdict}`;
  return await queries.rows<RowView>(sql`
    select ${ROW_VIEW} from import_row where batch_id = ${batchId}::uuid and line > ${after} and ${wanted} order by line limit ${limit + 1}`);
}

/** Rows that were or would be left out, in the order of the file. */
export async function leftOut(
  queries: Queries,
  batchId: string,
  after: number,
  limit: number,
): Promise<RowView[]> {
  return await queries.rows<RowView>(sql`
    select ${ROW_VIEW} from import_row
    where batch_id = ${batchId}::uuid and line > ${after} and problem_code is not null order by line limit ${limit}`);
}

/** Current units by code and by both names, lower case. */
export async function unitsByName(queries: Queries): Promise<Map<string, string>> {
  const rows = await queries.rows<{ id: string; code: string; nameZh: string; nameEn: string }>(sql`
    select id, code, name_zh as "nameZh", name_en as "nameEn" from unit where valid_to is null order by code desc`);
  // Codes last: a name never hides somebody's code.
  return new Map([
    ...rows.flatMap(({ id, nameZh, nameEn }) => [
      [nameEn.toLowerCase(), id] as const,
      [nameZh.toLowerCase(), id] as const,
    ]),
    ...rows.map(({ id, code }) => [code.toLowerCase(), id] as const),
  ]);
}
