import { escapeLiteral } from "pg";
import type { Role } from "../domain/names.ts";
import type { Database, Queries } from "./database.ts";

/** Who writes: an account, or the registry itself (its sweep, its imports) as SYSTEM. */
export interface Actor {
  readonly accountId: string | null;
  readonly role: Role | "SYSTEM";
  /** The unit an OWNER_UNIT, STREET_DEPT or CONTRACTOR account acts for. */
  readonly unitId: string | null;
  readonly username: string;
  /** Further accounts of the same person: what takes two persons looks at them. */
  readonly personAccountIds?: readonly string[] | undefined;
}

declare const written: unique symbol;

/** The handle of a transaction with an author. Only asActor makes one, so nothing is written anonymously. */
export type Tx = Queries & { readonly [written]: true; readonly actor: Actor };

/** Above what any command needs, below what a person waits for. */
const WRITE_LIMITS =
  "set_config('lock_timeout', '2s', true), set_config('idle_in_transaction_session_timeout', '10s', true)";
const WRITE_PATIENCE = 15_000;

/**
 * Runs `work` in one transaction as `actor`: with the rights of youzhu_app and with the actor in the setting
 * `youzhu.actor`, from which columns take who wrote a row. Role, setting and limits travel with BEGIN, in one round
 * trip, and end with the transaction. May run `work` again, see Database.transaction.
 */
export async function asActor<T>(
  database: Database,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
  options: { readonly patience?: number } = {},
): Promise<T> {
  const { accountId, role, unitId, username } = actor;
  const setting = escapeLiteral(JSON.stringify({ accountId, role, unitId, username }));
  // One statement, not one for each setting: parsing and answering five of them cost more than a lookup does.
  const preamble = `select ${WRITE_LIMITS}, set_config('role', 'youzhu_app', true), set_config('youzhu.actor', ${setting}, true)`;
  return await database.transaction(async (t) => await work(authored(t, actor)), {
    preamble,
    patience: options.patience ?? WRITE_PATIENCE,
  });
}

function authored(t: Queries, actor: Actor): Tx {
  const queries: Queries = {
    rows: async (query) => await t.rows(query),
    one: async (query) => await t.one(query),
    maybe: async (query) => await t.maybe(query),
    run: async (query) => await t.run(query),
    copy: async (table, columns, rows) => await t.copy(table, columns, rows),
    script: async (text) => await t.script(text),
  };
  return Object.assign(queries, { actor }) as Tx;
}
