import type { Pictures } from "../case/proofs.ts";
import type { CaseFile } from "../case/state.ts";
import type { CaseCommand } from "../case/commands.ts";
import type { ComponentCommand } from "../component/commands.ts";
import type { RoleInterval } from "../component/state.ts";
import type { StreamEvent, Command, Context, Dossier } from "./dossier.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { standing } from "./standing.ts";
import type { Calendar } from "../clocks/working-time.ts";
import { dayOf } from "../clocks/working-time.ts";
import { running } from "../clocks/deadline.ts";
import type { Premises } from "../inquiry/premises.ts";
import type { Candidate, Inquiry } from "../inquiry/state.ts";
import { perform } from "./perform.ts";
import type { Actor, Instant, Role } from "../names.ts";
import type { RulePack, StepRule } from "../clocks/rules.ts";
import { STEP_KINDS, type StepKind } from "../clocks/steps.ts";

/** A street for tests of the domain: one component, simulated time, and whoever gives commands. Pure, as the domain is. */

const urgent = (minutes: number): StepRule => ({ clock: "URGENT_HOUR", minutes, source: "test" });
const days = (n: number): StepRule => ({ clock: "NATURAL_DAY", minutes: n * 1440, source: "test" });
const STEPS: Readonly<Record<StepKind, StepRule>> = {
  ...(Object.fromEntries(STEP_KINDS.map((kind) => [kind, urgent(30)])) as Record<StepKind, StepRule>),
  DISPATCH_ORDINARY: { clock: "WORK_HOUR", minutes: 240, source: "test" },
  ACKNOWLEDGE_ORDINARY: { clock: "WORK_HOUR", minutes: 240, source: "test" },
  GUARD: urgent(30),
  MAKE_SAFE: urgent(120),
  CHECK: { clock: "WORK_HOUR", minutes: 240, source: "test" },
  HAND_OVER: { clock: "WORK_DAY", minutes: 480, source: "test" },
  BOUNDARY: { clock: "WORK_DAY", minutes: 960, source: "test" },
  CONSULT_DANGER: { clock: "WORK_HOUR", minutes: 240, source: "test" },
  CONSULT_ORDINARY: { clock: "WORK_DAY", minutes: 1440, source: "test" },
  SURVEY: { clock: "WORK_DAY", minutes: 480, source: "test" },
  OBJECTION: { clock: "WORK_DAY", minutes: 2400, source: "test" },
  NOTICE_DANGER: { clock: "WORK_DAY", minutes: 480, source: "test" },
  NOTICE_ORDINARY: days(15),
  FIRST_REVIEW: days(30),
};

export const PACK: RulePack = {
  id: "test",
  version: 1,
  nameZh: "测试",
  nameEn: "Test",
  sourceText: "test",
  validFrom: "2020-01-01",
  steps: STEPS,
  repairs: [
    {
      ...urgent(120),
      id: "R01",
      classes: ["0101-0114"],
      defects: ["MISSING", "DISPLACED", "CRACKED"],
      criterionZh: "",
      closeZh: "",
    },
  ],
  otherRepair: { clock: "WORK_DAY", minutes: 2400, source: "test" },
};

