/**
 * The only way to write SQL in this code: a tagged template whose values become `$1, $2, …`. Nested fragments
 * compose, identifiers pass an allow-list, and nothing is ever spliced into the text.
 *
 *     const found = sql`select id from component where class_code = ${code} and ${visible}`;
 */

/** What may travel as a parameter. Objects must be turned into text first: `${json(value)}::jsonb`. */
export type SqlValue = string | number | bigint | boolean | null | Date | Uint8Array | readonly SqlValue[];

/** A statement, or a piece of one: `text` with `$n` placeholders and the values they stand for. */
export class Sql {
  readonly #strings: readonly string[];
  readonly values: readonly SqlValue[];

  constructor(strings: readonly string[], values: readonly SqlValue[]) {
    this.#strings = strings;
    this.values = values;
  }

  get text(): string {
    return this.#strings.reduce((text, piece, n) => `${text}$${n}${piece}`);
  }

  /** The literal pieces between the values; there is always one more of them than values. */
  get strings(): readonly string[] {
    return this.#strings;
  }
}

const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}(\.[a-z_][a-z0-9_]{0,62})?$/;
const SEPARATOR = /^\s*(,|and|or|union|union all)?\s*$/i;

/** JSON text for a parameter; the statement says what it is: `${json(value)}::jsonb`. */
export function json(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError("undefined has no JSON form");
  return text;
}

function checked(value: SqlValue): SqlValue {
  if (value === undefined) throw new TypeError("undefined is not an SQL value; pass null");
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new TypeError(`${value} is not a value this registry stores`);
  }
  // As text with its zone: the driver would otherwise print it in the zone of the process.
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(checked);
  if (typeof value === "object" && value !== null && !(value instanceof Uint8Array)) {
    throw new TypeError("an object is not an SQL value; pass json(value) and cast it to jsonb");
  }
  return value;
}

function compose(strings: readonly string[], parts: readonly (Sql | SqlValue)[]): Sql {
  const texts = [strings[0] ?? ""];
  const values: SqlValue[] = [];
  const append = (text: string) => {
    texts[texts.length - 1] += text;
  };
  for (const [n, part] of parts.entries()) {
    if (part instanceof Sql) {
      append(part.strings[0] ?? "");
      for (const [m, value] of part.values.entries()) {
        values.push(value);
        texts.push(part.strings[m + 1] ?? "");
      }
    } else {
      values.push(checked(part));
      texts.push("");
    }
    append(strings[n + 1] ?? "");
  }
  return new Sql(texts, values);
}

function tag(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  return compose(strings, parts);
}

/** A table, column or role name, `schema.name` allowed. Throws on anything but lower-case letters, digits and `_`. */
function ident(name: string): Sql {
  if (!IDENTIFIER.test(name)) throw new TypeError(`not an identifier: ${JSON.stringify(name)}`);
  return new Sql(
    [
      name
        .split(".")
        .map((part) => `"${part}"`)
        .join("."),
    ],
    [],
  );
}

/** Fragments or values with a separator between them: a comma unless told, else `and`, `or`, `union`, `union all`. */
function join(list: readonly (Sql | SqlValue)[], separator = ", "): Sql {
  if (!SEPARATOR.test(separator)) throw new TypeError(`not a separator: ${JSON.stringify(separator)}`);
  if (list.length === 0) return empty;
  return compose(["", ...list.slice(1).map(() => separator), ""], list);
}

const empty = new Sql([""], []);

export const sql = Object.assign(tag, { ident, join, empty });
