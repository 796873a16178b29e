import { REAL_NOW } from "../db/clock.ts";
import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface StoredAnswer {
  readonly requestHash: Buffer;
  readonly status: number | null;
  readonly body: unknown;
}

/**
 * Takes the key for this request, or returns false where it was taken. A second submit that arrives while the first is
 * still running waits here, on the unique index, until the first commits or rolls back.
 */
export async function takeKey(
  tx: Queries,
  accountId: string,
  key: string,
  requestHash: Buffer,
): Promise<boolean> {
  const taken = await tx.rows(sql`
    insert into idempotency (account_id, key, request_hash) values (${accountId}, ${key}, ${requestHash})
    on conflict (account_id, key) do nothing returning 1 as taken`);
  return taken.length === 1;
}

export async function storedAnswer(
  tx: Queries,
  accountId: string,
  key: string,
): Promise<StoredAnswer | undefined> {
  return await tx.maybe<StoredAnswer>(sql`
    select request_hash as "requestHash", status, body from idempotency where account_id = ${accountId} and key = ${key}`);
}

export async function storeAnswer(
  tx: Queries,
  accountId: string,
  key: string,
  status: number,
  body: string | null,
): Promise<void> {
  await tx.run(sql`
    update idempotency set status = ${status}, body = ${body}::jsonb where account_id = ${accountId} and key = ${key}`);
}

/** Keys are kept 30 days: a crew may have been out of reach for weeks before its phone repeats a submit. */
export async function forgetOldKeys(tx: Queries): Promise<number> {
  return await tx.run(sql`delete from idempotency where created_at < ${REAL_NOW} - interval '30 days'`);
}
