import { z } from "zod";
import { STEP_KINDS } from "../domain/clocks/steps.ts";
import { CLOCK_KINDS } from "../domain/clocks/working-time.ts";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";
import { DayText, Defect, Id, InstantText } from "./shapes.ts";

/** A year of days; nothing that a street office promises is longer. */
const MOST_MINUTES = 525_600;
const Limit = z.strictObject({ clock: z.enum(CLOCK_KINDS), minutes: z.int().min(1).max(MOST_MINUTES) });
const StepLimit = Limit.extend({ source: z.string().trim().max(500) });
const RepairLine = Limit.extend({
  id: z
    .string()
    .regex(
      /^(?!OTHER$|DEFAULT$)[A-Za-z0-9_-]{1,12}$/,
      "应为 1 至 12 个字母或数字 | 1 to 12 letters or digits",
    ),
  classes: z
    .array(
      z
        .string()
        .regex(/^\d{4}(-\d{4})?$/, "应为四位代码或范围，如 0101-0114 | a code or a range like 0101-0114"),
    )
    .min(1)
    .max(60),
  defects: z.array(Defect).min(1),
  criterionZh: z.string().trim().max(500),
  closeZh: z.string().trim().max(500),
});

/** What a pack says: about each step, about repairs line by line (the first that fits wins), about all other repairs. */
export const RuleTexts = z.strictObject({
  steps: z.partialRecord(z.enum(STEP_KINDS), StepLimit),
  repairs: z
    .array(RepairLine)
    .max(200)
    .refine(
      (lines) => new Set(lines.map(({ id }) => id)).size === lines.length,
      "每条规则的编号不能重复 | every line needs an id of its own",
    ),
  otherRepair: StepLimit.nullable(),
});
export type RuleTexts = z.output<typeof RuleTexts>;

/** Stored versions are shown as they are: what an older or newer program wrote is not judged by the form of today. */
const ShownRules = z.object({
  steps: z.partialRecord(z.enum(STEP_KINDS), z.object(StepLimit.shape).extend({ source: z.string() })),
  repairs: z.array(
    z.object({
      id: z.string(),
      classes: z.array(z.string()),
      defects: z.array(Defect),
      criterionZh: z.string(),
      closeZh: z.string(),
      clock: z.enum(CLOCK_KINDS),
      minutes: z.int(),
    }),
  ),
  otherRepair: z.object({ clock: z.enum(CLOCK_KINDS), minutes: z.int(), source: z.string() }).nullable(),
});

export const RulePackVersion = z.object({
  id: z.string(),
  version: z.int(),
  nameZh: z.string(),
  nameEn: z.string(),
  sourceText: z.string(),
  enabled: z.boolean(),
  validFrom: DayText,
  /** Since when it is, or from when it will be, in force; null where nobody has enabled it. */
  inForceFrom: InstantText.nullable(),
  rules: ShownRules,
});
export type RulePackVersion = z.output<typeof RulePackVersion>;

export const listRulePacks = endpoint({
  name: "listRulePacks",
  method: "GET",
  path: "/api/rule-packs",
  tag: "reference",
  summary:
    "Time-limit rule packs with their source text: the version in force, those that are to come, and the newest of each; or all.",
  access: "SIGNED_IN",
  query: z.object({ versions: z.enum(["newest", "all"]).default("newest") }),
  answer: z.object({ items: z.array(RulePackVersion) }),
});

export const RuleDraft = z.object({
  id: Id,
  version: z.int(),
  packId: z.string(),
  basedOn: z.object({ id: z.string(), version: z.int() }),
  nameZh: z.string(),
  nameEn: z.string(),
  sourceText: z.string(),
  rules: ShownRules,
  changedAt: InstantText,
  /** Everybody who wrote in it. None of them may enable it. */
  writers: z.array(z.string()),
  mine: z.boolean(),
  /** How many other people there are who may enable it. */
  seconds: z.int(),
});
export type RuleDraft = z.output<typeof RuleDraft>;

export const listRuleDrafts = endpoint({
  name: "listRuleDrafts",
  method: "GET",
  path: "/api/rule-drafts",
  tag: "admin",
  summary: "Open drafts of rule packs.",
  access: MAY.confirmRules,
  answer: z.object({ items: z.array(RuleDraft) }),
});

export const PackName = z
  .string()
  .regex(
    /^[a-z][a-z0-9]{1,15}$/,
    "应为 2 至 16 个小写字母或数字，以字母开头 | 2 to 16 small letters or digits, a letter first",
  );
const draftParams = z.object({ id: Id });
const Moved = z.object({ id: Id, version: z.int() });

export const draftRulePack = endpoint({
  name: "draftRulePack",
  method: "POST",
  path: "/api/rule-drafts",
  tag: "admin",
  summary: "Begins a draft as a copy of a version: of that pack's next version, or of a new pack.",
  access: MAY.manageRules,
  body: z.strictObject({
    from: z.strictObject({ id: z.string().max(60), version: z.int().min(1) }),
    /** Absent for the next version of the same pack. */
    as: z
      .strictObject({
        id: PackName,
        nameZh: z.string().trim().min(1).max(80),
        nameEn: z.string().trim().max(80),
      })
      .optional(),
  }),
  answer: Moved,
  status: 201,
});

export const editRuleDraft = endpoint({
  name: "editRuleDraft",
  method: "PUT",
  path: "/api/rule-drafts/:id",
  tag: "admin",
  summary: "Replaces what a draft says. Whoever writes in a draft cannot enable it.",
  access: MAY.manageRules,
  params: draftParams,
  precondition: "IF_MATCH",
  body: z.strictObject({
    nameZh: z.string().trim().min(1).max(80),
    nameEn: z.string().trim().max(80),
    sourceText: z.string().trim().min(1, "须写明依据 | say what it rests on").max(4000),
    rules: RuleTexts,
  }),
  answer: Moved,
});

export const discardRuleDraft = endpoint({
  name: "discardRuleDraft",
  method: "POST",
  path: "/api/rule-drafts/:id/discard",
  tag: "admin",
  summary: "Gives a draft up.",
  access: MAY.manageRules,
  params: draftParams,
  precondition: "IF_MATCH",
  body: z.strictObject({}),
  answer: Moved,
});

export const enableRuleDraft = endpoint({
  name: "enableRuleDraft",
  method: "POST",
  path: "/api/rule-drafts/:id/enable",
  tag: "admin",
  summary:
    "A second person makes a draft the version in force for cases filed from a moment on; deadlines already running do not move.",
  access: MAY.confirmRules,
  params: draftParams,
  precondition: "IF_MATCH",
  body: z.strictObject({
    /** Null for at once. */
    from: InstantText.nullable(),
  }),
  answer: z.object({ id: z.string(), version: z.int(), inForceFrom: InstantText }),
});

export const withdrawRulePack = endpoint({
  name: "withdrawRulePack",
  method: "POST",
  path: "/api/rule-packs/:id/:version/withdraw",
  tag: "admin",
  summary: "Takes an enabled version back before it begins; the one in force stays.",
  access: MAY.confirmRules,
  params: z.object({ id: z.string().max(60), version: z.coerce.number().int().min(1) }),
  body: z.strictObject({}),
  answer: z.object({ id: z.string(), version: z.int() }),
});
