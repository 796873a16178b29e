import { z } from "zod";
import { lateEntry, PhotoIds, ShortText } from "../../arguments.ts";
import { stepClock } from "../clocks.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { dangerIsOver } from "../guards.ts";
import { IN_WORK, readyForRepair, REPAIRERS } from "../steps.ts";

export const repair = caseCommand("REPAIR", {
  args: {
    photoIds: PhotoIds,
    measure: ShortText,
    material: ShortText.nullable().default(null),
    loadClass: z.enum(["A15", "B125", "C250", "D400", "E600", "F900"]).nullable().default(null),
    ...lateEntry,
  },
  from: IN_WORK,
  roles: REPAIRERS,
  own: true,
  needs: [{ need: "photo" }],
  proof: true,
  guard: dangerIsOver,
  possibleSince: readyForRepair,
  decide: (_file, { photoIds, measure, material, loadClass }, facts) => {
    const by = facts.actor.accountId;
    const done = caseEvent("CASE_REPAIRED", { photoIds, measure, material, loadClass, by });
    return { events: [done, stepClock("CHECK", facts.now, facts)] };
  },
});
