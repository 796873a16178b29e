import type { Random } from "../town/prng.ts";
import type { Cast } from "./cast.ts";
import type { Chronicle } from "./chronicle.ts";

export interface Stage {
  readonly chronicle: Chronicle;
  readonly cast: Cast;
  readonly dice: Random;
  readonly newId: () => string;
  readonly caseNumber: (at: string) => string;
  readonly photo: () => string;
}

/** A story says when it acts next, waits until the town's clock is there, and acts. It may start another beside it. */
export type Story = Generator<string | { readonly beside: Story }, void>;

/** Tells stories about one component side by side, each step at its own time, until the present. */
export function tell(chronicle: Chronicle, until: string, first: Story): void {
  const waiting: { story: Story; at: string }[] = [];
  const proceed = (story: Story) => {
    const step = story.next();
    if (step.done) return;
    if (typeof step.value === "string") waiting.push({ story, at: step.value });
    else {
      proceed(step.value.beside);
      proceed(story);
    }
  };
  proceed(first);
  for (;;) {
    waiting.sort((one, other) => (one.at < other.at ? -1 : 1));
    const next = waiting.shift();
    chronicle.pass(next && next.at < until ? next.at : until);
    if (!next) return;
    if (next.at <= until) proceed(next.story);
  }
}
