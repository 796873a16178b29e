import type { Database } from "../db/database.ts";
import { openingStep } from "../inference/clean-up/openings.ts";
import { beginAtNight, step } from "../inference/clean-up/run.ts";
import type { Job } from "./schedule.ts";

/**
 * Ranks everything that nobody answers for, at night and whenever somebody asks. Each step is one cell of half a kilometre, so that
 * a stop or a crash loses no more than that, and any number of processes may take part.
 */
export function cleanUp(database: Database, hour: number | null, onCommitted: () => void): Job[] {
  return [
    {
      name: "begin the night's clean-up",
      everyMs: 60_000,
      run: async () => {
        if (hour !== null) await beginAtNight(database, hour);
        return 0;
      },
    },
    {
      name: "clean up",
      everyMs: 1_000,
      run: async () => ((await step(database)) ? 1 : 0),
    },
    {
      name: "open inquiries that were asked for in bulk",
      everyMs: 1_000,
      run: async () => {
        if (!(await openingStep(database))) return 0;
        onCommitted();
        return 1;
      },
    },
  ];
}
