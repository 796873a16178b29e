/** What an event may be made of: RFC 8785 (JCS) over I-JSON without floats. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/**
 * The one byte form of an event, as RFC 8785 says: keys sorted by UTF-16 unit, no white space. Integers only, NFC
 * strings only, so that `JSON.stringify` of each scalar is already canonical. Throws for everything that other
 * serialisers would silently drop or change: undefined, NaN, floats, negative zero, lone surrogates, dates.
 */
export function canonical(value: Canonical | undefined): string {
  try {
    return write(value);
  } catch (error) {
    // Where it was is only looked for when something was wrong: naming every place on the way costs twice the writing.
    throw error instanceof TypeError ? new TypeError(`${placeOf(value, "$")} ${error.message}`) : error;
  }
}

/** Text that JSON writes as it is: no quote, no backslash, nothing outside printable ASCII. */
const PLAIN = /^[ !#-[\]-~]*$/;

function write(value: Canonical | undefined): string {
  if (typeof value === "string") return text(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      throw new TypeError(`is not an integer: ${value}`);
    return String(value);
  }
  if (isList(value)) return `[${value.map(write).join(",")}]`;
  if (isPlainObject(value)) {
    let written = "";
    for (const key of Object.keys(value).sort()) {
      written += `${written === "" ? "" : ","}${text(key)}:${write(value[key])}`;
    }
    return `{${written}}`;
  }
  throw new TypeError("has no canonical form");
}

function text(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new TypeError("has a lone surrogate");
  return JSON.stringify(value.normalize("NFC"));
}

/** The innermost value that cannot be written. */
function placeOf(value: unknown, path: string): string {
  const items = isList(value)
    ? value.map((item, n) => [`${path}[${n}]`, item] as const)
    : isPlainObject(value)
      ? Object.keys(value).map((key) => [`${path}.${key}`, value[key]] as const)
      : [];
  for (const [place, item] of items) {
    try {
      write(item);
    } catch {
      return placeOf(item, place);
    }
  }
  return path;
}

function isList(value: unknown): value is readonly Canonical[] {
  return Array.isArray(value);
}

function isPlainObject(value: unknown): value is { readonly [key: string]: Canonical } {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
