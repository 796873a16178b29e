import { z } from "zod";
import { CLEAN_UP_STATUSES, GAP_KINDS } from "../domain/names.ts";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";
import {
  Bbox,
  ClassGroup,
  CommaList,
  Cursor,
  Id,
  InstantText,
  InquiryState,
  Limit,
  LonLat,
  OwnershipStatus,
  page,
  UnitRef,
} from "./shapes.ts";

/** A sentence in both languages of the product. */
export const Told = z.object({ zh: z.string(), en: z.string() });

export const GapKind = z.enum(GAP_KINDS);

/** Which ownerless components are meant. Everything given must hold; in a body and in an address alike. */
const FILTER = {
  status: CommaList(z.enum(CLEAN_UP_STATUSES)).optional(),
  group: CommaList(ClassGroup).optional(),
  /** The likeliest owner is this unit. */
  unitId: Id.optional(),
  /** A division's code or the beginning of one: district, street, community. */
  division: z
    .string()
    .regex(/^[0-9]{6,12}$/)
    .optional(),
  grid: z.string().max(40).optional(),
  /** A road's name; `-` for what lies on none. */
  road: z.string().max(200).optional(),
  gap: GapKind.optional(),
  cluster: Id.optional(),
};
const Percent = z.coerce.number().int().min(0).max(100);

export const CleanUpFilter = z.object({
  ...FILTER,
  /** Probability of the likeliest owner, percent. */
  atLeast: Percent.optional(),
  below: Percent.optional(),
  withoutInquiry: z.stringbool().optional(),
});
export type CleanUpFilter = z.infer<typeof CleanUpFilter>;

export const CleanUpRow = z.object({
  id: Id,
  code: z.string().nullable(),
  classCode: z.string(),
  classNameZh: z.string(),
  classNameEn: z.string(),
  classGroup: ClassGroup,
  ownershipStatus: OwnershipStatus,
  openDanger: z.boolean(),
  address: z.string(),
  roadName: z.string().nullable(),
  divisionCode: z.string(),
  gridCode: z.string().nullable(),
  position: LonLat,
  /** The three likeliest, each with its strongest reason. */
  candidates: z.array(z.object({ unit: UnitRef, probability: z.number(), reason: Told.nullable() })),
  none: z.number(),
  modelVersion: z.string(),
  rankedAt: InstantText,
  /** The model or the component has changed since; the next run ranks it again. */
  stale: z.boolean(),
  gaps: z.array(GapKind),
  clusterId: Id.nullable(),
  inquiry: z.object({ id: Id, number: z.string(), state: InquiryState }).nullable(),
});
export type CleanUpRow = z.infer<typeof CleanUpRow>;

export const listCleanUp = endpoint({
  name: "listCleanUp",
  method: "GET",
  path: "/api/clean-up",
  tag: "inference",
  summary:
    "Components that nobody answers for, the most certain likely owner first, as the last run ranked them.",
  access: MAY.seeCleanUp,
  query: CleanUpFilter.extend({ cursor: Cursor, limit: Limit }),
  answer: page(CleanUpRow).extend({
    /** On the first page only: how many match, and how many of them an inquiry can be opened for. */
    total: z.int().nullable(),
    openable: z.int().nullable(),
  }),
});

export const cleanUpPoints = endpoint({
  name: "cleanUpPoints",
  method: "GET",
  path: "/api/clean-up/points",
  tag: "inference",
  summary: "The same list as places for the map: the most certain 20,000 as [id, lon, lat, permille].",
  access: MAY.seeCleanUp,
  query: CleanUpFilter.extend({ bbox: Bbox.optional() }),
  answer: z.object({
    points: z.array(z.tuple([Id, z.number(), z.number(), z.int()])),
    more: z.boolean(),
  }),
});

export const cleanUpLetters = endpoint({
  name: "cleanUpLetters",
  method: "GET",
  path: "/api/clean-up/letters",
  tag: "inference",
  summary: "What opening inquiries for all that match would send: components and letters, by unit.",
  access: MAY.seeCleanUp,
  query: CleanUpFilter,
  answer: z.object({
    components: z.int(),
    letters: z.int(),
    byUnit: z.array(z.object({ unit: UnitRef, letters: z.int() })),
  }),
});

export const exportCleanUp = endpoint({
  name: "exportCleanUp",
  method: "GET",
  path: "/api/clean-up/export",
  tag: "inference",
  summary: "Exactly what the list shows, as CSV, with the first reason of each candidate.",
  access: MAY.seeCleanUp,
  query: CleanUpFilter.extend({ lang: z.enum(["zh", "en"]).default("zh") }),
  answer: z.unknown(),
  contentType: "text/csv",
});

export const CleanUpRun = z.object({
  id: Id,
  origin: z.enum(["NIGHT", "DEMAND"]),
  requestedBy: z.string().nullable(),
  modelVersion: z.string(),
  state: z.enum(["RUNNING", "DONE"]),
  startedAt: InstantText,
  finishedAt: InstantText.nullable(),
  /** Components to rank, ranked so far, and those whose ranking came out differently. */
  total: z.int(),
  ranked: z.int(),
  changed: z.int(),
});
export type CleanUpRun = z.infer<typeof CleanUpRun>;

