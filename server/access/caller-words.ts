import { may } from "../domain/permissions.ts";
import type { Viewer } from "./viewer.ts";

/**
 * What a caller said, and who it was, is for the seat (docs/domain.md#guard-9): the one place that every reader of texts beside
 * the history asks, so that what a view of the case hides is not read in its history.
 */

/** Steps whose texts are a caller's words. */
const OF_CALLERS: ReadonlySet<string> = new Set(["CASE_REPORTED", "REPORT_ADDED"]);
/** Texts that name a caller wherever they stand. */
const NAMING: ReadonlySet<string> = new Set(["reporterName", "reporterPhone"]);

export function hearsCallers(viewer: Pick<Viewer, "role">): boolean {
  return may(viewer.role, "seeReporter");
}

/** Whether `viewer` may read the text `name` beside a step of this kind. */
export function readsText(viewer: Pick<Viewer, "role">, kind: string, name: string): boolean {
  return hearsCallers(viewer) || !(OF_CALLERS.has(kind) || NAMING.has(name));
}
