import type { Actor } from "./names.ts";

/** A personnel number as it is on the pass, in capitals: whose account it is, is told by this. */
export const PERSON_NUMBER = /^[A-Z0-9][A-Z0-9._/-]{0,39}$/;

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
