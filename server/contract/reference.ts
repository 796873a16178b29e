import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { ClassGroup, InstantText } from "./shapes.ts";

export const getReference = endpoint({
  name: "getReference",
  method: "GET",
  path: "/api/reference",
  tag: "reference",
  summary: "Code lists the client needs once: classes, divisions, rule pack in force, the area served.",
  access: "SIGNED_IN",
  answer: z.object({
    classes: z.array(
      z.object({
        scheme: z.string(),
        code: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        classGroup: ClassGroup,
        ownerType: z.string().nullable(),
      }),
    ),
    divisions: z.array(
      z.object({
        code: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        level: z.string(),
        parentCode: z.string().nullable(),
      }),
    ),
    home: z
      .object({
        bbox: z.array(z.number()).length(4),
        nameZh: z.string(),
        nameEn: z.string(),
        divisionCode: z.string(),
      })
      .nullable(),
    rulePack: z
      .object({
        id: z.string(),
        version: z.int(),
        nameZh: z.string(),
        nameEn: z.string(),
        sourceText: z.string(),
      })
      .nullable(),
    engine: z.string(),
    sample: z.boolean(),
    now: InstantText,
  }),
});
