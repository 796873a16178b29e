import type { Actor } from "./names.ts";

/**
 * Is `actor` the person who acted as `accountId`? Two persons (docs/domain.md#guard-10) are asked for with this and nothing
 * else. Null is the mechanism, which is nobody.
 */
export function samePerson(actor: Actor, accountId: string | null): boolean {
  return accountId !== null && accountId === actor.accountId;
}
