import { enteredLate } from "../clocks/late-entry.ts";
import { refuse, type Decision } from "../decision.ts";
import { unmet, type Given, type Requirement } from "../requirements.ts";
import {
  INQUIRY_COMMANDS,
  INQUIRY_REACTIONS,
  type InquiryCommand,
  type InquiryPersonCommand,
} from "./commands.ts";
import { oneInquiryEvent, type InquiryFacts } from "./declare.ts";
import type { InquiryEvent } from "./events.ts";
import type { Inquiry } from "./state.ts";
import { inquiryCan, type InquiryRow } from "./table.ts";

/** What every declaration is to whoever does not care which command it is. */
interface Declared extends InquiryRow {
  readonly needs?: readonly Requirement<Inquiry>[];
  readonly possibleSince?: (inquiry: Inquiry) => string;
  readonly decide: Decide;
}
/** Each declaration takes its own arguments; which they are, the type of the command has settled. */
type Decide = (inquiry: Inquiry, args: never, facts: InquiryFacts) => Decision<InquiryEvent>;

/** What a command means now: events, or a reason why not. */
export function decideInquiry(
  inquiry: Inquiry | null,
  command: InquiryCommand,
  facts: InquiryFacts,
): Decision<InquiryEvent> {
  if (command.type === "OPEN") {
    const { type: _, notes, ...data } = command;
    return inquiry ? refuse("INQUIRY_EXISTS") : withNotes(oneInquiryEvent("INQUIRY_OPENED", data), notes);
  }
  if (!inquiry) return refuse("WRONG_STATE");
  switch (command.type) {
    case "LINK_CASE":
    case "NOTE_SAFE":
    case "PASS_DEADLINE": {
      if (facts.actor.role !== "SYSTEM") return refuse("ROLE_MAY_NOT");
      const react: Decide = INQUIRY_REACTIONS[command.type];
      return react(inquiry, command as never, facts);
    }
    default:
      return byPerson(inquiry, command, facts);
  }
}

function byPerson(
  inquiry: Inquiry,
  command: InquiryPersonCommand,
  facts: InquiryFacts,
): Decision<InquiryEvent> {
  const { type, notes, ...args } = command;
  const declared: Declared = INQUIRY_COMMANDS[type];
  const given: Given = command;
  const refused =
    inquiryCan(facts.actor, inquiry, type) ?? unmet(declared.needs ?? [], inquiry, given, facts.actor);
  if (refused) return { refused };
  const since = declared.possibleSince?.(inquiry) ?? inquiry.openedAt;
  const late = enteredLate("occurredAt" in args ? args.occurredAt : undefined, since, facts.now);
  if ("refused" in late) return late;
  const decided = declared.decide(inquiry, args as never, facts);
  if ("refused" in decided) return decided;
  const [first, ...rest] = decided.events;
  if (!first) return decided;
  const step = { ...first, data: { ...first.data, ...late.mark }, ...late.happened } as InquiryEvent;
  return withNotes({ events: [step, ...rest] }, notes);
}

/** Free text stands beside the step itself, not beside what follows from it. */
function withNotes(
  decided: Decision<InquiryEvent>,
  notes: Readonly<Record<string, string>> | undefined,
): Decision<InquiryEvent> {
  if ("refused" in decided || !notes) return decided;
  const [first, ...rest] = decided.events;
  return first ? { events: [{ ...first, notes }, ...rest] } : decided;
}
