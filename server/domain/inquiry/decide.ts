import { enteredLate } from "../clocks/late-entry.ts";
import { decideStep, type Decide, type Declared } from "../declaration.ts";
import { refuse, withNotes, type Decision } from "../decision.ts";
import { unmet } from "../requirements.ts";
import {
  INQUIRY_COMMANDS,
  INQUIRY_REACTIONS,
  type InquiryCommand,
  type InquiryPersonCommand,
} from "./commands.ts";
import { oneInquiryEvent, type InquiryFacts } from "./declare.ts";
import type { InquiryEvent } from "./events.ts";
import type { Inquiry } from "./state.ts";
import { inquiryCan } from "./table.ts";

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
    case "MARK_RESTRICTED":
    case "ASK_NAMED":
    case "PROPOSE_MEETING":
    case "ANNOUNCE_DETERMINATION":
    case "SUCCEED_UNIT":
    case "PASS_DEADLINE":
    case "KEEP_CLOCK":
    case "RECOMPUTE_DEADLINES":
    case "MOVE":
    case "ABSORB":
    case "SEPARATE":
    case "UNDO_OPENING": {
      if (facts.actor.role !== "SYSTEM") return refuse("ROLE_MAY_NOT");
      const react: Decide<Inquiry, InquiryFacts, InquiryEvent> = INQUIRY_REACTIONS[command.type];
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
  const { actor, now } = facts;
  const declared: Declared<Inquiry, InquiryFacts, InquiryEvent> = INQUIRY_COMMANDS[type];
  const refused = inquiryCan(actor, inquiry, type) ?? unmet(declared.needs ?? [], inquiry, command, actor);
  if (refused) return { refused };
  const since = declared.possibleSince?.(inquiry, actor) ?? inquiry.openedAt;
  const late = enteredLate("occurredAt" in args ? args.occurredAt : undefined, since, now);
  return "refused" in late ? late : decideStep(declared, inquiry, args, { ...facts, notes }, late, notes);
}
