import type { Deadline } from "../../server/contract/shapes.ts";

/** A gesture with a network takes seconds; what took longer was entered late, and says so wherever it is judged. */
const AT_ONCE_MS = 5 * 60_000;

/** Whether the step that met a clock was told to the registry later than it was taken. */
export function enteredLate({ metAt, toldAt }: Pick<Deadline, "metAt" | "toldAt">): boolean {
  return metAt !== null && toldAt !== undefined && Date.parse(toldAt) - Date.parse(metAt) > AT_ONCE_MS;
}
