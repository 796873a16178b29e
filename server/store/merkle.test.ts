import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { merkleRoot } from "./merkle.ts";

const hash = (...parts: Uint8Array[]): Buffer =>
  parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest();

/** RFC 6962, 2.1, as it is written: the left subtree is the largest full one. */
function defined(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (leaves.length === 1 && only) return only;
  const half = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return hash(Buffer.of(1), defined(leaves.slice(0, half)), defined(leaves.slice(half)));
}

test("the root over many leaves is the one of RFC 6962's own definition", () => {
  for (const size of [1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 100]) {
    const leaves = Array.from({ length: size }, (_, n) => hash(Buffer.from(String(n))));
    expect(merkleRoot(leaves).toString("hex"), String(size)).toBe(defined(leaves).toString("hex"));
  }
});

test("the root of nothing is the hash of nothing", () => {
  expect(merkleRoot([]).toString("hex")).toBe(createHash("sha256").digest("hex"));
});
