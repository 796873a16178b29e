import { stringify } from "csv-stringify/sync";

import type { Queries } from "../../db/database.ts";
import { leftOut } from "../batch-queries.ts";
import { sentence } from "../check/problems.ts";
import { readProblem } from "../view.ts";

const PIECE = 2000;

/**
 * Every row that was refused, is a duplicate or came in with a warning, as CSV text in pieces: line, verdict, code, the
 * reason in both languages, and the row as the file had it. Starts with a byte order mark, for Excel.
 */
export async function* reportOf(queries: Queries, batchId: string): AsyncGenerator<string> {
  yield "\uFEFF" + stringify([["行号 line", "结论 verdict", "代码 code", "原因", "reason", "原始数据 row"]]);
  for (let after = -1; ;) {
    const rows = await leftOut(queries, batchId, after, PIECE);
    if (rows.length > 0) {
      yield stringify(
        rows.map((row) => {
          const found = readProblem({ code: row.problemCode ?? "", params: row.problemParams ?? {} });
          return [
            row.line,
            row.verdict,
            found.code,
            sentence(found, "zh"),
            sentence(found, "en"),
            JSON.stringify(row.row),
          ];
        }),
        // A cell that begins like a formula would be one in a spreadsheet.
        { escape_formulas: true },
      );
    }
    if (rows.length < PIECE) return;
    after = rows.at(-1)?.line ?? after;
  }
}
