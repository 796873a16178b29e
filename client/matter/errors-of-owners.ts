/** Why a confirmed owner was none after all; words in the group `reason`. */
export const ERRORS = [
  "DRAWING_WRONG",
  "LINE_ENDS_BEFORE",
  "MIXED_UP",
  "HANDED_OVER_BEFORE",
  "OTHER",
] as const;
