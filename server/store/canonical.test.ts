import * as fc from "fast-check";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { canonical, type Canonical } from "./canonical.ts";
import { merkleRoot } from "./merkle.ts";

describe("the one byte form of an event", () => {
  test("sorts its keys by UTF-16 units, as RFC 8785 says, and leaves no white space", () => {
    expect(canonical({ b: 1, a: [true, null, "井盖"], "\u20ac": 1, "\r": 2, "1": 3 })).toBe(
      '{"\\r":2,"1":3,"a":[true,null,"井盖"],"b":1,"€":1}',
    );
  });

  test("is the same for the same text however it was typed", () => {
    expect(canonical("e\u0301")).toBe(canonical("\u00e9"));
  });

  test.each([
    ["a fraction", 0.5],
    ["no number", Number.NaN],
    ["minus zero", -0],
    ["a number beyond 2^53", 2 ** 53],
    ["a lone surrogate", "\ud800"],
    ["something undefined", { a: undefined }],
    ["a date", { a: new Date(0) }],
    ["a big integer", 1n],
    ["one key written in two ways", { "\u00e9": 1, "e\u0301": 2 }],
  ])("throws for %s rather than drop or change it", (_, value) => {
    expect(() => canonical(value as unknown as Canonical)).toThrow(TypeError);
  });

  test("does not depend on the order in which an object was put together", () => {
    const value = fc.dictionary(
      fc.string({ unit: "grapheme" }),
      fc.oneof(fc.maxSafeInteger(), fc.boolean(), fc.string({ unit: "grapheme" })),
    );
    fc.assert(
      fc.property(value, (object) => {
        fc.pre(
          new Set(Object.keys(object).map((key) => key.normalize("NFC"))).size === Object.keys(object).length,
        );
        const turned = Object.fromEntries(Object.entries(object).toReversed());
        expect(canonical(turned)).toBe(canonical(object));
        const parsed: unknown = JSON.parse(canonical(object));
        expect(canonical(parsed as Canonical)).toBe(canonical(object));
      }),
      { numRuns: 100 },
    );
  });
});

test("the root over many leaves is the one of RFC 6962's own definition", () => {
  const hash = (...parts: Uint8Array[]): Buffer =>
    parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest();
  const defined = (leaves: readonly Buffer[]): Buffer => {
    const [only] = leaves;
    if (leaves.length === 1 && only) return only;
    const half = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
    return hash(Buffer.of(1), defined(leaves.slice(0, half)), defined(leaves.slice(half)));
  };
  for (const size of [1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 100]) {
    const leaves = Array.from({ length: size }, (_, n) => hash(Buffer.from(String(n))));
    expect(merkleRoot(leaves).equals(defined(leaves)), String(size)).toBe(true);
  }
  expect(merkleRoot([]).toString("hex")).toBe(createHash("sha256").digest("hex"));
});
