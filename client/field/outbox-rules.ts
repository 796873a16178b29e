import type { CaseCommandBody } from "../../server/contract/cases.ts";
import { reportCase } from "../../server/contract/cases.ts";
import type { BodyOf } from "../../server/contract/endpoint.ts";
import { ApiError } from "../../server/contract/errors.ts";
import { maybeEnteredLate } from "../../server/domain/case/table.ts";

export type ReportBody = BodyOf<typeof reportCase>;

/** A picture in the outbox. `key` is its upload's Idempotency-Key: sent twice, it is one photo. */
export interface OutboxPhoto {
  readonly key: string;
  readonly name: string;
  /** The server's id, once it is there. */
  readonly uploadedId: string | null;
}

/** What is to be done at the server. Photo ids are filled in when the photos are there. */
export type OutboxWork =
  | { readonly kind: "report"; readonly body: Omit<ReportBody, "photoIds"> }
  | {
      readonly kind: "command";
      readonly caseId: string;
      readonly seenVersion: number;
      readonly body: CaseCommandBody;
    };

/** One thing that somebody did in the street and the server does not know of yet. */
export interface OutboxItem {
  readonly id: string;
  /** Idempotency-Key of the write; a new one only after a refusal, which wrote nothing. */
  readonly key: string;
  readonly accountId: string;
  /** The moment of the gesture. */
  readonly createdAt: number;
  /** The server refused that moment, and a person has sent it again. */
  readonly asOfNow?: boolean;
  /** What it is about, as shown in the list: the place, the number of the case. */
  readonly title: string;
  readonly work: OutboxWork;
  readonly photos: readonly OutboxPhoto[];
  readonly state: "waiting" | "sending" | "sent" | "refused";
  readonly attempts: number;
  readonly sentAt: number | null;
  /** Number of the case that came of it. */
  readonly result: string | null;
  readonly problem: {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
    readonly reason: string | null;
  } | null;
}

/** Sent items stay visible this long, so that a person sees that it arrived. */
const KEPT_MS = 12 * 3_600_000;

/**
 * The next item to send: oldest first. What follows on the same case waits for what came before it, also when that was
 * refused and a person has to look; other cases do not wait.
 */
export function nextToSend(items: readonly OutboxItem[], accountId: string): OutboxItem | null {
  const open = items
    .filter((item) => item.accountId === accountId && item.state !== "sent")
    .sort((a, b) => a.createdAt - b.createdAt);
  const held = new Set<string>();
  for (const item of open) {
    const about = item.work.kind === "command" ? item.work.caseId : item.id;
    if (item.state === "waiting" && !held.has(about)) return item;
    held.add(about);
  }
  return null;
}

/** What becomes of an item whose sending failed: no connection or a busy server means again, an answer means a person. */
export function afterFailure(item: OutboxItem, error: unknown): OutboxItem {
  const failed = { ...item, attempts: item.attempts + 1 };
  if (!(error instanceof ApiError) || passes(error)) return { ...failed, state: "waiting" };
  return {
    ...failed,
    state: "refused",
    problem: { code: error.code, params: error.params, reason: error.extra.reason ?? null },
  };
}

/** Refusals that pass by themselves: the server is down or busy, or the session ended and the person signs in again. */
function passes(error: ApiError): boolean {
  return error.status >= 500 || error.status === 429 || error.status === 401;
}

/** Seconds to wait before the next attempt: at once, then longer, at most a minute; never given up. */
export function pauseBefore(attempts: number): number {
  return Math.min(60, 2 ** Math.min(attempts, 6));
}

export function afterSuccess(item: OutboxItem, result: string, now: number): OutboxItem {
  return { ...item, state: "sent", sentAt: now, result, problem: null };
}

/** A person looked at a refused item and sends it again: as a new write, seen against the version of now. */
export function again(item: OutboxItem, key: string, version: number | null): OutboxItem {
  const work =
    item.work.kind === "command" && version !== null ? { ...item.work, seenVersion: version } : item.work;
  const moment = item.problem?.reason?.startsWith("OCCURRED_") === true ? { asOfNow: true } : {};
  return { ...item, ...moment, key, work, state: "waiting", attempts: 0, problem: null };
}

/**
 * What is sent for a step: it says when it was taken, for it may have waited for a network. A person whose phone's clock
 * was refused sends it as of now.
 */
export function bodyOf(
  item: OutboxItem,
  body: CaseCommandBody,
  photoIds: readonly string[],
): CaseCommandBody {
  const filled = "photoIds" in body ? { ...body, photoIds: [...photoIds] } : body;
  return item.asOfNow === true || !maybeEnteredLate(body.type)
    ? filled
    : ({ ...filled, occurredAt: new Date(item.createdAt).toISOString() } as CaseCommandBody);
}

/** An item that was being sent when the page went away is sent again, with the same key. */
export function afterRestart(item: OutboxItem): OutboxItem {
  return item.state === "sending" ? { ...item, state: "waiting" } : item;
}

export function forgettable(item: OutboxItem, now: number): boolean {
  return item.state === "sent" && item.sentAt !== null && now - item.sentAt > KEPT_MS;
}
