import { randomFillSync } from "node:crypto";

const POOL = 8192;
const pool = Buffer.alloc(POOL);
let used = POOL;

/** `count` (at most 1024) unpredictable bytes. Drawn from the system in large pieces: one command needs some fifty small ones. */
export function entropy(count: number): Buffer {
  if (used + count > POOL) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + count));
  // What was handed out is not kept.
  pool.fill(0, used, used + count);
  used += count;
  return bytes;
}
