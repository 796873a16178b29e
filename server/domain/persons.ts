import type { ReasonKey, Refusal } from "./decision.ts";
import type { Actor } from "./names.ts";

/** A personnel number as it is on the pass, in capitals: whose account it is, is told by this. */
export const PERSON_NUMBER = /^[A-Z0-9][A-Z0-9._/-]{0,39}$/;

/** As much of somebody as tells two persons apart. */
export type Somebody = Pick<Actor, "accountId"> & {
  readonly personAccountIds?: readonly string[] | undefined;
};

/**
 * Is `actor` the person who acted as `accountId`, be it under another account? Two persons (docs/domain.md#guard-10) are asked
 * for with this and `notASecondPerson`, and nothing else. Null is the mechanism, which is nobody.
 */
export function samePerson(actor: Somebody, accountId: string | null): boolean {
  if (accountId === null) return false;
  return accountId === actor.accountId || (actor.personAccountIds?.includes(accountId) ?? false);
}

/**
 * Nobody has entered whose account it is, so nobody knows whose other accounts there are. Not asked of whom the server has not told
 * of persons at all: the mechanism, a test.
 */
export function personUnknown({ personAccountIds }: Somebody): boolean {
  return personAccountIds?.length === 0;
}

/**
 * Why `actor` may not take the second step after whoever acted as `accountId`: as the same person, or as nobody knows whom. Who asks
 * first may be unknown, for that decides nothing.
 */
export function notASecondPerson(
  actor: Somebody,
  accountId: string | null,
  same: ReasonKey = "SECOND_PERSON_NEEDED",
): Refusal | null {
  if (samePerson(actor, accountId)) return { reason: same };
  return personUnknown(actor) ? { reason: "PERSON_UNKNOWN" } : null;
}
