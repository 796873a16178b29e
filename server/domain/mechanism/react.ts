import type { CaseEventData, CaseEventOf } from "../case/events.ts";
import type { CaseFile } from "../case/state.ts";
import type { ComponentEvent } from "../component/events.ts";
import type { InquiryEventData, InquiryEventOf } from "../inquiry/events.ts";
import type { Inquiry } from "../inquiry/state.ts";
import type { Command, Context, Dossier, StreamEvent } from "./dossier.ts";
import { CASE_REACTIONS_TO } from "./react/case.ts";
import { INQUIRY_REACTIONS_TO } from "./react/inquiry.ts";
import { apartAgain, identified, separated, takenIn } from "./react/identification.ts";
import { hidden } from "./react/relieving.ts";
import { succeedHolder } from "./react/owner.ts";

/**
 * The mechanism of 《无主井盖应急处置机制》: what follows by itself from what has happened. Each rule is one line of
 * 边处置边寻找责任单位，边应急处理边触发兜底机制. The commands are issued as the system, in the same transaction.
 */
export function react(happened: StreamEvent, dossier: Dossier, context: Context): readonly Command[] {
  const { id } = happened;
  switch (happened.stream) {
    case "case": {
      const file = dossier.cases.find((known) => known.id === id);
      return file ? toCase(file, happened.event, dossier, context) : [];
    }
    case "inquiry": {
      const inquiry = dossier.inquiries.find((known) => known.id === id);
      return inquiry ? toInquiry(inquiry, happened.event, dossier, context) : [];
    }
    case "component":
      return toComponent(id, happened.event, dossier, context);
  }
}

function toComponent(
  id: string,
  event: ComponentEvent,
  dossier: Dossier,
  context: Context,
): readonly Command[] {
  switch (event.kind) {
    case "HOLDER_SUCCEEDED":
      return succeedHolder(id, event.data, dossier, context);
    case "CLASS_CHANGED":
      return [
        ...dossier.inquiries.map(({ id }): Command => ({
          on: "inquiry",
          id,
          command: { type: "MARK_RESTRICTED", restricted: event.data.restricted },
        })),
        ...(event.data.restricted ? hidden(dossier, context) : []),
      ];
    case "COMPONENT_IDENTIFIED":
      return identified(event.data, dossier);
    case "PROVISIONAL_TAKEN_IN":
      return takenIn(event.data, dossier, context);
    case "PROVISIONAL_SEPARATED":
      return separated(event.data, dossier);
    case "IDENTIFICATION_UNDONE":
      return apartAgain(dossier, context);
    default:
      return [];
  }
}

function toCase<K extends keyof CaseEventData>(
  file: CaseFile,
  { kind, data }: CaseEventOf<K>,
  dossier: Dossier,
  context: Context,
): readonly Command[] {
  const follows = CASE_REACTIONS_TO[kind]?.(file, data, dossier, context) ?? [];
  return isClock(kind) ? follows : [...follows, { on: "case", id: file.id, command: keepClock(kind) }];
}

function toInquiry<K extends keyof InquiryEventData>(
  inquiry: Inquiry,
  { kind, data }: InquiryEventOf<K>,
  dossier: Dossier,
  context: Context,
): readonly Command[] {
  const follows = INQUIRY_REACTIONS_TO[kind]?.(inquiry, data, dossier, context) ?? [];
  return isClock(kind) ? follows : [...follows, { on: "inquiry", id: inquiry.id, command: keepClock(kind) }];
}

/** Whatever happened, what is waited for after it has its clock; last, because what followed may be what was waited for. */
function keepClock(after: string) {
  return { type: "KEEP_CLOCK", after } as const;
}

function isClock(kind: string): boolean {
  return kind === "WAIT_ENDED" || kind === "DEADLINE_SET" || kind === "DEADLINE_RECOMPUTED";
}
