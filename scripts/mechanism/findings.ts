import type { Move } from "./moves.ts";
import type { Start } from "./starts.ts";

/** A rule that was broken, and the shortest way in which it was. */
export interface Finding {
  readonly rule: string;
  readonly said: string;
  readonly start: Start;
  readonly moves: readonly Move[];
  /** In how many steps it was seen. */
  times: number;
}

/** What was found so far: the shortest story of every rule and way of breaking it. */
export class Findings {
  readonly #found = new Map<string, Finding>();

  add(rule: string, said: string, start: Start, moves: () => readonly Move[]): void {
    const key = `${rule}: ${said}`;
    const known = this.#found.get(key);
    if (known) known.times++;
    else this.#found.set(key, { rule, said, start, moves: moves(), times: 1 });
  }

  get all(): readonly Finding[] {
    return [...this.#found.values()];
  }
}
