import { PhotoIds } from "../../arguments.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { OPEN, SEAT } from "../steps.ts";

export const addNote = caseCommand("ADD_NOTE", {
  args: { photoIds: PhotoIds },
  from: OPEN,
  roles: ["GRID_WORKER", "STREET_DEPT", "CONTRACTOR", "OWNER_UNIT", "CONVENER", ...SEAT],
  own: true,
  decide: (_file, { photoIds }) => oneCaseEvent("NOTE_ADDED", { photoIds }),
});
