import { clock } from "../clock.ts";
import type { Tx } from "../db/actor.ts";
import { record } from "../store/append.ts";

/** What the history keeps of account administration. Names go beside the leaf, never into it. */
export interface AccountEvent {
  readonly kind: "ACCOUNT_ADDED" | "ACCOUNT_CHANGED" | "ACCOUNT_DISABLED" | "PASSWORD_CHANGED";
  readonly data: Readonly<Record<string, string | boolean | null>>;
  readonly notes: Readonly<Record<string, string>>;
}

export async function recordAccountEvent(tx: Tx, accountId: string, event: AccountEvent): Promise<void> {
  const { kind, data, notes } = event;
  await record(tx, [
    {
      stream: "account",
      streamId: accountId,
      kind,
      data,
      notes,
      componentId: null,
      divisionCode: null,
      occurredAt: clock.iso(),
    },
  ]);
}
