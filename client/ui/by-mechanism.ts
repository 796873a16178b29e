import type { HistoryEntry } from "../../server/contract/shapes.ts";

/** Nobody gives these commands; they follow from what somebody did, in the same transaction. */
const REACTIONS = new Set([
  "INQUIRY_LINKED",
  "CASE_LINKED",
  "OWNER_NOTED",
  "CASE_ESCALATED",
  "DEADLINE_PASSED",
  "NO_REPLY_RECORDED",
  "NOTICE_ENDED",
  "DETERMINATION_FINAL",
  "BACKSTOP_ENDED",
]);

/** Whether the mechanism did this by itself. The account on it is then whose step set it going, not who chose it. */
export function byMechanism({ kind, data }: Pick<HistoryEntry, "kind" | "data">): boolean {
  if (REACTIONS.has(kind) || data["automatic"] === true) return true;
  if (kind === "NOTICE_RECORDED") return data["channel"] === "INQUIRY_LETTER";
  return kind === "INQUIRY_OPENED" && data["origin"] === "CASE";
}
