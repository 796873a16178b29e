import { z } from "zod";
import * as given from "../domain/arguments.ts";
import * as names from "../domain/names.ts";

/** Shapes that several endpoints share. Coordinates are CGCS2000 longitude/latitude in degrees (EPSG:4490). */

export const { Id, InstantText, DayText, Text, ShortText, Notes, PointCrs, LonLat, GivenPoint } = given;
export const Role = z.enum(names.ROLES);
export const OwnershipStatus = z.enum(names.OWNERSHIP_STATUSES);
export const CaseState = z.enum(names.CASE_STATES);
export const InquiryState = z.enum(names.INQUIRY_STATES);
export const ComponentRole = z.enum(names.COMPONENT_ROLES);
export const ClassGroup = z.enum(names.CLASS_GROUPS);
export const PhysicalState = z.enum(names.PHYSICAL_STATES);
export const Defect = z.enum(names.DEFECTS);
export const Channel = z.enum(names.CHANNELS);
export const Answer = z.enum(names.ANSWERS);
export const DenialReason = z.enum(names.DENIAL_REASONS);
export const EvidenceKind = z.enum(names.EVIDENCE_KINDS);
export const DataSource = z.enum(names.DATA_SOURCES);

const boxIn = (text: string) => text.split(",").map(Number) as [number, number, number, number];

/** A bounding box `west,south,east,north` in degrees; a map of the whole world may reach beyond 180. */
export const Bbox = z
  .string()
  .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, "应为 西,南,东,北（度） | west,south,east,north in degrees")
  .superRefine((text, ctx) => {
    const [west, south, east, north] = boxIn(text);
    if (Math.abs(south) > 90 || Math.abs(north) > 90)
      ctx.addIssue({
        code: "custom",
        message: "纬度不能超过 90 | a latitude is at most 90",
        params: { swapped: { lon: west, lat: south } },
      });
    else if (west > east || south > north)
      ctx.addIssue({
        code: "custom",
        message: "顺序应为 西,南,东,北 | the order is west,south,east,north",
      });
  })
  .transform(boxIn);

export const CommaList = <T extends z.ZodType<string>>(item: T) =>
  z.preprocess(
    (value) => (typeof value === "string" ? value.split(",").filter(Boolean) : value),
    z.array(item).max(60),
  );

export const Cursor = z.string().max(400).optional();
export const Limit = z.coerce.number().int().min(1).max(200).default(50);
/** A page: `nextCursor` is null on the last one. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const Attributes = z.record(
  z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,59}$/),
  z.union([z.string().max(500), z.int()]),
);

export const UnitRef = z.object({ id: Id, nameZh: z.string(), nameEn: z.string(), unitType: z.string() });
/** A line or a duty area of a unit lies within the error of the point: it is asked, likely or not. */
export const Nearby = z.enum(["LINE", "DUTY"]).nullable();
export type UnitRef = z.infer<typeof UnitRef>;

export const Deadline = z.object({
  kind: z.string(),
  clock: z.enum(["URGENT_HOUR", "WORK_HOUR", "WORK_DAY", "NATURAL_DAY"]),
  minutes: z.int(),
  ruleId: z.string(),
  startedAt: InstantText,
  dueAt: InstantText,
  metAt: InstantText.nullable(),
  cancelledAt: InstantText.nullable(),
  /** The kind of event that stopped it in time (docs/domain.md#d22). */
  cancelledBy: z.string().optional(),
  firedAt: InstantText.nullable(),
  /** When its step was given up after it had run out: it stays overdue. */
  lapsedAt: InstantText.optional(),
  /** When the registry was told of the step that met it, where that was later than the step itself. */
  toldAt: InstantText.optional(),
  /** Years whose holidays were not published when it was computed: it is computed again when they are. */
  provisional: z.array(z.int()).optional(),
  /** What the published table made of it; `kept`: it had passed, or would have, and stays what it was. */
  recomputed: z.object({ before: InstantText, after: InstantText, kept: z.boolean() }).optional(),
});
/** The clock that runs out next: its step, when, and when it started (for the share that is left). */
export const NextDeadline = z.object({
  kind: z.string(),
  clock: z.string(),
  startedAt: InstantText,
  dueAt: InstantText,
  /** Years without a holiday table that it was computed through; null for none. */
  provisional: z.array(z.int()).nullable(),
});
export type Deadline = z.infer<typeof Deadline>;

/** One line of a history: who did what, when, on which basis, with the proof mark (leaf hash and index). */
export const HistoryEntry = z.object({
  eventId: Id,
  streamKind: z.enum(names.STREAM_KINDS),
  streamId: Id,
  seq: z.int(),
  kind: z.string(),
  /** The event that it followed from by itself; null for what somebody, or a deadline, set going. */
  cause: Id.nullable(),
  componentId: Id.nullable(),
  occurredAt: InstantText,
  recordedAt: InstantText,
  actor: z.object({
    accountId: Id.nullable(),
    role: z.string(),
    displayName: z.string().nullable(),
    unit: UnitRef.nullable(),
  }),
  data: z.record(z.string(), z.unknown()),
  notes: z.record(z.string(), z.string()),
  basis: z.array(z.object({ type: z.string(), ref: z.string(), sha256: z.string().optional() })),
  leafHash: z.string(),
  leafIndex: z.int().nullable(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;
