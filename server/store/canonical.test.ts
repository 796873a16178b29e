import canonicalize from "canonicalize";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonical, type Canonical } from "./canonical.ts";

/** Everything an event may be made of: I-JSON without floats, any well-formed text. */
const { value } = fc.letrec<{ value: Canonical }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger().map((n) => n + 0),
    fc.string({ unit: "binary" }),
    fc.string(),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: "grapheme" }), tie("value"), { maxKeys: 6 }),
  ),
}));

/** The registry normalises text; RFC 8785 leaves it as it is. */
function normalised(given: Canonical): Canonical {
  if (typeof given === "string") return given.normalize("NFC");
  if (Array.isArray(given)) return given.map(normalised);
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(
    Object.entries(given).map(([key, item]) => [key.normalize("NFC"), normalised(item)]),
  );
}

const collides = (given: Canonical): boolean => {
  if (typeof given !== "object" || given === null) return false;
  const keys = Object.keys(given);
  return keys.some((key) => key !== key.normalize("NFC")) || Object.values(given).some(collides);
};

test("the bytes of any event are those of RFC 8785 as another implementation writes them", () => {
  fc.assert(
    fc.property(value, (given) => {
      // Keys are the registry's own words, always in normal form.
      fc.pre(!collides(given));
      expect(canonical(given)).toBe(canonicalize(normalised(given)));
    }),
    { numRuns: 2000 },
  );
});

test("the same facts in any order have the same bytes", () => {
  expect(canonical({ b: 1, a: [true, null, "无主"], é: { y: "\u0007", x: '"\\' } })).toBe(
    '{"a":[true,null,"无主"],"b":1,"é":{"x":"\\"\\\\","y":"\\u0007"}}',
  );
  expect(canonical("e\u0301")).toBe('"é"');
});

test.each([
  ["a float", { a: { b: [1, 2.5] } }, "$.a.b[1]"],
  ["not a number", { a: Number.NaN }, "$.a"],
  ["a negative zero", [-0], "$[0]"],
  ["a number beyond 2^53", 2 ** 53, "$"],
  ["undefined", { a: undefined }, "$.a"],
  ["a date", { a: new Date(0) }, "$.a"],
  ["a lone surrogate", { a: ["\ud800"] }, "$.a[0]"],
  ["a lone surrogate as a key", { "\udc00": 1 }, "$"],
  ["a big integer", { a: 1n }, "$.a"],
])("%s is refused with its place, never dropped or changed", (_, given, place) => {
  expect(() => canonical(given as unknown as Canonical)).toThrow(TypeError);
  expect(() => canonical(given as unknown as Canonical)).toThrow(place);
});
