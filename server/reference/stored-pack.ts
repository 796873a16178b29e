import { z } from "zod";
import { STEP_KINDS, type StepKind } from "../domain/clocks/steps.ts";
import type { RepairRule, RulePack, StepRule } from "../domain/clocks/rules.ts";
import { CLOCK_KINDS } from "../domain/clocks/working-time.ts";
import { DEFECTS, type Defect } from "../domain/names.ts";

/**
 * A pack as it lies in the database. A case pins the version of its day and may be open for years, so whatever an older or a
 * newer program wrote must be readable: fields that this program does not know are passed over, those that are missing get
 * a value, and what cannot be understood counts as not there, where the default holds and says so.
 */
const Limit = z.object({ clock: z.enum(CLOCK_KINDS), minutes: z.int().positive() });
const Step = Limit.extend({ source: z.string().catch("") });
const Repair = Limit.extend({
  id: z.string(),
  classes: z.array(z.string()),
  defects: z
    .array(z.string())
    .transform((list) => list.filter((one): one is Defect => (DEFECTS as readonly string[]).includes(one))),
  criterionZh: z.string().catch(""),
  closeZh: z.string().catch(""),
});
const Rules = z
  .object({
    steps: z.record(z.string(), z.unknown()).catch({}),
    repairs: z.array(z.unknown()).catch([]),
    otherRepair: Step.nullable().catch(null),
  })
  .catch({ steps: {}, repairs: [], otherRepair: null });

const Stored = z.object({
  id: z.string(),
  version: z.int(),
  nameZh: z.string(),
  nameEn: z.string().catch(""),
  sourceText: z.string().catch(""),
  validFrom: z.string(),
  rules: Rules,
});

export type PackRules = Pick<RulePack, "steps" | "repairs" | "otherRepair">;

/** The pack of a row of `rule_pack`, or of a file of data/reference/rule-packs. */
export function parsePack(row: unknown): RulePack {
  const { rules, ...pack } = Stored.parse(row);
  return { ...pack, ...understood(rules) };
}

/** The same for the rules of a draft, which has no version yet. */
export function parseRules(stored: unknown): PackRules {
  return understood(Rules.parse(stored));
}

function understood({ steps, repairs, otherRepair }: z.output<typeof Rules>): PackRules {
  const known: Partial<Record<StepKind, StepRule>> = {};
  for (const kind of STEP_KINDS) {
    const step = Step.safeParse(steps[kind]);
    if (step.success) known[kind] = step.data;
  }
  const lines: RepairRule[] = repairs.flatMap((line) => Repair.safeParse(line).data ?? []);
  return { steps: known, repairs: lines, otherRepair };
}
