import { clock } from "./clock.ts";
import dayjs, { type Dayjs } from "dayjs";
import { dayIn } from "./time.ts";

/**
 * Today, for a calendar to start from: the day it is in the street, and not where the reader's computer thinks it stands. The
 * server counts days so, and refuses tomorrow.
 */
export function officeDay(now = clock.now()): Dayjs {
  return dayjs(dayIn(now));
}
