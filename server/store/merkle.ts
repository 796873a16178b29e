import { createHash } from "node:crypto";

/**
 * Root of the Merkle tree over leaf hashes, as RFC 6962 section 2.1 builds it: the left subtree is the largest full
 * one. The root of nothing is SHA-256 of the empty string.
 */
export function merkleRoot(leafHashes: readonly Buffer[]): Buffer {
  if (leafHashes.length === 0) return createHash("sha256").digest();
  let level: readonly Buffer[] = leafHashes;
  // Pairing neighbours and carrying an odd last one up gives the same tree as the recursive definition, without
  // its depth of copies: a million rows take a million hashes.
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let n = 0; n < level.length; n += 2) {
      const [left, right] = [level[n], level[n + 1]];
      if (left && right) next.push(nodeHash(left, right));
      else if (left) next.push(left);
    }
    level = next;
  }
  return level[0] ?? createHash("sha256").digest();
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();
}
