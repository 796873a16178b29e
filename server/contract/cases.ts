import { z } from "zod";
import { CASE_COMMANDS } from "../domain/case/commands.ts";
import { MAY } from "../domain/permissions.ts";
import { CASE_REQUEST_KINDS, type CaseFile } from "../domain/case/state.ts";
import { bodiesOf, domainState } from "./of-domain.ts";
import { endpoint } from "./endpoint.ts";
import {
  CaseState,
  Channel,
  ClassGroup,
  CommaList,
  Cursor,
  DayText,
  Deadline,
  NextDeadline,
  Defect,
  GivenPoint,
  HistoryEntry,
  Id,
  InstantText,
  Limit,
  LonLat,
  OwnershipStatus,
  page,
  ShortText,
  Bbox,
  Text,
  UnitRef,
} from "./shapes.ts";

export const CaseSummary = z.object({
  id: Id,
  number: z.string(),
  state: CaseState,
  open: z.boolean(),
  danger: z.boolean(),
  /** Danger that has not been made safe: rings red. */
  openDanger: z.boolean(),
  defect: Defect,
  channel: Channel,
  componentId: Id,
  classCode: z.string(),
  classNameZh: z.string(),
  classNameEn: z.string(),
  classGroup: ClassGroup,
  ownershipStatus: OwnershipStatus,
  address: z.string(),
  position: LonLat,
  unit: UnitRef.nullable(),
  substituteHandling: z.boolean(),
  reportedAt: InstantText,
  filedAt: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  next: NextDeadline.nullable(),
  inquiry: z.object({ id: Id, number: z.string(), state: z.string(), open: z.boolean() }).nullable(),
  version: z.int(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const CaseDetail = CaseSummary.extend({
  divisionCode: z.string(),
  /** Units at work beside the one that answers for it: the owner, when the street acts in its stead. */
  beside: z.array(UnitRef),
  dispatchedAt: InstantText.nullable(),
  acknowledgedAt: InstantText.nullable(),
  guardedAt: InstantText.nullable(),
  madeSafeAt: InstantText.nullable(),
  repairedAt: InstantText.nullable(),
  checkedAt: InstantText.nullable(),
  emergencyReason: z.string().nullable(),
  noticeAttempts: z.int(),
  rulePack: z.object({ id: z.string(), version: z.int() }).nullable(),
  reportCount: z.int(),
  returns: z.array(
    z.object({
      unit: UnitRef.nullable(),
      reasonCode: z.string(),
      namesUnit: UnitRef.nullable(),
      at: InstantText,
    }),
  ),
  reworks: z.int(),
  extensions: z.int(),
  suspensions: z.int(),
  suspendedUntil: InstantText.nullable(),
  escalations: z.int(),
  request: z
    .object({
      kind: z.enum(CASE_REQUEST_KINDS),
      byAccountId: Id.nullable(),
      reasonCode: z.string(),
      at: InstantText,
      /** What was seen on the spot. */
      photoIds: z.array(Id).optional(),
      until: InstantText.optional(),
    })
    .nullable(),
  mergedInto: Id.nullable(),
  /** Reports that were merged into this case; each keeps its number, its channel and whoever waits for an answer. */
  merged: z.array(
    z.object({
      id: Id,
      number: z.string(),
      channel: Channel,
      reportedAt: InstantText,
      repliedAt: InstantText.nullable(),
    }),
  ),
  repliedAt: InstantText.nullable(),
  recurrenceOf: Id.nullable(),
  photoIds: z.array(Id),
  deadlines: z.array(Deadline),
  inquiries: z.array(z.object({ id: Id, number: z.string(), state: z.string(), open: z.boolean() })),
  /** Who was found to own it, also after the case was closed. */
  ownerNoted: z.object({ unit: UnitRef, from: DayText, at: InstantText }).nullable(),
  /** What was told by whom; only for roles that need it, never for units (docs/domain.md#guard-9). */
  report: z
    .object({
      description: z.string().nullable(),
      reporterName: z.string().nullable(),
      reporterPhone: z.string().nullable(),
    })
    .nullable(),
  /** The domain's own state, so that the client can ask the same tables which commands are allowed. */
  file: domainState<CaseFile>(),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

export const listCases = endpoint({
  name: "listCases",
  method: "GET",
  path: "/api/cases",
  tag: "cases",
  summary: "The queue, most urgent first (queue=mine|open), or all cases, newest first (queue=all).",
  access: MAY.seeCases,
  query: z.object({
    queue: z.enum(["mine", "open", "all"]).default("mine"),
    state: CommaList(CaseState).optional(),
    danger: z.stringbool().optional(),
    overdue: z.stringbool().optional(),
    unitId: Id.optional(),
    componentId: Id.optional(),
    defect: Defect.optional(),
    q: z.string().max(200).optional(),
    bbox: Bbox.optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  answer: page(CaseSummary).extend({
    counts: z.object({ total: z.int(), overdue: z.int(), danger: z.int() }),
  }),
});

export const getCase = endpoint({
  name: "getCase",
  method: "GET",
  path: "/api/cases/:id",
  tag: "cases",
  summary: "One case with its clocks.",
  access: MAY.seeCases,
  params: z.object({ id: Id }),
  answer: CaseDetail,
});

export const caseHistory = endpoint({
  name: "caseHistory",
  method: "GET",
  path: "/api/cases/:id/history",
  tag: "cases",
  summary: "The case's history, newest first.",
  access: MAY.seeCases,
  params: z.object({ id: Id }),
  query: z.object({ cursor: Cursor, limit: Limit }),
  answer: page(HistoryEntry),
});

export const caseDuplicates = endpoint({
  name: "caseDuplicates",
  method: "GET",
  path: "/api/cases/duplicates",
  tag: "cases",
  summary:
    "Open cases of the last 72 h on the same component, or on its class group within 10 m (30 m when the point is rough).",
  access: MAY.reportCase,
  query: z.object({
    lon: z.coerce.number().min(-180).max(180),
    lat: z.coerce.number().min(-90).max(90),
    componentId: Id.optional(),
    group: ClassGroup.optional(),
    accuracyM: z.coerce.number().positive().optional(),
  }),
  answer: z.object({ items: z.array(CaseSummary.extend({ distanceM: z.number() })) }),
});

/** One gesture: report, and for a seat operator file (立案) at once; the mechanism does the rest in the same transaction. */
export const reportCase = endpoint({
  name: "reportCase",
  method: "POST",
  path: "/api/cases",
  tag: "cases",
  summary:
    "Reports a defect on a component, or at a point where a provisional component is made in the same transaction; `file` files it at once.",
  access: MAY.reportCase,
  body: z.strictObject({
    componentId: Id.nullable().default(null),
    newComponent: z
      .strictObject({
        classCode: z.string().regex(/^[0-9]{4}$/),
        position: GivenPoint,
        address: z.string().max(200).default(""),
      })
      .nullable()
      .default(null),
    position: GivenPoint.nullable().default(null),
    defect: Defect,
    danger: z.boolean(),
    channel: Channel.default("PATROL"),
    description: Text.optional(),
    reporterName: ShortText.optional(),
    reporterPhone: ShortText.optional(),
    photoIds: z.array(Id).max(10).default([]),
    file: z.boolean().default(false),
    /** Dispatch to this unit in the same gesture (a confirmed owner); an ownerless danger is dispatched by the mechanism. */
    dispatchTo: Id.nullable().default(null),
    occurredAt: InstantText.optional(),
  }),
  answer: z.object({
    id: Id,
    number: z.string(),
    componentId: Id,
    inquiryId: Id.nullable(),
    version: z.int(),
  }),
  status: 201,
});

/** What each command is sent as; declared with the command itself, in `domain/case/decide/`. */
export const CaseCommandBody = z.discriminatedUnion("type", bodiesOf(CASE_COMMANDS));
export type CaseCommandBody = z.output<typeof CaseCommandBody>;

export const commandCase = endpoint({
  name: "commandCase",
  method: "POST",
  path: "/api/cases/:id/commands",
  tag: "cases",
  summary: "Moves the safety track; what is allowed now is the domain's table, and a refusal says why.",
  access: MAY.commandCase,
  params: z.object({ id: Id }),
  body: CaseCommandBody,
  answer: z.object({ id: Id, version: z.int(), state: CaseState }),
  precondition: "IF_MATCH",
});
