import { enteredLate } from "../clocks/late-entry.ts";
import { decideStep, type Decide, type Declared } from "../declaration.ts";
import { refuse, withNotes, type Decision } from "../decision.ts";
import type { Actor } from "../names.ts";
import { unmet } from "../requirements.ts";
import { CASE_COMMANDS, CASE_REACTIONS, type CaseCommand, type CasePersonCommand } from "./commands.ts";
import type { CaseFacts } from "./declare.ts";
import { report } from "./decide/report.ts";
import type { CaseEvent } from "./events.ts";
import { usedPicture } from "./proofs.ts";
import type { CaseFile } from "./state.ts";
import { caseCan, confined } from "./table.ts";

/** What a command means now: events, or a reason why not. */
export function decideCase(
  file: CaseFile | null,
  command: CaseCommand,
  facts: CaseFacts,
): Decision<CaseEvent> {
  if (command.type === "REPORT") {
    const { type: _, notes, ...data } = command;
    return file ? refuse("WRONG_STATE") : withNotes(report(data, facts), notes);
  }
  if (!file) return refuse("WRONG_STATE");
  if (command.type in CASE_REACTIONS) {
    if (facts.actor.role !== "SYSTEM") return refuse("ROLE_MAY_NOT");
    const { type, ...args } = command;
    const react: Decide<CaseFile, CaseFacts, CaseEvent> = CASE_REACTIONS[type as keyof typeof CASE_REACTIONS];
    return react(file, args as never, facts);
  }
  return byPerson(file, command as Extract<CaseCommand, { type: keyof typeof CASE_COMMANDS }>, facts);
}

function byPerson(file: CaseFile, command: CasePersonCommand, facts: CaseFacts): Decision<CaseEvent> {
  const { type, notes, ...args } = command;
  const { actor, now } = facts;
  const photoIds = "photoIds" in args ? args.photoIds : [];
  const declared: Declared<CaseFile, CaseFacts, CaseEvent> = CASE_COMMANDS[type];
  const told = "occurredAt" in args ? args.occurredAt : undefined;
  const since = declared.possibleSince?.(file, actor, told) ?? file.reportedAt;
  const late = enteredLate(told, since, now);
  if ("refused" in late) return late;
  const then = late.happened.occurredAt;
  const refused =
    caseCan(actor, file, type, now, then) ??
    unmet(declared.needs ?? [], file, command, actor) ??
    (declared.proof ? usedPicture(file, photoIds, actor, facts) : null);
  if (refused) return { refused };
  const byUnitId = declared.possibleSince && anotherUnit(actor, file);
  const mark = { ...late.mark, ...(byUnitId && { byUnitId }) };
  return decideStep(declared, file, args, facts, { ...late, mark }, notes);
}

/** The unit that takes a step on a case which another unit answers for now. */
function anotherUnit({ role, unitId }: Actor, file: CaseFile): string | null {
  return confined(role) && unitId !== file.unitId ? unitId : null;
}
