import { caseOpen, openDanger, type CaseFile } from "../case/state.ts";
import { foldCase } from "../case/fold.ts";
import { decideCase, type CaseCommand } from "../case/decide.ts";
import type { Calendar } from "../clocks/working-time.ts";
import { dayOf } from "../clocks/working-time.ts";
import {
  decideComponent,
  foldComponent,
  holderOn,
  ownershipStatus,
  type Component,
  type ComponentCommand,
} from "../component/component.ts";
import type { Refusal, StreamEvent } from "../event.ts";
import {
  inBackstop,
  inquiryOpen,
  inquirySummary,
  isAnnounced,
  type Candidate,
  type Inquiry,
} from "../inquiry/state.ts";
import { foldInquiry } from "../inquiry/fold.ts";
import type { InquiryCommand } from "../inquiry/command.ts";
import { decideInquiry } from "../inquiry/decide.ts";
import type { Actor, Instant, OwnershipStatus } from "../names.ts";
import { react } from "./react.ts";
import type { RulePack } from "../clocks/rules.ts";

/**
 * One shaft, one file (一井一档): a component with every matter about it that may still move. Whatever happens to one
 * component is decided over its dossier and nowhere else, so one lock on the component is enough.
 */
export interface Dossier {
  readonly component: Component | null;
  readonly cases: readonly CaseFile[];
  readonly inquiries: readonly Inquiry[];
}

export type Command =
  | { readonly on: "component"; readonly id: string; readonly command: ComponentCommand }
  | { readonly on: "case"; readonly id: string; readonly command: CaseCommand }
  | { readonly on: "inquiry"; readonly id: string; readonly command: InquiryCommand };

export interface Context {
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: Calendar;
  /** The pack in force, for what is filed or opened now. */
  readonly rulePack: RulePack;
  /** Packs that cases of the dossier pinned at filing; a later rule edit changes nothing for them. */
  readonly pinnedPacks: readonly RulePack[];
  readonly newId: () => string;
  readonly newInquiryNumber: () => string;
  /** Who the letters go to, likeliest first, and the version of the model that said so. */
  readonly candidates: readonly Candidate[];
  readonly modelVersion: string | null;
  /** The street department for this place, and who looks after what nobody owns. Null outside any place rule. */
  readonly departmentUnitId: string | null;
  readonly custodianUnitId: string | null;
}

/** An event as it came about: `cause` is the position of the event it reacts to, null for the command's own. */
export type Outcome = StreamEvent & { readonly cause: number | null };

export type Performed =
  | { readonly dossier: Dossier; readonly outcomes: readonly Outcome[] }
  | { readonly refused: Refusal };

/**
 * Handle first, find the owner meanwhile, fall back to the backstop, as one function: decides a command, folds its
 * events into the dossier, lets the mechanism react to each of them, and so on until nothing follows. A refusal of
 * the command refuses everything, and so does a role that its decision cannot give; any other reaction that is not
 * possible (already done, not allowed now) is left out.
 */
export function perform(dossier: Dossier, command: Command, context: Context): Performed {
  const first = decideOn(dossier, command, context);
  if ("refused" in first) return first;
  let present = dossier;
  const outcomes: Outcome[] = [];
  const take = (events: readonly StreamEvent[], cause: number | null) => {
    for (const event of events) {
      present = foldInto(present, event, context.now);
      outcomes.push({ ...event, cause });
    }
  };
  take(first.events, null);
  for (let index = 0; index < outcomes.length; index++) {
    const outcome = outcomes[index];
    if (!outcome) break;
    for (const reaction of react(outcome, present, context)) {
      const decided = decideOn(present, reaction, {
        ...context,
        actor: { ...context.actor, role: "SYSTEM" },
      });
      if (!("refused" in decided)) take(decided.events, index);
      // A determination whose owner cannot be entered must not be recorded as if it had been.
      else if (reaction.on === "component" && reaction.command.type === "ASSIGN_ROLE") return decided;
    }
  }
  return { dossier: present, outcomes };
}

/** The fold of all events of a component and its matters; what the projections must equal. */
export function replay(events: readonly { event: StreamEvent; at: Instant }[]): Dossier {
  return events.reduce<Dossier>((dossier, { event, at }) => foldInto(dossier, event, at), {
    component: null,
    cases: [],
    inquiries: [],
  });
}

export interface Standing {
  readonly ownershipStatus: OwnershipStatus;
  readonly openDanger: boolean;
  readonly openCases: number;
  /** Made known to everybody: a notice runs, or the public looks after it. Any unit may then claim it (D10). */
  readonly announced: boolean;
}

