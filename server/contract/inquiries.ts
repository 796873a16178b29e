import { z } from "zod";
import { INQUIRY_COMMANDS } from "../domain/inquiry/commands.ts";
import { DISCLAIMER } from "../domain/inquiry/decide/disclaim.ts";
import { MAY } from "../domain/permissions.ts";
import type { Inquiry } from "../domain/inquiry/state.ts";
import { bodiesOf, domainState } from "./of-domain.ts";
import { endpoint } from "./endpoint.ts";
import {
  ClassGroup,
  CommaList,
  Cursor,
  DayText,
  Deadline,
  NextDeadline,
  EvidenceKind,
  HistoryEntry,
  Id,
  InquiryState,
  InstantText,
  Limit,
  LonLat,
  Nearby,
  Notes,
  OwnershipStatus,
  page,
  UnitRef,
} from "./shapes.ts";

export const InquirySummary = z.object({
  id: Id,
  number: z.string(),
  state: InquiryState,
  open: z.boolean(),
  danger: z.boolean(),
  origin: z.string(),
  componentId: Id,
  classCode: z.string(),
  classNameZh: z.string(),
  classNameEn: z.string(),
  classGroup: ClassGroup,
  ownershipStatus: OwnershipStatus,
  address: z.string(),
  position: LonLat,
  openedAt: InstantText,
  endedAt: InstantText.nullable(),
  owner: UnitRef.nullable(),
  custodian: UnitRef.nullable(),
  reviewOn: DayText.nullable(),
  letters: z.object({ sent: z.int(), answered: z.int(), claims: z.int(), denials: z.int() }),
  next: NextDeadline.nullable(),
  /** Which step it waits for, whose that is, and whom it has come to because nobody took it in time. */
  awaits: z
    .object({ step: z.string(), roles: z.array(z.string()), escalatedTo: z.string().nullable() })
    .nullable(),
  /** A proposal that waits for a signature. */
  proposal: z.string().nullable(),
  version: z.int(),
});
export type InquirySummary = z.infer<typeof InquirySummary>;

export const Letter = z.object({
  id: Id,
  unit: UnitRef,
  round: z.int(),
  sentAt: InstantText,
  dueAt: InstantText,
  seenAt: InstantText.nullable(),
  answer: z.enum(["CLAIM", "DENY", "NEED_SITE_VISIT", "NO_REPLY", "UNIT_DISSOLVED", "UNSEEN"]).nullable(),
  reasonCode: z.string().nullable(),
  answeredAt: InstantText.nullable(),
});
export const Evidence = z.object({
  id: Id,
  kind: EvidenceKind,
  unit: UnitRef.nullable(),
  direction: z.enum(["FOR", "AGAINST", "NEUTRAL"]),
  recordedAt: InstantText,
  by: z.string().nullable(),
  observation: z.record(z.string(), z.union([z.string(), z.number()])),
  note: z.string().nullable(),
  photoIds: z.array(Id),
});
/** Why a rule was set aside: somebody not asked, ground other than the map says, an emergency, a backstop on private premises. */
export const Stated = z.object({
  kind: z.enum(["UNITS_LEFT_OUT", "PARCEL_CHECKED", "BACKSTOP_PROPOSED"]),
  at: InstantText,
  by: z.string().nullable(),
  reasonCode: z.string().nullable(),
  /** In words; null where they were erased. */
  text: z.string().nullable(),
  unitIds: z.array(Id),
});
export type Stated = z.infer<typeof Stated>;
export const InquiryDetail = InquirySummary.extend({
  divisionCode: z.string(),
  candidates: z.array(z.object({ unit: UnitRef, probability: z.number(), nearby: Nearby })),
  round: z.int(),
  lettersSent: z.array(Letter),
  claims: z.array(
    z.object({
      unit: UnitRef,
      at: InstantText,
      status: z.enum(["OPEN", "ACCEPTED", "REJECTED", "WITHDRAWN", "SUPERSEDED"]),
    }),
  ),
  evidence: z.array(Evidence),
  survey: z.object({ at: InstantText, by: z.string().nullable() }).nullable(),
  parcelCheck: z
    .object({
      result: z.enum(["PUBLIC", "PRIVATE"]),
      areaName: z.string().nullable(),
      /** What the map said otherwise. */
      contradicts: z.enum(["INSIDE", "OUTSIDE"]).nullable(),
    })
    .nullable(),
  notice: z
    .object({ publishedAt: InstantText, channel: z.string(), endedAt: InstantText.nullable() })
    .nullable(),
  /** The text of a notice, prepared; null where none can be published now. */
  noticeDraft: z.object({ text: z.string(), until: InstantText }).nullable(),
  /** Oldest first; nothing for units. */
  stated: z.array(Stated),
  proposalDetail: z.record(z.string(), z.unknown()).nullable(),
  determination: z
    .object({
      owner: UnitRef,
      from: DayText,
      at: InstantText,
      objectionUntil: InstantText,
      final: z.boolean(),
    })
    .nullable(),
  backstop: z
    .object({
      custodian: UnitRef,
      from: DayText,
      inspectionIntervalDays: z.int(),
      reviewOn: DayText,
      emergencyReason: z.string().nullable(),
      /** The custodian's written consent; missing where a public body keeps it. */
      photoIds: z.array(Id).optional(),
      endedOn: DayText.nullable(),
      reviews: z.array(z.object({ at: InstantText, outcome: z.string() })),
    })
    .nullable(),
  reopenings: z.int(),
  deadlines: z.array(Deadline),
  cases: z.array(z.object({ id: Id, number: z.string(), state: z.string(), open: z.boolean() })),
  /** The domain's own state for the client's `inquiryCan`; null for units, who see only their own part. */
  file: domainState<Inquiry>(),
});
export type InquiryDetail = z.infer<typeof InquiryDetail>;

