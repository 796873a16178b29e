import { lateEntry, PhotoIds } from "../../arguments.ts";
import { notASecondPerson } from "../../persons.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { repaired, SEAT } from "../steps.ts";

/** 核查: never by whoever repaired. */
export const passCheck = caseCommand("PASS_CHECK", {
  args: { photoIds: PhotoIds, ...lateEntry },
  from: ["REPAIRED"],
  roles: ["GRID_WORKER", ...SEAT],
  needs: [{ need: "photo" }, { need: "second person" }],
  proof: true,
  guard: (file, actor) => notASecondPerson(actor, file.repairedBy, "CHECKER_REPAIRED"),
  possibleSince: repaired,
  decide: (_file, { photoIds }) => oneCaseEvent("REPAIR_CHECKED", { photoIds }),
});
