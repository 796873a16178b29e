import { createHash } from "node:crypto";

/**
 * Root of an RFC 6962 tree over leaf hashes: node = SHA-256(0x01 || left || right), the left side the largest power of
 * two. An empty list has the hash of nothing.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  // Complete subtrees from the left, largest first: what is left over at the end is folded from the right.
  const subtrees: { size: number; hash: Uint8Array }[] = [];
  for (const leaf of leaves) {
    let grown: { size: number; hash: Uint8Array } = { size: 1, hash: leaf };
    for (let last = subtrees.at(-1); last && last.size === grown.size; last = subtrees.at(-1)) {
      grown = { size: grown.size * 2, hash: node(last.hash, grown.hash) };
      subtrees.pop();
    }
    subtrees.push(grown);
  }
  const right = subtrees.pop();
  if (!right) return createHash("sha256").digest();
  return Buffer.from(subtrees.reduceRight((hash, left) => node(left.hash, hash), right.hash));
}

/** Hashes from a leaf up to the root, nearest first (RFC 6962 2.1.1). Throws outside the tree. */
export function inclusionPath(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (index < 0 || index >= leaves.length)
    throw new RangeError(`no leaf ${index} in a tree of ${leaves.length}`);
  if (leaves.length === 1) return [];
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionPath(left, index), merkleRoot(right)]
    : [...inclusionPath(right, index - split), merkleRoot(left)];
}

function node(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();
}
