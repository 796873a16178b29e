import type { CaseCommandName } from "../../server/domain/case/commands.ts";
import { nextCaseSteps } from "../../server/domain/case/next-steps.ts";
import type { CaseFile } from "../../server/domain/case/state.ts";
import { caseCan, caseCommandsOf } from "../../server/domain/case/table.ts";
import type { ReasonKey } from "../../server/domain/decision.ts";
import type { Actor } from "../../server/domain/names.ts";

/** A button: what it does, and why it does not where it is disabled. */
export interface Offered {
  readonly type: CaseCommandName;
  readonly refused: ReasonKey | null;
}

export interface OfferedCommands {
  /** The one step that this person would take next; null when the next step is somebody else's. */
  readonly primary: Offered | null;
  readonly others: readonly Offered[];
}

/** The step that the case waits for, whoever takes it; null when it waits for nothing. */
export function awaitedStep(file: CaseFile): CaseCommandName | null {
  return nextCaseSteps(file)[0] ?? null;
}

/**
 * The commands of a case for one person. Those that the role never has are left out; those it has but not now are offered
 * disabled, with the domain's reason.
 */
export function offeredCommands(actor: Actor, file: CaseFile, now: string): OfferedCommands {
  const all = caseCommandsOf(actor.role).map((type): Offered => ({
    type,
    refused: caseCan(actor, file, type, now)?.reason ?? null,
  }));
  const next = nextCaseSteps(file).find((type) =>
    all.some((offered) => offered.type === type && offered.refused === null),
  );
  return {
    primary: all.find(({ type }) => type === next) ?? null,
    others: all.filter(({ type }) => type !== next),
  };
}
