import type { ImportBatch, ImportRow, ImportSummary } from "../contract/imports.ts";
import type { z } from "zod";

import type { BatchRow, RowView } from "./batch-queries.ts";
import { isProblemCode, type Problem, problem, sentence, severity } from "./check/problems.ts";

/** Stored problems as the API tells them: with their sentences in both languages. */
export function noteOf(found: Problem): ImportSummary["notes"][number] {
  return {
    code: found.code,
    severity: severity(found),
    params: { ...found.params },
    zh: sentence(found, "zh"),
    en: sentence(found, "en"),
  };
}

export function batchView(batch: BatchRow): ImportBatch {
  const { refused: _, summary, error, ...rest } = batch;
  return {
    ...rest,
    summary: summaryView(summary),
    error: error === null ? null : noteOf(readProblem(JSON.parse(error))),
  };
}

function summaryView(stored: BatchRow["summary"]): ImportSummary | null {
  const { format, layer, crs, rowUnit, counts } = stored;
  if (format === undefined || layer === undefined || crs === undefined || rowUnit === undefined || !counts)
    return null;
  return {
    format,
    layer,
    crs,
    encoding: stored.encoding ?? null,
    rowUnit,
    notes: (stored.notes ?? []).map(noteOf),
    counts,
    problems: (stored.problems ?? []).map(({ code, params, count, firstLine }) => ({
      note: noteOf(readProblem({ code, params })),
      count,
      firstLine,
    })),
    words: [...(stored.words ?? [])],
    classes: [...(stored.classes ?? [])],
    owned: stored.owned ?? 0,
    extent: stored.extent ? [...stored.extent] : null,
    samples: [...(stored.samples ?? [])],
    unusedColumns: [...(stored.unusedColumns ?? [])],
  };
}

export function rowView(row: RowView): z.infer<typeof ImportRow> {
  const { problemCode, problemParams, ...rest } = row;
  return {
    ...rest,
    note:
      problemCode === null ? null : noteOf(readProblem({ code: problemCode, params: problemParams ?? {} })),
  };
}

/** Codes live on in stored batches; one that the table no longer has is told as an internal one. */
export function readProblem(stored: unknown): Problem {
  const { code, params } = stored as { code: string; params: Problem["params"] };
  return isProblemCode(code) ? problem(code, params) : problem("internal");
}
