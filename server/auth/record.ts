import type { Tx } from "../db/actor.ts";

/** What the history keeps of account administration. Names go beside the leaf, never into it. */
export interface AccountEvent {
  readonly kind: "ACCOUNT_ADDED" | "ACCOUNT_CHANGED" | "ACCOUNT_DISABLED" | "PASSWORD_CHANGED";
  readonly data: Readonly<Record<string, string | boolean | null>>;
  readonly notes: Readonly<Record<string, string>>;
}

export async function recordAccountEvent(_tx: Tx, _accountId: string, _event: AccountEvent): Promise<void> {}
