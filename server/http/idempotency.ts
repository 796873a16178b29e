import { createHash } from "node:crypto";
import { ApiError } from "../contract/errors.ts";
import type { Tx } from "../db/actor.ts";
import { storeAnswer, storedAnswer, takeKey } from "./idempotency-queries.ts";

export interface OnceAnswer<Answer> {
  readonly answer: Answer;
  readonly replayed: boolean;
}

/**
 * Runs `work` once per (account, key), inside the caller's transaction: the key, the effect and the answer commit
 * together or not at all. The same request again gets the stored answer; another request under the same key is
 * refused with idempotency_key_reused. A refusal rolls the key back, so that the request may be sent again.
 */
export async function once<Answer>(
  tx: Tx,
  request: {
    readonly accountId: string;
    readonly key: string;
    readonly hash: Buffer;
    readonly status: number;
  },
  work: () => Promise<Answer>,
): Promise<OnceAnswer<Answer>> {
  if (await takeKey(tx, request.accountId, request.key, request.hash)) {
    const answer = await work();
    const body = answer === undefined ? null : JSON.stringify(answer);
    await storeAnswer(tx, request.accountId, request.key, request.status, body);
    return { answer, replayed: false };
  }
  const stored = await storedAnswer(tx, request.accountId, request.key);
  if (!stored || !stored.requestHash.equals(request.hash)) throw new ApiError("idempotency_key_reused");
  return { answer: (stored.body ?? undefined) as Answer, replayed: true };
}

/** Passwords stay out: a fast hash of one, kept 30 days, would undo the slow hash beside it. */
export function bodyForHash(body: unknown): string {
  return JSON.stringify(body ?? null, (key, value: unknown) => (/password$/i.test(key) ? undefined : value));
}

/** What makes two requests the same: method, address, version seen and body. */
export function requestHash(parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\u0000");
  return hash.digest();
}

const KEY = /^[\x21-\x7e]{8,200}$/;

/** The `Idempotency-Key` header, in RFC 8941 quotes or bare. Throws idempotency_key_missing. */
export function idempotencyKeyOf(header: string | string[] | undefined): string {
  const key = typeof header === "string" ? header.replace(/^"(.*)"$/, "$1") : "";
  if (!KEY.test(key)) throw new ApiError("idempotency_key_missing");
  return key;
}

/** The version in `If-Match: "12"` (also weak, also bare); undefined where absent. Throws invalid_input for anything else. */
export function versionSeenBy(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw new ApiError(
    "invalid_input",
    { summary: "If-Match" },
    { issues: [{ path: "header.If-Match", message: 'not a version such as "12"' }] },
  );
}
