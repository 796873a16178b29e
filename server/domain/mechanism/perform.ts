import type { Refusal } from "../decision.ts";
import { decide } from "./decide.ts";
import type { Command, Context, Dossier, Outcome, StreamEvent } from "./dossier.ts";
import { foldInto } from "./fold.ts";
import { react } from "./react.ts";

export type Performed =
  | { readonly dossier: Dossier; readonly outcomes: readonly Outcome[] }
  | { readonly refused: Refusal };

/**
 * Handle first, find the owner meanwhile, fall back to the backstop, as one function: decides a command, folds its
 * events into the dossier, lets the mechanism react to each of them, and so on until nothing follows. A refusal of
 * the command refuses everything, and so does a role that its decision cannot give; any other reaction that is not
 * possible (already done, not allowed now) is left out.
 */
export function perform(dossier: Dossier, command: Command, context: Context): Performed {
  const first = decide(dossier, command, context);
  if ("refused" in first) return first;
  let present = dossier;
  const outcomes: Outcome[] = [];
  const take = (events: readonly StreamEvent[], cause: number | null) => {
    for (const event of events) {
      present = foldInto(present, event, context.now);
      outcomes.push({ ...event, cause });
    }
  };
  take(first.events, null);
  for (let index = 0; index < outcomes.length; index++) {
    const outcome = outcomes[index];
    if (!outcome) break;
    for (const reaction of react(outcome, present, context)) {
      const decided = decide(present, reaction, {
        ...context,
        actor: { ...context.actor, role: "SYSTEM" },
      });
      if (!("refused" in decided)) take(decided.events, index);
      // A determination whose owner cannot be entered must not be recorded as if it had been.
      else if (reaction.on === "component" && reaction.command.type === "ASSIGN_ROLE") return decided;
    }
  }
  return { dossier: present, outcomes };
}
