import type { Decision } from "../../decision.ts";
import type { CaseFacts } from "../declare.ts";
import { caseEvent } from "../declare.ts";
import type { CaseEvent, CaseEventData } from "../events.ts";
import { stepClock } from "../clocks.ts";

/** Somebody saw something: the case begins, and so does the time to accept it. */
export function report(data: CaseEventData["CASE_REPORTED"], facts: CaseFacts): Decision<CaseEvent> {
  return { events: [caseEvent("CASE_REPORTED", data), stepClock("ACCEPT", facts.now, facts)] };
}
