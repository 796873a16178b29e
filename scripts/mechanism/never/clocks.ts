import type { Deadline } from "../../../server/domain/clocks/deadline.ts";
import { running } from "../../../server/domain/clocks/deadline.ts";
import { RULES } from "../cast.ts";
import type { Step } from "../life.ts";
import { caseOf, first, onCases, type Never } from "./never.ts";

const SAFETY: readonly string[] = ["ACCEPT", "DISPATCH", "GUARD", "MAKE_SAFE", "REPAIR"];
/** A clock that goes on, or begins, with the danger itself. */
const OF_THE_DANGER: readonly string[] = ["GUARD", "MAKE_SAFE"];

const same = (one: Deadline, other: Deadline): boolean =>
  one.kind === other.kind && one.startedAt === other.startedAt && one.dueAt === other.dueAt;

/** Clocks of a case as they were, each with what became of it. */
function clocksOf(step: Step): { id: string; was: Deadline; is: Deadline | undefined }[] {
  return step.after.dossier.cases.flatMap(({ id, deadlines }) => {
    const before = caseOf(step.before, id)?.deadlines;
    if (!before || before === deadlines) return [];
    return before.map((was) => ({ id, was, is: deadlines.find((clock) => same(was, clock)) }));
  });
}

/** Lateness is not laundered, and the tracks are independent. */
export const CLOCKS: readonly Never[] = [
  {
    name: "guard 8: a deadline that was set stays as it was set",
    broken: (step) =>
      first(clocksOf(step), ({ was, is }) => {
        if (!is) return `${was.kind} is gone`;
        return was.minutes === is.minutes && was.ruleId === is.ruleId ? null : `${was.kind} was recomputed`;
      }),
  },
  {
    name: "guard 8: a filed case keeps the rules of its day",
    broken: (step) =>
      first(onCases(step, "DEADLINE_SET"), ({ id, data: { deadline } }) => {
        const file = caseOf(step.before, id);
        const pinned = file?.rulePack?.version === RULES.version;
        return pinned && deadline.ruleId.startsWith(`${RULES.id}/2/`)
          ? `${deadline.kind} by the edited rules`
          : null;
      }),
  },
  {
    name: "D22: what ran out stays run out",
    broken: (step) =>
      first(clocksOf(step), ({ was, is }) =>
        was.firedAt && is?.firedAt !== was.firedAt ? `${was.kind} ran out and is said not to have` : null,
      ),
  },
  {
    name: "D22: nobody gets more time for a hole by calling it harmless in between",
    broken: (step) =>
      first(onCases(step, "DEADLINE_SET"), ({ id, data: { deadline } }) => {
        const file = caseOf(step.before, id);
        if (!file || !OF_THE_DANGER.includes(deadline.kind) || !step.before.watch.unsafe.includes(id))
          return null;
        // Taken apart from a report that had been filed earlier, it has the time that its own filing gave it, and no more.
        const apart = onCases(step, "REPORT_SEPARATED").some((separated) => separated.id === id);
        if (apart && deadline.startedAt === file.filedAt) return null;
        const before = file.deadlines.filter(({ kind, metAt }) => kind === deadline.kind && metAt === null);
        return before.some(({ dueAt }) => dueAt < deadline.dueAt)
          ? `${deadline.kind} begins anew while the hole is open`
          : null;
      }),
  },
  {
    name: "D22: a repair that was late before it was suspended is late after it",
    broken: (step) =>
      first(onCases(step, "CASE_RESUMED"), ({ id }) => {
        if (!step.after.watch.lateAsleep.includes(id)) return null;
        const repair = caseOf(step.after, id)?.deadlines.findLast(({ kind }) => kind === "REPAIR");
        return repair && running(repair) && repair.dueAt > step.after.now
          ? "its repair has time again"
          : null;
      }),
  },
  {
    name: "the tracks are independent: no ownership event moves a safety clock",
    broken: (step) => {
      if (step.command?.on === "case") return null;
      return first(clocksOf(step), ({ was, is }) => {
        if (!SAFETY.includes(was.kind)) return null;
        if (was.kind === "DISPATCH" && is?.metAt) return null;
        return is && is.metAt === was.metAt && is.cancelledAt === was.cancelledAt
          ? null
          : `${was.kind} was touched`;
      });
    },
  },
];
