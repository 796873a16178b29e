import { enteredLate } from "../clocks/late-entry.ts";
import { refuse, type Decision } from "../decision.ts";
import { unmet, type Given, type Requirement } from "../requirements.ts";
import { CASE_COMMANDS, CASE_REACTIONS, type CaseCommand } from "./commands.ts";
import type { CaseFacts } from "./declare.ts";
import { report } from "./decide/report.ts";
import type { CaseEvent } from "./events.ts";
import type { CaseFile } from "./state.ts";
import { caseCan, type CaseRow } from "./table.ts";

/** What every declaration is to whoever does not care which command it is. */
interface Declared extends CaseRow {
  readonly needs?: readonly Requirement<CaseFile>[];
  readonly possibleSince?: (file: CaseFile) => string;
  readonly decide: Decide;
}
/** Each declaration takes its own arguments; which they are, the type of the command has settled. */
type Decide = (file: CaseFile, args: never, facts: CaseFacts) => Decision<CaseEvent>;

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
    const react: Decide = CASE_REACTIONS[type as keyof typeof CASE_REACTIONS];
    return react(file, args as never, facts);
  }
  return byPerson(file, command as Extract<CaseCommand, { type: keyof typeof CASE_COMMANDS }>, facts);
}

function byPerson(
  file: CaseFile,
  command: Extract<CaseCommand, { type: keyof typeof CASE_COMMANDS }>,
  facts: CaseFacts,
): Decision<CaseEvent> {
  const { type, notes, ...args } = command;
  const declared: Declared = CASE_COMMANDS[type];
  const { occurredAt } = args as { readonly occurredAt?: string };
  const late = enteredLate(occurredAt, declared.possibleSince?.(file) ?? file.reportedAt, facts.now);
  if ("refused" in late) return late;
  const refused =
    caseCan(facts.actor, file, type, facts.now) ??
    unmet(declared.needs ?? [], file, command as Given, facts.actor);
  if (refused) return { refused };
  const decided = declared.decide(file, args as never, facts);
  if ("refused" in decided) return decided;
  const [first, ...rest] = decided.events;
  if (!first) return decided;
  const step = { ...first, data: { ...first.data, ...late.mark }, ...late.happened } as CaseEvent;
  return withNotes({ events: [step, ...rest] }, notes);
}

/** Free text stands beside the step itself, not beside what follows from it. */
function withNotes(
  decided: Decision<CaseEvent>,
  notes: Readonly<Record<string, string>> | undefined,
): Decision<CaseEvent> {
  if ("refused" in decided || !notes) return decided;
  const [first, ...rest] = decided.events;
  return first ? { events: [{ ...first, notes }, ...rest] } : decided;
}
