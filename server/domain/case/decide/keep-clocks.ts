import { deadlineSet, running, runningOf } from "../../clocks/deadline.ts";
import { stepRule } from "../../clocks/rules.ts";
import type { Decision } from "../../decision.ts";
import { caseEvent, type CaseFacts } from "../declare.ts";
import type { CaseEvent } from "../events.ts";
import type { CaseFile } from "../state.ts";
import { AWAITED, awaitedOf, type AwaitedStep } from "../waiting.ts";

/** What answers a request and leaves the case open. */
const DECIDING = ["REQUEST_REFUSED", "EXTENSION_GRANTED", "DANGER_REASSESSED", "CASE_SUSPENDED"];

function isDone(kind: AwaitedStep, after: string | null): boolean {
  if (after === null) return false;
  return kind === "BOUNDARY" ? after === "STREET_DECIDED" : kind === "REQUEST" && DECIDING.includes(after);
}

/** Keeps the clocks of what waits for a decision running, and no other of that sort: after every event. */
export function keepClocks(
  file: CaseFile,
  { after }: { readonly after: string | null },
  { rulePack, now, calendar }: CaseFacts,
): Decision<CaseEvent> {
  const wanted = awaitedOf(file).map(({ step }) => step);
  const over = AWAITED.filter(
    (kind) =>
      !wanted.includes(kind) &&
      file.deadlines.some((deadline) => deadline.kind === kind && running(deadline)),
  );
  return {
    events: [
      ...over.map((kind) => caseEvent("WAIT_ENDED", { kind, done: isDone(kind, after) })),
      ...wanted
        .filter((kind) => !runningOf(file.deadlines, kind))
        .map((kind) => deadlineSet(kind, stepRule(rulePack, kind), now, calendar)),
    ],
  };
}