/** How the component stands today: what the map colours it by. Derived from the dossier, never an event of its own. */
export function standing(dossier: Dossier, now: Instant): Standing {
  const open = dossier.cases.filter(caseOpen);
  const inquiry = dossier.inquiries.find(inquiryOpen) ?? null;
  const status = dossier.component
    ? ownershipStatus(dossier.component, inquirySummary(inquiry), dayOf(now))
    : "UNKNOWN";
  return {
    ownershipStatus: status,
    openDanger: open.some(openDanger),
    openCases: open.length,
    announced: status === "BACKSTOP" || dossier.inquiries.some(isAnnounced),
  };
}

function decideOn(
  dossier: Dossier,
  command: Command,
  context: Context,
): { events: readonly StreamEvent[] } | { refused: Refusal } {
  const { id } = command;
  switch (command.on) {
    case "component": {
      const openMatters =
        dossier.cases.filter(caseOpen).length + dossier.inquiries.filter(inquiryOpen).length;
      const decided = decideComponent(dossier.component, command.command, {
        today: dayOf(context.now),
        openMatters,
        byHand: context.actor.role !== "SYSTEM",
      });
      return "refused" in decided
        ? decided
        : { events: decided.events.map((event) => ({ stream: "component", id, event })) };
    }
    case "case": {
      const file = dossier.cases.find((known) => known.id === id) ?? null;
      const { command: given } = command;
      const unmergeable =
        given.type === "MERGE"
          ? mergeRefusal(dossier, file, given.into)
          : given.type === "UNMERGE" && mergedFurther(dossier, file)
            ? ({ reason: "MERGED_FURTHER" } as const)
            : null;
      if (unmergeable) return { refused: unmergeable };
      const rulePack =
        context.pinnedPacks.find(
          (pack) => pack.id === file?.rulePack?.id && pack.version === file.rulePack.version,
        ) ?? context.rulePack;
      const decided = decideCase(file, given, {
        ...context,
        rulePack,
        classCode: dossier.component?.classCode ?? "",
      });
      return "refused" in decided
        ? decided
        : { events: decided.events.map((event) => ({ stream: "case", id, event })) };
    }
    case "inquiry": {
      const { command: given } = command;
      // What is in backstop is reopened, not asked about beside it: its custodian waits for the answer.
      if (given.type === "OPEN" && dossier.inquiries.some((known) => inquiryOpen(known) || inBackstop(known)))
        return { refused: { reason: "INQUIRY_EXISTS" } };
      const inquiry = dossier.inquiries.find((known) => known.id === id) ?? null;
      if (given.type === "DISCLAIM") {
        const { actor, now } = context;
        const who = actor.role === "OWNER_UNIT" ? actor.unitId : given.unitId;
        if (!owns(dossier, who, now)) return { refused: { reason: "NOT_THE_OWNER" } };
      }
      const decided = decideInquiry(inquiry, given, context);
      if ("refused" in decided) return decided;
      const reopens = decided.events.some((event) => event.kind === "INQUIRY_REOPENED");
      if (reopens && dossier.inquiries.some((known) => known.id !== id && inquiryOpen(known)))
        return { refused: { reason: "INQUIRY_EXISTS" } };
      return { events: decided.events.map((event) => ({ stream: "inquiry", id, event })) };
    }
  }
}

/** Cases of one component only, and never so that the clocks of an open danger end with the case that is merged away. */
function mergeRefusal(dossier: Dossier, file: CaseFile | null, into: string): Refusal | null {
  const target = dossier.cases.find((known) => known.id === into && caseOpen(known));
  if (!target) return { reason: "OTHER_COMPONENT" };
  if (!file?.filedAt || !openDanger(file)) return null;
  const carries = openDanger(target) && target.filedAt !== null && target.filedAt <= file.filedAt;
  return carries ? null : { reason: "DANGER_WOULD_BE_LOST" };
}

function mergedFurther(dossier: Dossier, file: CaseFile | null): boolean {
  return dossier.cases.some((known) => known.id === file?.mergedInto && known.state === "MERGED");
}

function owns({ component }: Dossier, unitId: string | null, now: Instant): boolean {
  return component !== null && unitId !== null && holderOn(component, "owner", dayOf(now))?.unitId === unitId;
}

function foldInto(dossier: Dossier, { stream, id, event }: StreamEvent, now: Instant): Dossier {
  const at = event.occurredAt ?? now;
  switch (stream) {
    case "component":
      return { ...dossier, component: foldComponent(dossier.component, id, event) };
    case "case":
      return { ...dossier, cases: replaced(dossier.cases, id, (file) => foldCase(file, id, event, at)) };
    case "inquiry":
      return {
        ...dossier,
        inquiries: replaced(dossier.inquiries, id, (inquiry) => foldInquiry(inquiry, id, event, at)),
      };
  }
}

function replaced<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  change: (old: T | null) => T,
): readonly T[] {
  const old = list.find((item) => item.id === id);
  return old ? list.map((item) => (item.id === id ? change(item) : item)) : [...list, change(null)];
}
