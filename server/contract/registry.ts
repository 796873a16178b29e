import { z } from "zod";
import { PhotoIds } from "../domain/arguments.ts";
import { DECISIONS_DESPITE, IDENTIFICATION_REASONS } from "../domain/names.ts";
import { MAY } from "../domain/permissions.ts";
import { ChangeProposal, RoleProposal } from "./register-changes.ts";
import { endpoint } from "./endpoint.ts";
import { factDetails, factFilters } from "./facts.ts";
import {
  Attributes,
  Bbox,
  ClassGroup,
  ComponentRole,
  Cursor,
  DayText,
  GivenPoint,
  HistoryEntry,
  Id,
  InstantText,
  Limit,
  LonLat,
  Notes,
  OwnershipStatus,
  page,
  PhysicalState,
  ShortText,
  Text,
  Nearby,
  UnitRef,
} from "./shapes.ts";

export const ComponentSummary = z.object({
  id: Id,
  classCode: z.string(),
  classNameZh: z.string(),
  classNameEn: z.string(),
  classGroup: ClassGroup,
  code: z.string().nullable(),
  position: LonLat,
  address: z.string(),
  divisionCode: z.string(),
  ownershipStatus: OwnershipStatus,
  owner: UnitRef.nullable(),
  physicalState: PhysicalState,
  openDanger: z.boolean(),
  openCaseCount: z.int(),
  provisional: z.boolean(),
});
export type ComponentSummary = z.infer<typeof ComponentSummary>;

export const RoleInterval = z.object({
  role: ComponentRole,
  unit: UnitRef,
  from: DayText,
  to: DayText.nullable(),
  basis: z.string(),
  basisRef: z.string().nullable(),
  /** The parts of a split unit that hold it together until it is allocated to one of them. */
  jointWith: z.array(UnitRef),
  /** The day on which the unit itself ended; what it still holds then is being moved to its successor. */
  unitEndedOn: DayText.nullable(),
});

/** What a correction took away: known until `correctedOn`, found otherwise by the inquiry `correctedBy`. */
export const CorrectedInterval = RoleInterval.omit({ jointWith: true, unitEndedOn: true }).extend({
  correctedOn: DayText,
  correctedBy: z.string().nullable(),
});
export const CaseRef = z.object({
  id: Id,
  number: z.string(),
  state: z.string(),
  danger: z.boolean(),
  defect: z.string(),
  open: z.boolean(),
  reportedAt: InstantText,
});
export const InquiryRef = z.object({
  id: Id,
  number: z.string(),
  state: z.string(),
  open: z.boolean(),
  openedAt: InstantText,
});

// Taken out of the description only to stay where they stood in the API's description.
const { accuracyM, ...described } = factDetails;
const { status, group, ...chosen } = factFilters;

export const ComponentDetail = ComponentSummary.extend({
  accuracyM,
  sourceCrs: z.string(),
  restricted: z.boolean(),
  retired: z.boolean(),
  disposition: z.enum(["PRIVATE", "ABANDONED"]).nullable(),
  ...described,
  attributes: Attributes,
  photoIds: z.array(Id),
  codes: z.array(z.object({ scheme: z.string(), code: z.string(), from: DayText, to: DayText.nullable() })),
  roles: z.array(RoleInterval),
  corrected: z.array(CorrectedInterval),
  roleProposal: RoleProposal.nullable(),
  /** The registered component that this provisional one turned out to be; its matters are there. */
  identifiedWith: z.object({ id: Id, code: z.string().nullable(), on: DayText }).nullable(),
  /** Provisional ones that turned out to be this one. */
  identifiedHere: z.array(z.object({ id: Id, on: DayText })),
  changeProposal: ChangeProposal.nullable(),
  cases: z.array(CaseRef),
  inquiries: z.array(InquiryRef),
  /** What stands around it: the compound, road and community it lies in. */
  areas: z.array(z.object({ id: Id, kind: z.string(), name: z.string(), unit: UnitRef.nullable() })),
  importBatchId: Id.nullable(),
  version: z.int(),
});
export type ComponentDetail = z.infer<typeof ComponentDetail>;

