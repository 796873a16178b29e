import { asked } from "../../../server/domain/inquiry/recipients.ts";
import type { OwnershipStatus } from "../../../server/domain/names.ts";

export interface Planned {
  /** A seat or lead files at once; others report. */
  readonly files: boolean;
  readonly danger: boolean;
  readonly status: OwnershipStatus;
  readonly ownerKnown: boolean;
  readonly custodianKnown: boolean;
  readonly inquiryOpen: boolean;
  /** Not registered yet: the candidates are found from the place when it is sent. */
  readonly isNew: boolean;
  /** Whether any department acts at this place; taken as known until it has been asked. */
  readonly departmentKnown: boolean;
  readonly candidates: readonly { readonly probability: number }[] | null;
}

export type Forecast =
  | "dangerNobody"
  | "dangerNew"
  | "ownerlessNew"
  | "report"
  | "owned"
  | "ownedDanger"
  | "backstop"
  | "backstopDanger"
  | "dangerOwnerless"
  | "dangerOwnerlessNone"
  | "ownerless"
  | "ownerlessNone";

/** What the mechanism will do by itself once this is sent; said before, so that nobody is surprised by eight letters. */
export function forecastOf(planned: Planned): { readonly sentence: Forecast; readonly letters: number } {
  const { files, danger, ownerKnown, custodianKnown, inquiryOpen, candidates } = planned;
  if (!files) return { sentence: "report", letters: 0 };
  if (ownerKnown) return { sentence: danger ? "ownedDanger" : "owned", letters: 0 };
  // In backstop already: the custodian answers, and nobody is asked again without new evidence.
  if (custodianKnown && !inquiryOpen) return { sentence: danger ? "backstopDanger" : "backstop", letters: 0 };
  const letters = inquiryOpen ? 0 : asked(candidates ?? []).length;
  // Nobody to send: the case stays filed until a person dispatches it.
  if (danger && !custodianKnown && !planned.departmentKnown) return { sentence: "dangerNobody", letters };
  if (planned.isNew) return { sentence: danger ? "dangerNew" : "ownerlessNew", letters: 0 };
  if (danger) return { sentence: letters > 0 ? "dangerOwnerless" : "dangerOwnerlessNone", letters };
  return { sentence: letters > 0 ? "ownerless" : "ownerlessNone", letters };
}
