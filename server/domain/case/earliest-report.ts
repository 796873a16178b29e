import type { CaseEvent } from "./events.ts";
import type { CaseFile, MergedReport } from "./state.ts";
import type { Calendar } from "../clocks/working-time.ts";
import { deadlineSet, pinnedHours, running } from "../clocks/deadline.ts";
import type { Instant } from "../names.ts";

/** Clocks that a report or its filing starts; those of later steps (a dispatch, a check) are that step's own. */
const FROM_REPORT = ["ACCEPT"];
const FROM_FILING = ["DISPATCH", "GUARD", "MAKE_SAFE", "REPAIR"];

/** When the first of the reports in this case was filed, its own among them; null when none was. */
export function earliestFiling(file: CaseFile, merged = file.merged): Instant | null {
  return earliest([file.filedAt, ...merged.map((report) => report.filedAt)]);
}

/**
 * The clocks of a case follow the earliest of its reports (docs/domain.md#d5), under the rule each was computed by: what
 * still runs since the earliest report or filing so far begins anew from the earliest one there will be. A clock that was
 * set since for a reason of its own (a danger that came back, an extension) stays.
 */
export function followingEarliest(
  file: CaseFile,
  merged: readonly MergedReport[],
  calendar: Calendar,
): CaseEvent[] {
  const reported = (list: readonly MergedReport[]) =>
    earliest([file.reportedAt, ...list.map((report) => report.reportedAt)]);
  return [
    ...rebased(file, FROM_REPORT, reported(file.merged), reported(merged), calendar),
    ...(file.filedAt
      ? rebased(file, FROM_FILING, earliestFiling(file), earliestFiling(file, merged), calendar)
      : []),
  ];
}

function rebased(
  file: CaseFile,
  kinds: readonly string[],
  before: Instant | null,
  after: Instant | null,
  calendar: Calendar,
): CaseEvent[] {
  if (after === null || before === after) return [];
  const moving = file.deadlines.filter(
    (deadline) => kinds.includes(deadline.kind) && running(deadline) && deadline.startedAt === before,
  );
  if (moving.length === 0) return [];
  return [
    { kind: "CLOCKS_REBASED", data: { kinds: moving.map((deadline) => deadline.kind), since: after } },
    ...moving.map((deadline) => {
      const { kind, ruleId: id, clock, minutes } = deadline;
      return deadlineSet(kind, { id, limit: { clock, minutes } }, after, pinnedHours(deadline, calendar));
    }),
  ];
}

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((instant): instant is Instant => instant !== null);
  return known.length === 0 ? null : known.reduce((first, instant) => (instant < first ? instant : first));
}
