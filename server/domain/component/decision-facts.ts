import type { StepKind } from "../clocks/steps.ts";
import type { Actor, Day, Instant } from "../names.ts";

/** What a decision about a component may look at besides it. */
export interface ComponentFacts {
  readonly today: Day;
  readonly now: Instant;
  /** When a step is due that begins now, or at a moment to come, by the rules in force. */
  readonly due: (step: StepKind, from?: Instant) => Instant;
  readonly actor: Actor;
  /** Cases and inquiries that are not over. */
  readonly openMatters: number;
  /** Caught by a decision that nobody has relieved yet. */
  readonly caught: boolean;
  /** Determined, and whoever it is announced to may still object (docs/domain.md#d1). */
  readonly objectionRuns?: boolean;
  /** Cases and inquiries in which this unit is sent, asked, heard or named, whatever it holds. */
  readonly concerns: (unitId: string) => boolean;
  /** A person's correction of the register, not a decision of the mechanism. */
  readonly byHand: boolean;
  /** A case says that the lid is gone, and nobody has repaired it. */
  readonly lidMissing?: boolean;
}
