import type { Actor } from "./names.ts";

/** As much of somebody as tells two persons apart. */
export type Somebody = Pick<Actor, "accountId"> & {
  readonly personAccountIds?: readonly string[] | undefined;
};

/**
 * Is `actor` the person who acted as `accountId`, be it under another account? Two persons (docs/domain.md#guard-10) are asked
 * for with this and nothing else. Null is the mechanism, which is nobody.
 */
export function samePerson(actor: Somebody, accountId: string | null): boolean {
  if (accountId === null) return false;
  return accountId === actor.accountId || (actor.personAccountIds?.includes(accountId) ?? false);
}