const ComponentFilter = z.object({
  q: z.string().max(200).optional(),
  bbox: Bbox.optional(),
  status,
  classCode: z
    .string()
    .regex(/^[0-9]{2,4}$/)
    .optional(),
  group,
  unitId: Id.optional(),
  danger: z.stringbool().optional(),
  provisional: z.stringbool().optional(),
  batchId: Id.optional(),
  ...chosen,
});

export const listComponents = endpoint({
  name: "listComponents",
  method: "GET",
  path: "/api/components",
  tag: "registry",
  summary: "Components that match every given filter, nearest to the newest change last.",
  access: MAY.seeRegistry,
  query: ComponentFilter.extend({ cursor: Cursor, limit: Limit }),
  answer: page(ComponentSummary).extend({ total: z.int().nullable() }),
});

export const exportComponents = endpoint({
  name: "exportComponents",
  method: "GET",
  path: "/api/components/export",
  tag: "registry",
  summary:
    "Exactly what the list shows, as CSV or GeoJSON; ownerless covers carry class 0114 (A) here and only here.",
  access: MAY.exportRegistry,
  query: ComponentFilter.extend({
    format: z.enum(["csv", "geojson"]).default("csv"),
    scheme: z.enum(["A", "B"]).default("A"),
  }),
  answer: z.unknown(),
  contentType: "text/csv",
});

export const nearComponents = endpoint({
  name: "nearComponents",
  method: "GET",
  path: "/api/components/near",
  tag: "registry",
  summary: "The nearest components to a point, for snapping a pin; distance in metres.",
  access: MAY.seeRegistry,
  query: z.object({
    lon: z.coerce.number().min(-180).max(180),
    lat: z.coerce.number().min(-90).max(90),
    radiusM: z.coerce.number().min(1).max(500).default(30),
    group: ClassGroup.optional(),
    limit: z.coerce.number().int().min(1).max(20).default(5),
  }),
  answer: z.object({ items: z.array(ComponentSummary.extend({ distanceM: z.number() })) }),
});

export const getComponent = endpoint({
  name: "getComponent",
  method: "GET",
  path: "/api/components/:id",
  tag: "registry",
  summary: "One component with its codes, roles, matters and surroundings.",
  access: MAY.seeRegistry,
  params: z.object({ id: Id }),
  answer: ComponentDetail,
});

export const componentHistory = endpoint({
  name: "componentHistory",
  method: "GET",
  path: "/api/components/:id/history",
  tag: "registry",
  summary: "Everything that happened to a component, its cases and its inquiries, newest first.",
  access: MAY.seeRegistry,
  params: z.object({ id: Id }),
  query: z.object({ cursor: Cursor, limit: Limit }),
  answer: page(HistoryEntry),
});

export const registerComponent = endpoint({
  name: "registerComponent",
  method: "POST",
  path: "/api/components",
  tag: "registry",
  summary: "Registers a component by hand.",
  access: MAY.registerComponent,
  body: z.strictObject({
    classCode: z.string().regex(/^[0-9]{4}$/),
    position: GivenPoint,
    address: z.string().max(200).default(""),
    attributes: Attributes.default({}),
    provisional: z.boolean().default(false),
    photoIds: z.array(Id).max(10).default([]),
    allocateCode: z.boolean().default(true),
  }),
  answer: z.object({ id: Id, version: z.int() }),
  status: 201,
});

