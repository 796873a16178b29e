import type { CaseCommand } from "../../../server/domain/case/commands.ts";
import type { ComponentCommand } from "../../../server/domain/component/commands.ts";
import type { InquiryCommand } from "../../../server/domain/inquiry/commands.ts";
import type { Command, Dossier } from "../../../server/domain/mechanism/dossier.ts";
import type { Premises } from "../../../server/domain/inquiry/premises.ts";
import type { Candidate } from "../../../server/domain/inquiry/state.ts";
import { running } from "../../../server/domain/clocks/deadline.ts";
import { perform } from "../../../server/domain/mechanism/perform.ts";
import type { Actor, Instant } from "../../../server/domain/names.ts";
import type { RulePack } from "../../../server/domain/clocks/rules.ts";
import { shippedCalendar } from "../../../server/reference/holiday-files.ts";
import { seal, type SealedEvent, type StreamHead } from "../../../server/store/append.ts";

/** What the mechanism would find in the database around one component of the town. */
export interface Surroundings {
  readonly rulePack: RulePack;
  readonly departmentUnitId: string | null;
  readonly candidates: readonly Candidate[];
  readonly modelVersion: string | null;
  /** Compounds, yards and sites that the component lies in. */
  readonly premises: readonly Premises[];
  readonly publicUnitIds: readonly string[];
  readonly newId: () => string;
  readonly newInquiryNumber: () => string;
}

const SYSTEM: Actor = { accountId: null, role: "SYSTEM", unitId: null };

/**
 * The life of one component, told with simulated clocks through the very functions the server runs: the sweep acts at
 * each deadline that passes between two commands, and a story that asks for what is not allowed throws.
 */
export class Chronicle {
  dossier: Dossier;
  readonly sealed: SealedEvent[] = [];
  readonly #heads = new Map<string, StreamHead>();
  readonly #around: Surroundings;

  constructor(dossier: Dossier, around: Surroundings) {
    this.dossier = dossier;
    this.#around = around;
  }

  /** What the map shows there. */
  get premises(): readonly Premises[] {
    return this.#around.premises;
  }

  onCase(at: Instant, actor: Actor, id: string, command: CaseCommand): void {
    this.#perform(at, actor, { on: "case", id, command });
  }

  onInquiry(at: Instant, actor: Actor, id: string, command: InquiryCommand): void {
    this.#perform(at, actor, { on: "inquiry", id, command });
  }

  /** A correction of the register. */
  onComponent(at: Instant, actor: Actor, command: ComponentCommand): void {
    this.#perform(at, actor, { on: "component", id: this.dossier.component?.id ?? "", command });
  }

  /** What the registry clean-up does: opens an inquiry without a case. */
  openInquiry(at: Instant, actor: Actor, id: string, command: InquiryCommand): void {
    this.#perform(at, { ...actor, role: "SYSTEM" }, { on: "inquiry", id, command }, actor);
  }

  /** Lets the time until `at` pass: what is due meanwhile is swept. */
  pass(at: Instant): void {
    for (;;) {
      const due = this.#nextDue(at);
      if (!due) return;
      const before = this.sealed.length;
      this.#perform(due.at, SYSTEM, due.command);
      if (this.sealed.length === before) throw new Error(`the sweep found nothing to do at ${due.at}`);
    }
  }

  #nextDue(limit: Instant): { at: Instant; command: Command } | undefined {
    let first: { at: Instant; command: Command } | undefined;
    const consider = (at: Instant, command: Command) => {
      if (at <= limit && (!first || at < first.at)) first = { at, command };
    };
    for (const file of this.dossier.cases) {
      for (const { kind, dueAt, ...deadline } of file.deadlines) {
        if (running(deadline) && deadline.firedAt === null) {
          consider(dueAt, { on: "case", id: file.id, command: { type: "PASS_DEADLINE", kind, dueAt } });
        }
      }
    }
    for (const inquiry of this.dossier.inquiries) {
      for (const { kind, dueAt, ...deadline } of inquiry.deadlines) {
        if (running(deadline) && deadline.firedAt === null) {
          const custodianUnitId = this.#around.departmentUnitId;
          consider(dueAt, {
            on: "inquiry",
            id: inquiry.id,
            command: { type: "PASS_DEADLINE", kind, dueAt, custodianUnitId },
          });
        }
      }
    }
    return first;
  }

  #perform(at: Instant, actor: Actor, command: Command, author: Actor = actor): void {
    const { rulePack, departmentUnitId, ...around } = this.#around;
    const performed = perform(this.dossier, command, {
      ...around,
      now: at,
      actor,
      calendar: shippedCalendar(),
      rulePack,
      pinnedPacks: [],
      concernedUnitIds: this.dossier.component?.restricted
        ? []
        : around.candidates.map(({ unitId }) => unitId),
      departmentUnitId,
      liveLineUnits: [],
      custodianUnitId: departmentUnitId,
    });
    if ("refused" in performed)
      throw new Error(`${command.command.type} at ${at}: ${performed.refused.reason}`);
    this.dossier = performed.dossier;
    const events = performed.outcomes.map(({ stream, id, event, cause }) => ({
      stream,
      streamId: id,
      kind: event.kind,
      data: event.data,
      componentId: this.dossier.component?.id ?? null,
      divisionCode: this.dossier.component?.divisionCode ?? null,
      occurredAt: at,
      ...(event.notes && { notes: event.notes }),
      cause,
    }));
    for (const event of seal(events, this.#heads, author, at)) {
      this.#heads.set(event.streamId, { seq: event.seq, head: event.leafHash });
      this.sealed.push(event);
    }
  }

  versionOf(streamId: string): number {
    return this.#heads.get(streamId)?.seq ?? 0;
  }
}
