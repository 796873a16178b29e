import type { Calendar } from "../clocks/working-time.ts";
import type { RulePack } from "../clocks/rules.ts";
import { declaring } from "../declaration.ts";
import type { Decision } from "../decision.ts";
import type { Actor, CaseState, Instant, PhysicalState } from "../names.ts";
import type { CaseEvent, CaseEventData } from "./events.ts";
import type { KnownPictures } from "./proofs.ts";
import type { CaseFile } from "./state.ts";

/** What a decision on the safety track may look at besides the case. */
export interface CaseFacts extends KnownPictures {
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: Calendar;
  readonly rulePack: RulePack;
  readonly classCode: string;
  /** Of a component that units cannot see (docs/domain.md#d26). */
  readonly restricted: boolean;
  /** The street department for this place; null outside any place rule. */
  readonly departmentUnitId: string | null;
  /** Public bodies: streets' departments and other authorities. */
  readonly publicUnitIds: readonly string[];
  /** What the component is, seen without what its open cases say about the lid. */
  readonly physicalBefore?: PhysicalState;
}

/** Declares one command of the safety track: everything that is said about it is said here. */
export const caseCommand = declaring<CaseFile, CaseState, CaseFacts, CaseEvent, [now: Instant]>();

export function caseEvent<K extends keyof CaseEventData>(kind: K, data: CaseEventData[K]): CaseEvent {
  return { kind, data } as CaseEvent;
}

export function oneCaseEvent<K extends keyof CaseEventData>(
  kind: K,
  data: CaseEventData[K],
): Decision<CaseEvent> {
  return { events: [caseEvent(kind, data)] };
}
