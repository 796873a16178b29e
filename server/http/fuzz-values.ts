import { z } from "zod";

/** A seeded source of choices, so that a failing request can be made again (mulberry32). */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  one<T>(from: readonly T[]): T {
    const chosen = from[Math.floor(this.next() * from.length)];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
}

/** What careless programs and hostile people send. */
export const NASTY: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  -1e308,
  2 ** 53 + 2,
  2_147_483_648,
  0.1,
  "",
  " ",
  "NaN",
  "Infinity",
  "0x10",
  "null",
  "\u0000",
  "\ud800",
  "\u202e有主\u200b",
  "' or 1=1 --",
  "'; drop table event; --",
  "${7*7}{{7*7}}",
  "%",
  "_%\\",
  "../../etc/passwd",
  "=cmd|' /C calc'!A0",
  "9".repeat(400),
  "井".repeat(3000),
  "00000000-0000-0000-0000-000000000000",
  "2026-02-30",
  "9999-12-31T23:59:59.999Z",
  "0001-01-01",
  "113,23,112,22",
  "-180,-90,180,90",
  "1e400,1,2,3",
  [],
  {},
  [[[[[]]]]],
  { $gt: "" },
  Array.from({ length: 300 }, (_, n) => n),
];

interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A maker of values that fit a schema, mostly: `ids` are known to exist, `words` are values for fields by their name. */
export function makerOf(
  schema: z.ZodType,
  known: { readonly ids: readonly string[]; readonly words: Readonly<Record<string, readonly unknown[]>> },
): (dice: Dice) => unknown {
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape & {
    readonly $defs?: Readonly<Record<string, Shape>>;
  };

  function make(shape: Shape, name: string, dice: Dice): unknown {
    const named = shape.$ref === undefined ? undefined : root.$defs?.[shape.$ref.replace("#/$defs/", "")];
    if (named) return make(named, name, dice);
    if (shape.const !== undefined) return shape.const;
    if (shape.enum) return dice.one(shape.enum);
    const choices = shape.anyOf ?? shape.oneOf;
    if (choices) return make(dice.one(choices), name, dice);
    const words = known.words[name];
    if (words && dice.chance(0.8)) return dice.one(words);
    const type = typeof shape.type === "string" ? shape.type : (shape.type?.[0] ?? "string");
    switch (type) {
      case "object":
        return Object.fromEntries(
          Object.entries(shape.properties ?? {})
            .filter(([key]) => shape.required?.includes(key) === true || dice.chance(0.4))
            .map(([key, inner]) => [key, make(inner, key, dice)]),
        );
      case "array":
        return Array.from({ length: Math.floor(dice.next() * 3) }, () => make(shape.items ?? {}, name, dice));
      case "integer":
      case "number": {
        const [low, high] = [Math.max(shape.minimum ?? 0, -1000), Math.min(shape.maximum ?? 100, 1000)];
        const value = low + dice.next() * (high - low);
        return type === "integer" ? Math.round(value) : value;
      }
      case "boolean":
        return dice.chance(0.5);
      case "null":
        return null;
      default:
        if (shape.format === "uuid") return dice.one(known.ids);
        if (shape.format === "date") return dice.one(["2026-03-01", "2020-02-29", "2031-12-31"]);
        if (shape.format === "date-time")
          return dice.one(["2026-03-01T00:00:00.000Z", "2031-12-31T16:00:00.000Z"]);
        return dice.one(["井盖", "abc", "0102", "113.06,23.02"]);
    }
  }
  return (dice) => make(root, "", dice);
}

/** The same value with one part of it replaced by something nasty, or one field too many. */
export function spoil(value: unknown, dice: Dice): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || dice.chance(0.1))
    return dice.one(NASTY);
  const entries = Object.entries(value);
  if (entries.length === 0 || dice.chance(0.1))
    return { ...value, [dice.one(["x", "role", "__proto__x", "id"])]: dice.one(NASTY) };
  const [key, inner] = dice.one(entries);
  return { ...value, [key]: spoil(inner, dice) };
}
