import { z } from "zod";
import { CASE_COMMANDS } from "../../server/domain/case/commands.ts";
import { INQUIRY_COMMANDS } from "../../server/domain/inquiry/commands.ts";
import type { Role } from "../../server/domain/names.ts";
import {
  BY_FIELD,
  CASE_ALPHABET,
  INQUIRY_ALPHABET,
  Later,
  type Fields,
  type Tried,
  type Values,
} from "./alphabet.ts";
import { castOf, type Person } from "./cast.ts";
import { WORDS, valuesOf } from "./schema-values.ts";
import { UNBORN, type Life } from "./life.ts";

/** A command with its arguments, for whichever matter it is aimed at. */
export interface Template {
  readonly type: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** Fields of `given` that are settled when it is given. */
  readonly later: readonly string[];
}

/** One command of a track: in which states it may be given, by whom, and with what. */
export interface Letters {
  readonly type: string;
  readonly from: readonly string[];
  readonly people: readonly Person[];
  readonly templates: readonly Template[];
}

interface Declared {
  readonly body: z.ZodObject;
  readonly from: readonly string[];
  readonly roles: readonly Role[];
  readonly needs?: readonly { readonly need: string }[];
}

export function alphabetOf(track: "case" | "inquiry"): readonly Letters[] {
  const table: Readonly<Record<string, Declared>> = track === "case" ? CASE_COMMANDS : INQUIRY_COMMANDS;
  const hints = track === "case" ? CASE_ALPHABET : INQUIRY_ALPHABET;
  return Object.entries(table).map(([type, declared]) => {
    const { by, with: given = [{}] }: Tried = hints[type] ?? {};
    const may = castOf(declared.roles);
    return {
      type,
      from: declared.from,
      people: by ? may.filter(({ name }) => by.includes(name)) : oneOfEachRole(may),
      templates: given.flatMap((fields) => templatesOf(type, declared, fields)),
    };
  });
}

/** Every combination of values that the schema of the command takes. */
export function templatesOf(
  type: string,
  { body, needs = [] }: Declared,
  hints: Fields,
): readonly Template[] {
  const notes = needs.some(({ need }) => need === "note" || need === "explanation")
    ? [undefined, { note: WORDS }]
    : [undefined];
  let all: Record<string, unknown>[] = [{ type }];
  for (const [field, schema] of Object.entries(body.shape)) {
    if (field === "type") continue;
    const values =
      field === "notes" ? (hints["notes"] ?? notes) : valuesFor(field, schema as z.ZodType, hints);
    all = all.flatMap((given) =>
      values.map((value) => (value === undefined ? given : { ...given, [field]: value })),
    );
  }
  return all
    .map((given) => ({
      type,
      given,
      later: Object.keys(given).filter((field) => given[field] instanceof Later),
    }))
    .filter((template) => body.safeParse(settled(template, UNBORN, 0)).success);
}

/** Empty where nobody said what to try and the schema does not say it either. */
export function valuesFor(field: string, schema: z.ZodType, hints: Fields): Values {
  if (hints[field]) return hints[field];
  const usual = (BY_FIELD[field] ?? []).filter((value) => schema.safeParse(sample(value)).success);
  if (usual.length > 0) return usual;
  // Of a list of reasons one is as good as another.
  const values = valuesOf(schema) ?? [];
  return field === "reasonCode"
    ? values.filter((value) => value !== undefined && value !== null).slice(0, 1)
    : values;
}

const sample = (value: unknown): unknown => (value instanceof Later ? value.of(UNBORN, 0) : value);

/** The command as it is given in that life, to the matter at that place. */
export function settled(
  { given, later }: Template,
  life: Life,
  at: number,
): Readonly<Record<string, unknown>> {
  if (later.length === 0) return given;
  const whole: Record<string, unknown> = { ...given };
  for (const field of later) whole[field] = (given[field] as Later).of(life, at);
  return whole;
}

function oneOfEachRole(people: readonly Person[]): readonly Person[] {
  return people.filter(({ actor: { role, unitId } }, n) => {
    const first = people.findIndex(({ actor }) => actor.role === role && actor.unitId === unitId);
    return first === n;
  });
}
