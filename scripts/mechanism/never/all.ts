import { BACKSTOP } from "./backstop.ts";
import { CLOCKS } from "./clocks.ts";
import { DANGER } from "./danger.ts";
import { ENDINGS } from "./endings.ts";
import { HISTORY } from "./history.ts";
import type { Never } from "./never.ts";
import { OWNERS } from "./owners.ts";
import { TWO_PERSONS } from "./two-persons.ts";

/** Everything that no step may bring about. */
export const ALL_NEVER: readonly Never[] = [
  ...DANGER,
  ...CLOCKS,
  ...TWO_PERSONS,
  ...OWNERS,
  ...BACKSTOP,
  ...ENDINGS,
  ...HISTORY,
];
