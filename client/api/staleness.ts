import type { Happened } from "../../server/contract/live.ts";

/** Read once and for all, or kept by the page itself. */
const NEVER = new Set(["readSession", "lastAccount"]);
/** Lists and sums that any event on a case, an inquiry or a component may change. */
const LISTS = new Set([
  "listCases",
  "listInquiries",
  "listCleanUp",
  "inbox",
  "listComponents",
  "nearComponents",
  "listRegisterChanges",
  "caseDuplicates",
  "readMapSummary",
  "listHistory",
  "insight",
  "search",
]);
/** What is read for one component, by its id. */
const OF_COMPONENT = new Set([
  "getComponent",
  "componentHistory",
  "componentCandidates",
  "componentSuggestion",
  "refusalOdds",
  "readComponentHover",
]);
const OF_CASE = new Set(["getCase", "caseHistory"]);
const OF_INQUIRY = new Set(["getInquiry", "inquiryHistory"]);
const MATTERS = new Set(["component", "case", "inquiry"]);

/**
 * Whether an answer may be old after `events` (null: anything may have happened). A case and its inquiry move together, so
 * the files of one component are all read again when one of them changed; answers about other components are left alone.
 */
export function isOld(queryKey: readonly unknown[], events: readonly Happened[] | null): boolean {
  const [operation, inputs] = queryKey;
  if (typeof operation !== "string" || NEVER.has(operation)) return false;
  if (events === null) return true;
  return events.some((event) => touches(operation, inputs, event));
}

function touches(
  operation: string,
  inputs: unknown,
  { streamKind, streamId, componentId }: Happened,
): boolean {
  if (!MATTERS.has(streamKind))
    return operation !== "getReference" || streamKind === "rule_pack" || streamKind === "area";
  if (LISTS.has(operation)) return true;
  const id = typeof inputs === "object" && inputs !== null && "id" in inputs ? inputs.id : undefined;
  if (OF_COMPONENT.has(operation)) return componentId === null || id === componentId;
  // The id of a case does not tell its component; a page shows few of them, so all are asked again.
  if (OF_CASE.has(operation)) return streamKind !== "case" || id === streamId;
  if (OF_INQUIRY.has(operation)) return streamKind !== "inquiry" || id === streamId;
  return false;
}
