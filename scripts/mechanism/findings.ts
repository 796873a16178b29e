import type { Move } from "./moves.ts";
import type { Start } from "./starts.ts";

/** A rule that was broken, and the shortest way in which it was. */
export interface Finding {
  readonly rule: string;
  /** How it was broken: of each way one story is kept. */
  readonly said: string;
  readonly start: Start;
  readonly moves: readonly Move[];
  /** In how many steps it was seen. */
  times: number;
}

const keyOf = ({ rule, said }: Pick<Finding, "rule" | "said">): string => `${rule}: ${said}`;

/** What was found so far: the shortest story of every way of breaking a rule. */
export class Findings {
  readonly #found = new Map<string, Finding>();

  /** `steps` is how long the story is at most. */
  add(rule: string, said: string, start: Start, steps: number, moves: () => readonly Move[]): void {
    const key = keyOf({ rule, said });
    const before = this.#found.get(key);
    if (before && before.moves.length <= steps) {
      before.times++;
      return;
    }
    const found = { rule, said, start, moves: moves(), times: (before?.times ?? 0) + 1 };
    this.#found.set(key, found);
  }

  get all(): readonly Finding[] {
    return [...this.#found.values()];
  }
}
