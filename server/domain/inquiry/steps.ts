import type { InquiryState, Role } from "../names.ts";

/** States and roles that several commands of the ownership track share. */
export const SEAT: readonly Role[] = ["SEAT_OPERATOR", "SHIFT_LEAD"];
export const ASKING: readonly InquiryState[] = ["OPENED", "CONSULTING", "SITE_SURVEY", "MEETING", "NOTICE"];
/** What may be opened again. */
export const DECIDED: readonly InquiryState[] = ["DETERMINED", "BACKSTOP", "SEALED", "PRIVATE"];
/** A claim is heard at any time, also years after the backstop (docs/domain.md#d10). */
export const ANY: readonly InquiryState[] = [
  ...ASKING,
  "DETERMINED",
  "BACKSTOP",
  "SEALED",
  "PRIVATE",
  "JUDICIAL",
];
