import type { CaseCommandName } from "../../server/domain/case/commands.ts";
import { nextCaseSteps } from "../../server/domain/case/next-steps.ts";
import type { CaseFile } from "../../server/domain/case/state.ts";
import { caseCan, caseCommandsOf } from "../../server/domain/case/table.ts";
import type { Actor } from "../../server/domain/names.ts";
import { offersOf, type Offers } from "../matter/offers.ts";

/** The step that the case waits for, whoever takes it; null when it waits for nothing. */
export function awaitedStep(file: CaseFile): CaseCommandName | null {
  return nextCaseSteps(file)[0] ?? null;
}

/**
 * The commands of a case for one person. Those that the role never has are left out; those it has but not now are offered
 * disabled, with the domain's reason.
 */
export function offeredCommands(actor: Actor, file: CaseFile, now: string): Offers<CaseCommandName> {
  return offersOf(
    caseCommandsOf(actor.role),
    (type) => caseCan(actor, file, type, now)?.reason ?? null,
    nextCaseSteps(file),
  );
}
