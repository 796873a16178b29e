import { z } from "zod";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";

/** The clock of a town that exists for training. Everywhere else it stands at nought and cannot be moved. */
export const TrainingClock = z.object({
  /** Whether time can be moved here: the sample town, and nobody's own account in it. */
  movable: z.boolean(),
  /** The registry's time. */
  now: z.iso.datetime(),
  /** By how much it is ahead of the machine's; nought where nobody has moved it. */
  aheadMs: z.int(),
  /** Where a move under way leads. */
  goal: z.iso.datetime().nullable(),
  /** The next moment at which something becomes due; null where nothing waits, or time cannot be moved. */
  nextDeadline: z.iso.datetime().nullable(),
});
export type TrainingClock = z.infer<typeof TrainingClock>;

/** On by hours, by days, or to the next moment at which something becomes due. Never back. */
export const ClockMove = z.union([
  z.strictObject({ hours: z.int().min(1).max(72) }),
  z.strictObject({ days: z.int().min(1).max(60) }),
  z.strictObject({ to: z.literal("NEXT_DEADLINE") }),
]);
export type ClockMove = z.infer<typeof ClockMove>;

export const readTrainingClock = endpoint({
  name: "readTrainingClock",
  method: "GET",
  path: "/api/training/clock",
  summary: "What time it is in the registry, and whether time can be moved on (a training town only).",
  tag: "admin",
  access: "PUBLIC",
  answer: TrainingClock,
});

export const moveTrainingClock = endpoint({
  name: "moveTrainingClock",
  method: "POST",
  path: "/api/training/clock",
  summary:
    "Moves time on, for server, deadlines and database alike. Whatever becomes due on the way happens at its moment, in its order. " +
    "Only where the sample town was seeded and every account is one of its own; refused everywhere else.",
  tag: "admin",
  access: MAY.moveTrainingClock,
  body: ClockMove,
  answer: TrainingClock,
});
