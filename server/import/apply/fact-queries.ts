import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { StagedRow } from "../check/staged-row.ts";

/** What import_fact holds of a row; recoverFacts names the same in the same order. */
const COLUMNS = [
  "batch_id",
  "line",
  "id",
  "class_code",
  "class_group",
  "lon_e7",
  "lat_e7",
  "accuracy_cm",
  "crs",
  "state",
  "owner_id",
  "regulator_id",
  "maintainer_id",
  "restricted",
  "address",
  "attributes",
  "surveyed_on",
  "code_scheme",
  "code",
  "since",
];

/** COPY of the facts of one piece of a file, beside its canonical rows. */
export async function copyFacts(
  queries: Queries,
  batchId: string,
  crs: string,
  rows: readonly StagedRow[],
): Promise<void> {
  await queries.copy("import_fact", COLUMNS, factRows(batchId, crs, rows));
}

function* factRows(batchId: string, crs: string, rows: readonly StagedRow[]) {
  for (const { line, targetId, columns: facts } of rows) {
    if (!facts) continue;
    yield [
      batchId,
      line,
      targetId,
      facts.classCode,
      facts.classGroup,
      facts.lonE7,
      facts.latE7,
      facts.accuracyCm,
      crs,
      facts.state,
      facts.owner,
      facts.regulator ?? null,
      facts.maintainer ?? null,
      facts.restricted,
      facts.address,
      JSON.stringify(facts.attributes),
      facts.surveyedOn,
      facts.codeScheme,
      facts.code,
      facts.since,
    ];
  }
}

/** Fills the facts again from the canonical rows where a crash of the database has emptied them. */
export async function recoverFacts(queries: Queries, batchId: string): Promise<number> {
  const columns = sql.join(COLUMNS.slice(1).map((name) => sql.ident(name)));
  return await queries.run(sql`
    insert into import_fact (batch_id, ${columns})
    select batch_id, line, r.id, "classCode", "classGroup", "lonE7", "latE7", "accuracyCm", r.crs, state, owner, regulator, maintainer, restricted,
      address, attributes, "surveyedOn", "codeScheme", code, since
    from import_row cross join lateral jsonb_to_record(convert_from(body, 'UTF8')::jsonb) as r(id uuid, "classCode" text, "classGroup" text,
      "lonE7" int, "latE7" int, "accuracyCm" int, crs text, state text, owner uuid, regulator uuid, maintainer uuid, restricted boolean, address text,
      attributes jsonb, "surveyedOn" date, "codeScheme" text, code text, since date)
    where batch_id = ${batchId}::uuid and body is not null and not exists (select from import_fact where batch_id = ${batchId}::uuid)`);
}

export async function deleteFacts(queries: Queries, batchId: string): Promise<void> {
  await queries.run(sql`delete from import_fact where batch_id = ${batchId}::uuid`);
}
