import type { CaseCommand } from "../case/commands.ts";
import type { CaseEvent } from "../case/events.ts";
import type { Pictures } from "../case/proofs.ts";
import type { CaseFile } from "../case/state.ts";
import type { Calendar } from "../clocks/working-time.ts";
import type { RulePack } from "../clocks/rules.ts";
import type { ComponentCommand } from "../component/commands.ts";
import type { ComponentEvent } from "../component/events.ts";
import type { Component } from "../component/state.ts";
import type { Happening } from "../decision.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import type { InquiryEvent } from "../inquiry/events.ts";
import type { Premises } from "../inquiry/premises.ts";
import type { Candidate, Inquiry } from "../inquiry/state.ts";
import type { Actor, Instant } from "../names.ts";

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

/** What the mechanism is told about the world around one component. */
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
  /** Who ought to be asked, likeliest first, and the version of the model that said so: the ranking's and the map's. */
  readonly candidates: readonly Candidate[];
  readonly modelVersion: string | null;
  /** Premises that the point lies in; null where nobody looked. */
  readonly premises: readonly Premises[] | null;
  /** Public bodies, which are made custodian without having signed (docs/domain.md#guard-3). */
  readonly publicUnitIds: readonly string[];
  /** Units whose lines kill: gas and power (docs/domain.md#d14). */
  readonly liveLineUnits: readonly string[];
  /** Who is told of a determination here: units of the medium, and those with a line or a duty at the point. */
  readonly concernedUnitIds: readonly string[];
  /** The street department for this place, and who looks after what nobody owns. Null outside any place rule. */
  readonly departmentUnitId: string | null;
  readonly custodianUnitId: string | null;
  /** Of the pictures that come with a command: which are one picture, and what they have proved, also where the dossier does not reach. */
  readonly pictures?: Pictures;
}

export type StreamEvent =
  | { readonly stream: "component"; readonly id: string; readonly event: ComponentEvent & Happening }
  | { readonly stream: "case"; readonly id: string; readonly event: CaseEvent & Happening }
  | { readonly stream: "inquiry"; readonly id: string; readonly event: InquiryEvent & Happening };

/** An event as it came about: `cause` is the position of the event it reacts to, null for the command's own. */
export type Outcome = StreamEvent & { readonly cause: number | null };
