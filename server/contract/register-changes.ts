import { z } from "zod";
import { PhotoIds } from "../domain/arguments.ts";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";
import {
  ClassGroup,
  ComponentRole,
  Cursor,
  DayText,
  Id,
  InstantText,
  Limit,
  Notes,
  page,
  UnitRef,
} from "./shapes.ts";

/** Changes of the register that wait for a second person, and what units are asked about them. */

/** Whose past days a role would move, who is asked until when, and what they said; a unit reads only its own word. */
export const RoleCorrection = z.object({
  takes: z.array(z.object({ unit: UnitRef, from: DayText, to: DayText.nullable() })),
  asked: z.array(UnitRef),
  until: InstantText,
  heard: z.array(
    z.object({ unitId: Id, objects: z.boolean(), onBehalf: z.boolean(), photoIds: z.array(Id) }),
  ),
});

/** A change of who maintains it, until somebody else confirms it. */
export const RoleProposal = z.object({
  change: z.enum(["ASSIGN", "END"]),
  role: ComponentRole,
  unit: UnitRef,
  from: DayText,
  basis: z.string(),
  basisRef: z.string().nullable(),
  photoIds: z.array(Id),
  byAccountId: Id.nullable(),
  /** Null in what was proposed before these were kept. */
  at: InstantText.nullable(),
  dueAt: InstantText.nullable(),
  correction: RoleCorrection.nullable(),
});

/** That it is gone, or of another class that hides it from units or shows it to them, until somebody else confirms it. */
export const ChangeProposal = z.object({
  kind: z.enum(["RETIRE", "RECLASSIFY"]),
  classCode: z.string().optional(),
  classGroup: ClassGroup.optional(),
  scheme: z.string().optional(),
  reasonCode: z.string(),
  photoIds: z.array(Id),
  byAccountId: Id.nullable(),
  at: InstantText,
  dueAt: InstantText,
});

export const RegisterChange = z.object({
  componentId: Id,
  classNameZh: z.string(),
  classNameEn: z.string(),
  code: z.string().nullable(),
  address: z.string(),
  kind: z.enum(["RETIRE", "RECLASSIFY", "ASSIGN", "END", "CORRECTION"]),
  role: ComponentRole.nullable(),
  unit: UnitRef.nullable(),
  byAccountId: Id.nullable(),
  at: InstantText.nullable(),
  dueAt: InstantText.nullable(),
  /** Of a correction: until when those are heard whose days it moves. */
  hearingUntil: InstantText.nullable(),
});
export type RegisterChange = z.infer<typeof RegisterChange>;

export const listRegisterChanges = endpoint({
  name: "listRegisterChanges",
  method: "GET",
  path: "/api/registry/changes",
  tag: "registry",
  summary:
    "Changes of the register that wait for a second person, the longest waiting first; to a unit those it is asked about and has not answered.",
  access: MAY.seeRegisterChanges,
  query: z.object({ cursor: Cursor, limit: Limit }),
  answer: page(RegisterChange).extend({ total: z.int() }),
});

export const answerCorrection = endpoint({
  name: "answerCorrection",
  method: "POST",
  path: "/api/components/:id/hearing",
  tag: "registry",
  summary:
    "A unit whose days of answering for a component a correction moves says whether it objects; the seat enters it with the unit's letter.",
  access: MAY.answerCorrection,
  params: z.object({ id: Id }),
  body: z.strictObject({
    objects: z.boolean(),
    unitId: Id.optional(),
    photoIds: PhotoIds,
    notes: Notes,
  }),
  answer: z.object({ id: Id, version: z.int() }),
});