export const listInquiries = endpoint({
  name: "listInquiries",
  method: "GET",
  path: "/api/inquiries",
  tag: "inquiries",
  summary:
    "Ownership inquiries, most urgent first; `queue=backstop` lists what is in backstop for the auditor, `queue=announced` what was made public and may be claimed by any unit.",
  access: MAY.seeInquiries,
  query: z.object({
    queue: z.enum(["mine", "open", "all", "backstop", "announced"]).default("open"),
    state: CommaList(InquiryState).optional(),
    danger: z.stringbool().optional(),
    overdue: z.stringbool().optional(),
    escalated: z.stringbool().optional(),
    q: z.string().max(200).optional(),
    componentId: Id.optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  answer: page(InquirySummary).extend({
    counts: z.object({ total: z.int(), overdue: z.int(), danger: z.int() }),
  }),
});

export const getInquiry = endpoint({
  name: "getInquiry",
  method: "GET",
  path: "/api/inquiries/:id",
  tag: "inquiries",
  summary: "One inquiry; a unit sees its own letters, claims and evidence only.",
  access: MAY.seeInquiries,
  params: z.object({ id: Id }),
  answer: InquiryDetail,
});

export const inquiryHistory = endpoint({
  name: "inquiryHistory",
  method: "GET",
  path: "/api/inquiries/:id/history",
  tag: "inquiries",
  summary: "The inquiry's history, newest first.",
  access: MAY.readHistory,
  params: z.object({ id: Id }),
  query: z.object({ cursor: Cursor, limit: Limit }),
  answer: page(HistoryEntry),
});

export const openInquiry = endpoint({
  name: "openInquiry",
  method: "POST",
  path: "/api/inquiries",
  tag: "inquiries",
  summary:
    "Opens an inquiry without a case (registry clean-up, patrol) and writes to whoever ought to be asked; with `unitIds` to these alone, and the others stay to be asked.",
  access: MAY.openInquiry,
  body: z.strictObject({
    componentId: Id,
    origin: z.enum(["REGISTRY", "PATROL"]).default("REGISTRY"),
    unitIds: z.array(Id).max(20).optional(),
  }),
  answer: z.object({ id: Id, number: z.string(), version: z.int() }),
  status: 201,
});

/** What each command is sent as; declared with the command itself, in `domain/inquiry/decide/`. */
export const InquiryCommandBody = z.discriminatedUnion("type", bodiesOf(INQUIRY_COMMANDS));
export type InquiryCommandBody = z.output<typeof InquiryCommandBody>;

export const commandInquiry = endpoint({
  name: "commandInquiry",
  method: "POST",
  path: "/api/inquiries/:id/commands",
  tag: "inquiries",
  summary: "Moves the ownership track; what is allowed now is the domain's table, and a refusal says why.",
  access: MAY.commandInquiry,
  params: z.object({ id: Id }),
  body: InquiryCommandBody,
  answer: z.object({ id: Id, version: z.int(), state: InquiryState }),
  precondition: "IF_MATCH",
});

/** What a unit is asked: its letters with the place, the deadline and what it already said. */
export const inbox = endpoint({
  name: "inbox",
  method: "GET",
  path: "/api/inbox",
  tag: "inquiries",
  summary: "The unit's inquiry letters: waiting first (nearest deadline first), then answered.",
  access: MAY.seeInbox,
  query: z.object({ waiting: z.stringbool().optional(), cursor: Cursor, limit: Limit }),
  answer: page(z.object({ letter: Letter, inquiry: InquirySummary })).extend({
    counts: z.object({ waiting: z.int(), overdue: z.int() }),
  }),
});

export const markSeen = endpoint({
  name: "markSeen",
  method: "POST",
  path: "/api/inbox/:letterId/seen",
  tag: "inquiries",
  summary: "Records that the unit has opened the letter: proof of delivery.",
  access: MAY.seeInbox,
  params: z.object({ letterId: Id }),
  body: z.strictObject({}),
  answer: z.object({ seenAt: InstantText }),
});

export const disclaimOwnership = endpoint({
  name: "disclaimOwnership",
  method: "POST",
  path: "/api/components/:id/disclaimer",
  tag: "inquiries",
  summary:
    "The confirmed owner says that it erred: its period ends today and the search for the owner goes on. What the seat enters from its letter waits for a second person.",
  access: MAY.disclaim,
  params: z.object({ id: Id }),
  body: z.strictObject({ ...DISCLAIMER, notes: Notes }),
  answer: z.object({ inquiryId: Id, version: z.int() }),
});