export const cleanUpState = endpoint({
  name: "cleanUpState",
  method: "GET",
  path: "/api/clean-up/runs",
  tag: "inference",
  summary: "The run that is going on, the last one that ended, and when the next one is due.",
  access: MAY.seeCleanUp,
  answer: z.object({
    running: CleanUpRun.nullable(),
    last: CleanUpRun.nullable(),
    modelVersion: z.string(),
    /** Hour in Asia/Shanghai at which a run begins by itself; null where that is switched off. */
    nightlyAt: z.int().nullable(),
  }),
});

export const startCleanUp = endpoint({
  name: "startCleanUp",
  method: "POST",
  path: "/api/clean-up/runs",
  tag: "inference",
  summary: "Ranks everything unresolved now. Where a run is going on already, that one is answered.",
  access: MAY.runCleanUp,
  body: z.strictObject({}),
  answer: CleanUpRun,
  status: 202,
});

export const Gap = z.object({
  kind: GapKind,
  /** What to filter the list by, beside `gap`. */
  filter: z.object({ road: z.string().nullable(), division: z.string(), cluster: Id.nullable() }),
  count: z.int(),
  classes: z.array(
    z.object({ classCode: z.string(), nameZh: z.string(), nameEn: z.string(), count: z.int() }),
  ),
  division: z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() }),
  at: LonLat,
  /** Convex outline of the components, GeoJSON coordinates; a point or a line where there are few. */
  outline: z.object({ type: z.enum(["Point", "LineString", "Polygon"]), coordinates: z.unknown() }),
  reason: Told,
});
export type Gap = z.infer<typeof Gap>;

export const listGaps = endpoint({
  name: "listGaps",
  method: "GET",
  path: "/api/clean-up/gaps",
  tag: "inference",
  summary:
    "Where responsibility is missing: no duty area, nobody's network near, ownerless components side by side.",
  access: MAY.seeCleanUp,
  query: z.object({ kind: GapKind.optional() }),
  answer: z.object({ items: z.array(Gap), more: z.boolean() }),
});

export const BulkOpening = z.object({
  id: Id,
  state: z.enum(["OPENING", "DONE", "UNDOING", "UNDONE"]),
  requestedBy: z.string(),
  requestedAt: InstantText,
  finishedAt: InstantText.nullable(),
  total: z.int(),
  waiting: z.int(),
  opened: z.int(),
  failed: z.int(),
  withdrawn: z.int(),
  kept: z.int(),
});
export type BulkOpening = z.infer<typeof BulkOpening>;

export const openInBulk = endpoint({
  name: "openInBulk",
  method: "POST",
  path: "/api/clean-up/openings",
  tag: "inference",
  summary:
    "Opens an inquiry for each of the components, in the background and in the caller's name; or for all that match.",
  access: MAY.openInBulk,
  body: z.union([
    z.strictObject({ ids: z.array(Id).min(1).max(5_000) }),
    z.strictObject({
      filter: z.strictObject({
        ...FILTER,
        atLeast: Percent.optional(),
        below: Percent.optional(),
        withoutInquiry: z.boolean().optional(),
      }),
      except: z.array(Id).max(5_000).default([]),
      /** How many were shown to match: more than that now, and nothing is opened. */
      expected: z.int().min(1),
    }),
  ]),
  answer: BulkOpening,
  status: 202,
});

export const listOpenings = endpoint({
  name: "listOpenings",
  method: "GET",
  path: "/api/clean-up/openings",
  tag: "inference",
  summary: "The last openings of many inquiries at once, newest first, with how far they are.",
  access: MAY.seeCleanUp,
  answer: z.object({ items: z.array(BulkOpening) }),
});

export const getOpening = endpoint({
  name: "getOpening",
  method: "GET",
  path: "/api/clean-up/openings/:id",
  tag: "inference",
  summary: "One opening of many inquiries, with each component that could not be opened (or undone) and why.",
  access: MAY.seeCleanUp,
  params: z.object({ id: Id }),
  answer: BulkOpening.extend({
    problems: z.array(
      z.object({
        componentId: Id,
        code: z.string().nullable(),
        address: z.string(),
        state: z.enum(["FAILED", "KEPT"]),
        inquiryId: Id.nullable(),
        reason: Told,
      }),
    ),
  }),
});

export const undoOpening = endpoint({
  name: "undoOpening",
  method: "POST",
  path: "/api/clean-up/openings/:id/undo",
  tag: "inference",
  summary:
    "Withdraws the inquiries of an opening, as far as the mechanism allows: one with a claim, or decided since, stays.",
  access: MAY.undoOpening,
  params: z.object({ id: Id }),
  body: z.strictObject({}),
  answer: BulkOpening,
  status: 202,
});
