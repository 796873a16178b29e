import canonicalize from "canonicalize";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical, type Canonical } from "./canonical.ts";

const scalar = fc.oneof(
  fc.string({ unit: "grapheme" }).map((text) => text.normalize("NFC")),
  fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
  fc.boolean(),
  fc.constant(null),
);
const event = fc.letrec<{ value: Canonical }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ unit: "grapheme", maxLength: 8 }).map((key) => key.normalize("NFC")),
      tie("value"),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
})).value;

test("an event has the bytes that RFC 8785 gives it", () => {
  fc.assert(
    fc.property(event, (value) => {
      expect(canonical(value)).toBe(canonicalize(value));
    }),
    { numRuns: 2_000 },
  );
});

test("what another serialiser would drop or bend is refused", () => {
  const refused: unknown[] = [
    undefined,
    Number.NaN,
    Infinity,
    1.5,
    -0,
    2 ** 53,
    10n,
    new Date(0),
    "\ud800",
    { a: undefined },
    [undefined],
    new Map(),
  ];
  for (const value of refused) expect(() => canonical(value as Canonical)).toThrow(TypeError);
});

test("the same place written in two ways has the same bytes", () => {
  expect(canonical({ name: "Cafe\u0301" })).toBe(canonical({ name: "Caf\u00e9" }));
});
