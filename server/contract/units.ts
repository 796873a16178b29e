import { z } from "zod";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";
import { DayText, Id, ShortText, UnitRef } from "./shapes.ts";

export const Unit = UnitRef.extend({
  code: z.string(),
  validFrom: DayText,
  validTo: DayText.nullable(),
  phone: z.string().nullable(),
  version: z.int(),
  owns: z.int(),
  predecessors: z.array(
    z.object({ unit: UnitRef, kind: z.string(), on: DayText, document: z.string().nullable() }),
  ),
  successors: z.array(
    z.object({ unit: UnitRef.nullable(), kind: z.string(), on: DayText, document: z.string().nullable() }),
  ),
  formerNames: z.array(z.object({ nameZh: z.string(), nameEn: z.string(), until: DayText })),
  /** Components of a unit that has ended which have not followed yet; they do within seconds. */
  toMove: z.int(),
});
export type Unit = z.infer<typeof Unit>;

export const listUnits = endpoint({
  name: "listUnits",
  method: "GET",
  path: "/api/units",
  tag: "registry",
  summary: "Owner units, departments and contractors; on a past day with `on`.",
  access: "SIGNED_IN",
  query: z.object({
    q: z.string().max(100).optional(),
    unitType: z.string().max(40).optional(),
    on: DayText.optional(),
  }),
  answer: z.object({ items: z.array(Unit) }),
});

export const addUnit = endpoint({
  name: "addUnit",
  method: "POST",
  path: "/api/units",
  tag: "registry",
  summary: "Adds a unit.",
  access: MAY.manageUnits,
  body: z.strictObject({
    code: ShortText,
    nameZh: ShortText,
    nameEn: ShortText,
    unitType: ShortText,
    validFrom: DayText,
    phone: ShortText.nullable().default(null),
  }),
  answer: z.object({ id: Id, version: z.int() }),
  status: 201,
});

export const changeUnit = endpoint({
  name: "changeUnit",
  method: "POST",
  path: "/api/units/:id/commands",
  tag: "registry",
  summary:
    "Renames, merges, splits or dissolves a unit; what it holds follows, each component in its own history, the first of them at once.",
  access: MAY.manageUnits,
  params: z.object({ id: Id }),
  body: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("RENAME"),
      nameZh: ShortText,
      nameEn: ShortText,
      on: DayText,
      document: ShortText.nullable().default(null),
    }),
    z.strictObject({ type: z.literal("MERGE_INTO"), successorId: Id, on: DayText, document: ShortText }),
    z.strictObject({
      type: z.literal("SPLIT"),
      successors: z
        .array(z.strictObject({ code: ShortText, nameZh: ShortText, nameEn: ShortText }))
        .min(2)
        .max(10),
      on: DayText,
      document: ShortText,
    }),
    z.strictObject({ type: z.literal("DISSOLVE"), on: DayText, document: ShortText }),
  ]),
  answer: z.object({ id: Id, version: z.int(), componentsMoved: z.int(), componentsLeft: z.boolean() }),
  precondition: "IF_MATCH",
});
