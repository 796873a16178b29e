import { Moment, ShortText } from "../../arguments.ts";
import { deadlineSet } from "../../clocks/deadline.ts";
import { addDays, dayOf } from "../../clocks/working-time.ts";
import { refuse, type Refusal } from "../../decision.ts";
import type { CaseState, Instant } from "../../names.ts";
import { caseCommand, caseEvent, oneCaseEvent } from "../declare.ts";
import { nothingPending, requested } from "../guards.ts";
import type { CaseFile } from "../state.ts";
import { SEAT } from "../steps.ts";

/** Longest 挂账. */
const MOST_DAYS = 365;
const FROM: readonly CaseState[] = ["MADE_SAFE", "DISPATCHED", "GUARDED"];

/** 挂账: what is safe may wait for a while, once, if two say so (docs/domain.md#guard-10). The clock runs until they have. */
export const requestSuspension = caseCommand("REQUEST_SUSPENSION", {
  args: { until: Moment, reasonCode: ShortText },
  from: FROM,
  roles: ["STREET_DEPT", ...SEAT],
  own: true,
  needs: [{ need: "reason" }],
  guard: (file) => mayWait(file) ?? nothingPending(file),
  decide: (_file, { until, reasonCode }, { actor, now }) =>
    tooLong(until, now)
      ? refuse("SUSPENSION_TOO_LONG")
      : oneCaseEvent("REQUEST_MADE", {
          kind: "SUSPENSION",
          reasonCode,
          byAccountId: actor.accountId,
          until,
        }),
});

export const confirmSuspension = caseCommand("CONFIRM_SUSPENSION", {
  args: {},
  from: FROM,
  roles: ["SHIFT_LEAD"],
  needs: [{ need: "second person" }],
  guard: (file, actor, now) => {
    const refused = requested(file, actor, "SUSPENSION") ?? mayWait(file);
    if (refused) return refused;
    // It may have waited for its second person until there was nothing left to wait for.
    return tooLong(file.request?.until ?? now, now) ? { reason: "SUSPENSION_TOO_LONG" } : null;
  },
  decide: (file, _args, { now, calendar }) => {
    const until = file.request?.until;
    if (!file.request || !until) return refuse("NOTHING_REQUESTED");
    const minutes = Math.ceil((Date.parse(until) - Date.parse(now)) / 60_000);
    const rule = { id: "SUSPENSION", limit: { clock: "NATURAL_DAY", minutes } } as const;
    return {
      events: [
        caseEvent("CASE_SUSPENDED", { until, reasonCode: file.request.reasonCode }),
        deadlineSet("RESUME", rule, now, calendar),
      ],
    };
  },
});

function mayWait(file: CaseFile): Refusal | null {
  if (!file.madeSafeAt) return { reason: "DANGER_NOT_MADE_SAFE" };
  return file.suspensions > 0 ? { reason: "ALREADY_SUSPENDED_ONCE" } : null;
}

function tooLong(until: Instant, now: Instant): boolean {
  return until <= now || dayOf(until) > addDays(dayOf(now), MOST_DAYS);
}