/** Monday to Friday, every year from 2020 to 2035. */
export const WEEKDAYS: Calendar = {
  covers: (year) => year >= 2020 && year <= 2035,
  isWorkday: (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
};

export const DEPT = "dept-unit";
export const UNITS = ["water-unit", "power-unit", "gas-unit"] as const;
const [WATER] = UNITS;
export const COMPONENT = "component-1";
/** A Tuesday, 10:00 in Foshan. */
export const START: Instant = "2026-03-03T02:00:00.000Z";

export function person(role: Role, unitId: string | null = null, name = ""): Actor {
  return { accountId: `${role}${unitId ?? ""}${name}`, role, unitId };
}
export const SEAT = person("SEAT_OPERATOR");
export const LEAD = person("SHIFT_LEAD");
export const GRID = person("GRID_WORKER");
export const STREET = person("STREET_DEPT", DEPT);
export const CONVENER = person("CONVENER");
export const AUDITOR = person("AUDITOR");
export const SYSTEM: Actor = { accountId: null, role: "SYSTEM", unitId: null };
export const unit = (unitId: string = WATER): Actor => person("OWNER_UNIT", unitId);

/** Words that explain, where somebody must say what it is like. */
export const STATED = { notes: { reason: "台风将至，校门口的盖板随时移位" } } as const;

/** The map shows a compound at the point, and the parcel check agrees. */
export function insideCompound(street: Street): void {
  street.premises = [{ id: "compound-1", kind: "COMPOUND" }];
  street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PRIVATE", areaId: "compound-1" });
}

let shots = 0;
/** A new picture: one photo proves one step. */
export const shot = (): { photoIds: string[] } => ({ photoIds: [`shot-${++shots}`] });

/** Somebody is sent in its own right, not in another's stead. */
export const sent = (unitId: string) =>
  ({ type: "DISPATCH", unitId, substituteHandling: false, emergencyReason: null }) as const;

export interface StreetOptions {
  readonly roles?: readonly RoleInterval[];
  readonly disposition?: "PRIVATE" | "ABANDONED" | null;
  readonly departmentUnitId?: string | null;
  readonly candidates?: readonly string[];
  readonly start?: Instant;
  /** A cover of class 0130. */
  readonly restricted?: boolean;
  /** Made by a report, so many metres north of the registered one. */
  readonly provisional?: { readonly id: string; readonly metres: number };
}

export const held = (
  role: RoleInterval["role"],
  unitId: string,
  from = "2020-01-01",
  to: string | null = null,
): RoleInterval => ({ role, unitId, from, to, basis: "TEST", basisRef: null });

/** One component's life, told command by command. `do` throws where the street would refuse. */
export class Street {
  dossier: Dossier;
  now: Instant;
  rulePack: RulePack = PACK;
  calendar: Calendar = WEEKDAYS;
  /** What is known of pictures that were uploaded more than once, or used in other streets. */
  pictures: Pictures = { shownBy: {}, used: [] };
  /** What the map says of the ground. */
  premises: readonly Premises[] = [];
  /** Units that the map has come to show at the point, besides the likely ones. */
  nearby: readonly Candidate[] = [];
  readonly told: { event: StreamEvent; at: Instant }[] = [];
  readonly #options: StreetOptions;
  #ids = 0;

  constructor(options: StreetOptions = {}) {
    this.#options = options;
    const { provisional } = options;
    this.now = options.start ?? START;
    this.dossier = { component: null, cases: [], inquiries: [] };
    this.component(SEAT, {
      type: "REGISTER",
      divisionCode: "440604011",
      classCode: options.restricted ? "0130" : "0102",
      classGroup: "COVER",
      position: {
        lonE7: 1130500000,
        latE7: 230300000 + Math.round(((provisional?.metres ?? 0) / 111_195) * 1e7),
      },
      accuracyCm: provisional ? 500 : 100,
      sourceCrs: "EPSG:4490",
      provisional: provisional !== undefined,
      restricted: options.restricted ?? false,
      address: "张槎一路",
      dataSource: "SURVEY",
      attributes: {},
      code: provisional ? null : { scheme: "A", code: "4406040102000001", from: "2020-01-01", to: null },
      photoIds: [],
    });
    for (const { role, unitId, from, to, basis, basisRef } of options.roles ?? []) {
      this.component(SYSTEM, { type: "ASSIGN_ROLE", role, unitId, from, basis, basisRef });
      if (to) this.component(SYSTEM, { type: "END_ROLE", role, on: to, basis });
    }
    if (options.disposition)
      this.component(SEAT, { type: "SET_DISPOSITION", disposition: options.disposition, inquiryId: null });
  }

  /** Gives a command, or answers why it is refused and changes nothing. */
  try(actor: Actor, command: Command): string | null {
    const performed = perform(this.dossier, command, this.context(actor));
    if ("refused" in performed) return performed.refused.reason;
    this.dossier = performed.dossier;
    this.told.push(...performed.outcomes.map((event) => ({ event, at: this.now })));
    return null;
  }

  do(actor: Actor, command: Command): void {
    const reason = this.try(actor, command);
    if (reason) throw new Error(`${command.command.type} by ${actor.role}: ${reason}`);
  }

  /** The reason why not, null when it is allowed; the street stays as it is. */
  refusal(actor: Actor, command: Command): string | null {
    const performed = perform(this.dossier, command, this.context(actor));
    return "refused" in performed ? performed.refused.reason : null;
  }

  get id(): string {
    return this.#options.provisional?.id ?? COMPONENT;
  }

  component(actor: Actor, command: ComponentCommand): void {
    this.do(actor, { on: "component", id: this.id, command });
  }

  case(actor: Actor, command: CaseCommand, id = "case-1"): void {
    this.do(actor, { on: "case", id, command });
  }

  inquiry(actor: Actor, command: InquiryCommand, id = this.search.id): void {
    this.do(actor, { on: "inquiry", id, command });
  }

  report(
    options: {
      danger?: boolean;
      defect?: "MISSING" | "NOISY";
      id?: string;
      at?: "boundary" | "outside";
      photoIds?: string[];
    } = {},
  ): void {
    const { danger = true, defect = "MISSING", id = "case-1", at, photoIds = [] } = options;
    const { component } = this.dossier;
    if (!component) throw new Error("nothing registered");
    const { position, divisionCode } = component;
    const about = { number: id, componentId: this.id, divisionCode, danger, defect, position };
    this.case(
      GRID,
      {
        type: "REPORT",
        ...about,
        channel: "GRID_APP",
        photoIds,
        recurrenceOf: null,
        createdBy: GRID.accountId,
        ...(at && { [at]: true }),
      },
      id,
    );
  }

  /** Reported and filed: from here on the mechanism runs. */
  file(options: { danger?: boolean; defect?: "MISSING" | "NOISY"; id?: string } = {}): void {
    const { danger = true, defect = "MISSING", id = "case-1" } = options;
    this.report({ danger, defect, id });
    this.case(SEAT, { type: "FILE", danger, defect }, id);
  }

  /** Lets time pass; the sweep acts on every deadline that runs out meanwhile. */
  pass(minutes: number): void {
    const until = new Date(Date.parse(this.now) + minutes * 60_000).toISOString();
    for (let due = this.due(until)[0]; due; due = this.due(until)[0]) {
      this.now = due.at > this.now ? due.at : this.now;
      this.do(SYSTEM, due.command);
    }
    this.now = until;
  }

  /** What a sweep at `until` would act on, earliest first. */
  due(until: Instant): { at: Instant; command: Command }[] {
    const waiting: { at: Instant; command: Command }[] = [];
    const { cases, inquiries } = this.dossier;
    for (const { id, deadlines } of cases)
      for (const deadline of deadlines)
        if (running(deadline) && !deadline.firedAt && deadline.dueAt <= until)
          waiting.push({
            at: deadline.dueAt,
            command: {
              on: "case",
              id,
              command: { type: "PASS_DEADLINE", kind: deadline.kind, dueAt: deadline.dueAt },
            },
          });
    for (const { id, deadlines } of inquiries)
      for (const deadline of deadlines)
        if (running(deadline) && !deadline.firedAt && deadline.dueAt <= until) {
          const command = {
            type: "PASS_DEADLINE",
            kind: deadline.kind,
            dueAt: deadline.dueAt,
            custodianUnitId: this.department,
          } as const;
          waiting.push({ at: deadline.dueAt, command: { on: "inquiry", id, command } });
        }
    return waiting.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  }

  get matter(): CaseFile {
    return this.matterOf("case-1");
  }

  matterOf(id: string): CaseFile {
    const file = this.dossier.cases.find((known) => known.id === id);
    if (!file) throw new Error(`no case ${id}`);
    return file;
  }

  get search(): Inquiry {
    const inquiry = this.dossier.inquiries.at(-1);
    if (!inquiry) throw new Error("no inquiry");
    return inquiry;
  }

  get status(): string {
    return standing(this.dossier, this.now).ownershipStatus;
  }

  get today(): string {
    return dayOf(this.now);
  }

  get department(): string | null {
    return this.#options.departmentUnitId === undefined ? DEPT : this.#options.departmentUnitId;
  }

  /** Kinds of everything that has happened, in its order. */
  get kinds(): string[] {
    return this.told.map(({ event }) => event.event.kind);
  }

  newId = (): string => `${this.#options.provisional ? `${this.id}-` : ""}id-${++this.#ids}`;

  context(actor: Actor): Context {
    return {
      now: this.now,
      actor,
      calendar: this.calendar,
      rulePack: this.rulePack,
      pinnedPacks: [PACK, this.rulePack],
      newId: this.newId,
      newInquiryNumber: () => `Q-${this.#ids}`,
      candidates: [
        ...(this.#options.candidates ?? UNITS).map((unitId, n) => ({ unitId, permille: 300 - n })),
        ...this.nearby,
      ],
      modelVersion: "test",
      liveLineUnits: ["power-unit", "gas-unit"],
      premises: this.premises,
      publicUnitIds: [DEPT, "next-street", "new-street"],
      concernedUnitIds: this.dossier.component?.restricted ? [] : [...UNITS, "heat-unit"],
      departmentUnitId: this.department,
      custodianUnitId: this.department,
      pictures: this.pictures,
    };
  }
}
