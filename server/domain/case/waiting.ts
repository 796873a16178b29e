import type { Role } from "../names.ts";
import { caseOpen, type CaseFile, type CaseRequest } from "./state.ts";

/** Steps of a case that wait for a decision at a desk; the work on the spot has its clocks from filing and dispatch. */
export const AWAITED = ["CLOSE", "REQUEST", "BOUNDARY"] as const;
export type AwaitedStep = (typeof AWAITED)[number];

/** Which of them a case waits for now, and whose step each is: a request for a second person, the end of what was checked, a street. */
export function awaitedOf(
  file: CaseFile,
): readonly { readonly step: AwaitedStep; readonly roles: readonly Role[] }[] {
  if (!caseOpen(file)) return [];
  return [
    ...(file.request ? [{ step: "REQUEST", roles: deciders(file.request) } as const] : []),
    ...(file.disagreed ? [{ step: "BOUNDARY", roles: ["CONVENER"] } as const] : []),
    ...(file.state === "POST_REPAIR_CHECK" ? [{ step: "CLOSE", roles: ["SHIFT_LEAD"] } as const] : []),
  ];
}

/** Whoever is at the desk may say that there is no danger; the rest is the lead's. */
function deciders({ kind }: CaseRequest): readonly Role[] {
  return kind === "DANGER_OVER" ? ["SEAT_OPERATOR", "SHIFT_LEAD"] : ["SHIFT_LEAD"];
}
