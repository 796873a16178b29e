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
export function canonical(value: Canonical | undefined, path = "$"): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      throw new TypeError(`${path} is not an integer: ${value}`);
    return String(value);
  }
  if (typeof value === "string") return text(value, path);
  if (isList(value)) return `[${value.map((item, n) => canonical(item, `${path}[${n}]`)).join(",")}]`;
  if (
    typeof value === "object" &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
  ) {
    // Normalised before they are sorted: a key's place is that of the bytes that are written.
    const entries = Object.entries(value).map(([key, item]) => [key.normalize("NFC"), item] as const);
    const keys = new Set(entries.map(([key]) => key));
    if (keys.size < entries.length) throw new TypeError(`${path} has one key twice`);
    entries.sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([key, item]) => `${text(key, path)}:${canonical(item, `${path}.${key}`)}`).join(",")}}`;
  }
  throw new TypeError(`${path} has no canonical form`);
}

function text(value: string, path: string): string {
  if (!value.isWellFormed()) throw new TypeError(`${path} has a lone surrogate`);
  return JSON.stringify(value.normalize("NFC"));
}

function isList(value: unknown): value is readonly Canonical[] {
  return Array.isArray(value);
}