export const ComponentCommandBody = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("CORRECT_POSITION"), position: GivenPoint }),
  z.strictObject({
    type: z.literal("RECLASSIFY"),
    classCode: z.string().regex(/^[0-9]{4}$/),
    /** To or from class 0130 it waits for a second person, and takes a reason. */
    reasonCode: ShortText.nullable().default(null),
    photoIds: PhotoIds,
  }),
  z.strictObject({ type: z.literal("SET_PHYSICAL_STATE"), physicalState: PhysicalState }),
  z.strictObject({
    type: z.literal("RECORD_ATTRIBUTES"),
    attributes: Attributes,
    address: z.string().max(200),
  }),
  z.strictObject({ type: z.literal("ADD_PHOTO"), photoId: Id }),
  z.strictObject({ type: z.literal("CONFIRM_REGISTRATION") }),
  z.strictObject({
    type: z.literal("ASSIGN_ROLE"),
    /** An owner only where the parts of a split unit hold it together: else an inquiry decides, by two persons. */
    /** From a day on that is over, a maintainer or the present custodian is a correction: who is touched is asked. */
    role: z.enum(["regulator", "maintainer", "owner", "interim_custodian"]),
    unitId: Id,
    from: DayText,
    basis: ShortText,
    basisRef: ShortText.nullable().default(null),
    /** The agreement or letter; who maintains it takes one, and a second person. */
    photoIds: PhotoIds,
  }),
  z.strictObject({
    type: z.literal("END_ROLE"),
    role: ComponentRole,
    on: DayText,
    basis: ShortText,
    photoIds: PhotoIds,
  }),
  z.strictObject({
    type: z.literal("CONFIRM_ROLE"),
    /** With words, where somebody who was asked about a correction objects. */
    reasonCode: z.enum(DECISIONS_DESPITE).optional(),
    notes: Notes,
  }),
  z.strictObject({ type: z.literal("REFUSE_ROLE") }),
  z.strictObject({ type: z.literal("RETIRE"), reasonCode: ShortText, photoIds: PhotoIds }),
  z.strictObject({ type: z.literal("CONFIRM_CHANGE") }),
  z.strictObject({ type: z.literal("REFUSE_CHANGE") }),
  /** A provisional component is this registered one: its cases and inquiries go on there. */
  z.strictObject({
    type: z.literal("IDENTIFY"),
    with: Id,
    reasonCode: z.enum(IDENTIFICATION_REASONS),
    photoIds: PhotoIds,
    note: Text.optional(),
  }),
  /** It is not after all, within 30 days. */
  z.strictObject({
    type: z.literal("UNDO_IDENTIFICATION"),
    reasonCode: z.enum(IDENTIFICATION_REASONS),
    note: Text.optional(),
  }),
]);

export const commandComponent = endpoint({
  name: "commandComponent",
  method: "POST",
  path: "/api/components/:id/commands",
  tag: "registry",
  summary:
    "Corrects one component: position, class, state, attributes, photos, roles, retirement; what takes a second person is proposed and confirmed here; says which registered one a provisional one is.",
  access: MAY.commandComponent,
  params: z.object({ id: Id }),
  body: ComponentCommandBody,
  answer: z.object({ id: Id, version: z.int() }),
  precondition: "IF_MATCH",
});

export const Candidate = z.object({
  unit: UnitRef,
  probability: z.number(),
  reasons: z.array(
    z.object({
      key: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      logOdds: z.number(),
      zh: z.string(),
      en: z.string(),
    }),
  ),
  /** Metres to the nearest line of the unit, with that nearest point, for the dimension line on the map. */
  nearest: z.object({ distanceM: z.number(), lineId: Id.nullable(), at: LonLat }).nullable(),
});
export type Candidate = z.infer<typeof Candidate>;

export const componentCandidates = endpoint({
  name: "componentCandidates",
  method: "GET",
  path: "/api/components/:id/candidates",
  tag: "registry",
  summary:
    "Who probably owns it: ranked, with reasons for and against; and whom a round of letters may not pass over without a reason (`toAsk`).",
  access: MAY.seeCandidates,
  params: z.object({ id: Id }),
  answer: z.object({
    modelVersion: z.string(),
    none: z.number(),
    items: z.array(Candidate),
    toAsk: z.array(z.object({ unit: UnitRef, probability: z.number(), nearby: Nearby })),
  }),
});

export const search = endpoint({
  name: "search",
  method: "GET",
  path: "/api/search",
  tag: "registry",
  summary:
    "One search for everything: codes, case and inquiry numbers, names, address words, coordinates, units, class synonyms.",
  access: "SIGNED_IN",
  query: z.object({
    q: z.string().trim().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(30).default(12),
    /** Where the reader's map is; a map that went around the world may be beyond 180. */
    lon: z.coerce.number().optional(),
    lat: z.coerce.number().min(-90).max(90).optional(),
  }),
  answer: z.object({
    items: z.array(
      z.object({
        kind: z.enum(["component", "case", "inquiry", "unit", "area", "place", "coordinate"]),
        id: z.string(),
        title: z.string(),
        detail: z.string(),
        position: LonLat.nullable(),
        componentId: Id.nullable(),
        status: z.string().nullable(),
      }),
    ),
  }),
});
