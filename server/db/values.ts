import { types } from "pg";

/**
 * How values come back, the same on both engines: int8 as a number (throws beyond 2^53-1, never rounds), numeric as
 * a number (money is whole cents in int8, so nothing exact is lost), timestamptz as `2026-11-22T22:01:00.000Z`,
 * date as `2026-11-22`, json and jsonb parsed, bytea as a Buffer, arrays of these as arrays. Everything else,
 * enums, ranges, uuid and geometry included, is PostgreSQL's own text; queries use ST_AsGeoJSON, so none of them
 * should return geometry.
 */
type Parse = (text: string) => unknown;

function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`${text} does not fit a JavaScript number; select it as text`);
  return value;
}

function instant(text: string): string {
  if (text === "infinity" || text === "-infinity") return text;
  const zoned = text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  return new Date(zoned).toISOString();
}

function bytes(text: string): Buffer {
  return Buffer.from(text.slice(2), "hex");
}

const BOOL = 16;
const JSON_TEXT = 114;
const SCALARS: readonly (readonly [oid: number, arrayOid: number, parse: Parse])[] = [
  [BOOL, 1000, (text) => text === "t"],
  [17, 1001, bytes],
  [18, 1002, String],
  [19, 1003, String],
  [20, 1016, integer],
  [21, 1005, Number],
  [23, 1007, Number],
  [25, 1009, String],
  [26, 1028, Number],
  [JSON_TEXT, 199, JSON.parse],
  [700, 1021, Number],
  [701, 1022, Number],
  [1042, 1014, String],
  [1043, 1015, String],
  [1082, 1182, String],
  [1114, 1115, String],
  [1184, 1185, instant],
  [1700, 1231, Number],
  [2950, 2951, String],
  [3802, 3807, JSON.parse],
  [3904, 3905, String],
  [3910, 3911, String],
  [3912, 3913, String],
];

// @types/pg declares a function here; at run time it is an object with `create`.
const arrays = types.arrayParser as unknown as {
  create(source: string, parse: Parse): { parse(): unknown[] };
};

const PARSERS = new Map<number, Parse>();
for (const [oid, arrayOid, parse] of SCALARS) {
  PARSERS.set(oid, parse);
  PARSERS.set(arrayOid, (text) => arrays.create(text, parse).parse());
}

/** For pg's `types` option. Results are always in text format, so `format` plays no part. */
export const valueParsers = {
  getTypeParser: (oid: number): Parse => PARSERS.get(oid) ?? String,
};
