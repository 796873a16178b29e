import { refuse, type Refusal } from "../decision.ts";
import type { Instant } from "../names.ts";

/** A phone's clock is not the server's. */
const TOLERANCE_MS = 5 * 60_000;
/** What nobody told for three days takes the seat's word and not a phone's. */
const MOST_MS = 72 * 3_600_000;

export interface LateEntry {
  /** On the event: when it happened. */
  readonly happened: { readonly occurredAt?: Instant };
  /** In its data: when the registry was told, where that was later. A deadline keeps both. */
  readonly mark: { readonly toldAt?: Instant };
}

/**
 * A step on the spot that reaches the server later than it was taken, from a phone without a network: it is judged by
 * when it happened, and the lateness of the telling stays visible. `since` is when it could have happened first.
 */
export function enteredLate(
  occurredAt: Instant | undefined,
  since: Instant,
  now: Instant,
): LateEntry | { readonly refused: Refusal } {
  if (occurredAt === undefined) return { happened: {}, mark: {} };
  const age = Date.parse(now) - Date.parse(occurredAt);
  if (age < -TOLERANCE_MS) return refuse("OCCURRED_IN_FUTURE");
  if (age <= 0) return { happened: {}, mark: {} };
  if (age > MOST_MS) return refuse("OCCURRED_TOO_LONG_AGO");
  if (Date.parse(occurredAt) < Date.parse(since)) return refuse("OCCURRED_TOO_EARLY");
  return { happened: { occurredAt }, mark: { toldAt: now } };
}
