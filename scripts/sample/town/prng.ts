import { createHash } from "node:crypto";

/**
 * Seeded randomness (sfc32, public domain, Chris Doty-Humphrey's PractRand) so that a town is the same bytes on every
 * machine. `fork` gives every subject its own stream: one more tree in a park must not move every cover in the town.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;
  private readonly seed: string;

  constructor(seed: string) {
    this.seed = seed;
    const digest = createHash("sha256").update(seed).digest();
    this.a = digest.readUInt32LE(0);
    this.b = digest.readUInt32LE(4);
    this.c = digest.readUInt32LE(8);
    for (let warmUp = 0; warmUp < 12; warmUp += 1) this.next();
  }

  fork(subject: string): Random {
    return new Random(`${this.seed}/${subject}`);
  }

  /** Uniform in [0, 1). */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + t;
    this.c |= 0;
    return (t >>> 0) / 4_294_967_296;
  }

  range(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** Integer in [low, high], both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[Math.floor(this.next() * list.length)];
    if (chosen === undefined) throw new Error("pick from an empty list");
    return chosen;
  }

  /** Roughly normal, mean 0, standard deviation 1, never beyond 3.5 (sum of twelve uniforms is enough for survey error). */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += this.next();
    return Math.max(-3.5, Math.min(3.5, sum));
  }

  shuffle<T>(list: readonly T[]): T[] {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i -= 1) {
      const j = this.integer(0, i);
      [out[i], out[j]] = [out[j] as T, out[i] as T];
    }
    return out;
  }

  /** A day between two years' first days, `YYYY-MM-DD`; days stop at 28 so that every month has them. */
  day(fromYear: number, toYear: number): string {
    const month = String(this.integer(1, 12)).padStart(2, "0");
    const day = String(this.integer(1, 28)).padStart(2, "0");
    return `${this.integer(fromYear, toYear)}-${month}-${day}`;
  }
}

/** Name-based UUID (RFC 9562 version 5 layout over SHA-1): same seed and name, same id. */
export function uuidFor(seed: number, name: string): string {
  const hash = createHash("sha1").update(`youzhu sample town ${seed}/${name}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex", 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
