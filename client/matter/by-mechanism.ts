import type { HistoryEntry } from "../../server/contract/shapes.ts";

/** Whether nobody chose this: it followed by itself from another event, or from a deadline that ran out. */
export function byMechanism({ cause, actor }: Pick<HistoryEntry, "cause" | "actor">): boolean {
  return cause !== null || actor.role === "SYSTEM";
}
