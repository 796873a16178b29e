import { clock } from "../clock.ts";
import { entropy } from "./entropy.ts";

/** A UUID version 7: its first 48 bits are milliseconds, so that keys made together lie together in the index. */
export function newId(now: number = clock.now()): string {
  const bytes = entropy(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
