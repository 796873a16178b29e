import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { inclusionPath, merkleRoot } from "../../store/merkle.ts";

const leaf = (text: string) => createHash("sha256").update(Buffer.of(0)).update(text, "hex").digest();
/** The eight leaves and the roots of the Certificate Transparency test vectors. */
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS: Readonly<Record<number, string>> = {
  1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

test.each(Object.entries(ROOTS))("the root over %s rows is the one of RFC 6962", (size, root) => {
  expect(merkleRoot(LEAVES.slice(0, Number(size)).map(leaf)).toString("hex")).toBe(root);
});

test("any row leads to the root by its path", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (size, chosen) => {
      const leaves = Array.from({ length: size }, (_, n) => leaf(n.toString(16).padStart(4, "0")));
      let index = chosen % size;
      let last = size - 1;
      let hash: Uint8Array = leaves[index] as Buffer;
      // RFC 9162 2.1.3.2.
      for (const sibling of inclusionPath(leaves, index)) {
        const node = createHash("sha256").update(Buffer.of(1));
        if (index % 2 === 1 || index === last) {
          hash = node.update(sibling).update(hash).digest();
          while (index % 2 === 0 && index !== 0) [index, last] = [index >> 1, last >> 1];
        } else hash = node.update(hash).update(sibling).digest();
        [index, last] = [index >> 1, last >> 1];
      }
      expect(Buffer.from(hash)).toEqual(merkleRoot(leaves));
    }),
  );
});
