import { PhotoIds } from "../../arguments.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { askedOrClaimed } from "../guards.ts";
import { ANY, SEAT } from "../steps.ts";

export const addNote = inquiryCommand("ADD_NOTE", {
  args: { photoIds: PhotoIds },
  from: ANY,
  roles: ["GRID_WORKER", "STREET_DEPT", "OWNER_UNIT", "CONVENER", ...SEAT],
  guard: askedOrClaimed,
  decide: (_inquiry, { photoIds }) => oneInquiryEvent("NOTE_ADDED", { photoIds }),
});
