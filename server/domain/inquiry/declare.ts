import type { Calendar } from "../clocks/working-time.ts";
import type { RulePack } from "../clocks/rules.ts";
import type { RoleInterval } from "../component/state.ts";
import { declaring } from "../declaration.ts";
import type { Decision } from "../decision.ts";
import type { Actor, InquiryState, Instant } from "../names.ts";
import type { InquiryEvent, InquiryEventData } from "./events.ts";
import type { Premises } from "./premises.ts";
import type { Candidate, Inquiry } from "./state.ts";

/** What a decision on the ownership track may look at besides the inquiry. */
export interface InquiryFacts {
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: Calendar;
  readonly rulePack: RulePack;
  /** Who owns the component, and who did: what a determination would take from others (docs/domain.md#guard-5). */
  readonly owners: readonly RoleInterval[];
  /** A case of the component is an open danger, whether or not the inquiry knows of it yet. */
  readonly openDanger: boolean;
  /** Units whose lines kill: gas and power (docs/domain.md#d14). */
  readonly liveLineUnits: readonly string[];
  /** Who ought to be asked, by the ranking and the map of this moment; nobody where nobody looked. */
  readonly candidates: readonly Candidate[];
  /** Premises that the point lies in; null where nobody looked. */
  readonly premises: readonly Premises[] | null;
  /** Uploads of one picture, each by the upload that stands for all; what is not here is a picture of its own. */
  readonly shownBy: Readonly<Record<string, string>>;
  /** Public bodies, which are made custodian without having signed. */
  readonly publicUnitIds: readonly string[];
  /** What was written beside the command. */
  readonly notes?: Readonly<Record<string, string>> | undefined;
  /** For letters and evidence, which have ids of their own. */
  readonly newId: () => string;
}

/** Declares one command of the ownership track: everything that is said about it is said here. */
export const inquiryCommand = declaring<Inquiry, InquiryState, InquiryFacts, InquiryEvent, []>();

export function inquiryEvent<K extends keyof InquiryEventData>(
  kind: K,
  data: InquiryEventData[K],
): InquiryEvent {
  return { kind, data } as InquiryEvent;
}

export function oneInquiryEvent<K extends keyof InquiryEventData>(
  kind: K,
  data: InquiryEventData[K],
): Decision<InquiryEvent> {
  return { events: [inquiryEvent(kind, data)] };
}
