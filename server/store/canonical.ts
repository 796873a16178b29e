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
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${text(key, path)}:${canonical(value[key], `${path}.${key}`)}`).join(",")}}`;
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
