import type { Sql } from "./sql.ts";

/** One cell of a COPY row. Geometry travels as (E)WKT or hex (E)WKB text, arrays and json as PostgreSQL's own text. */
export type CopyValue = string | number | boolean | null | Uint8Array;

/** What can be asked of the database, inside a transaction or outside. Values come back as values.ts says. */
export interface Queries {
  rows<R extends object>(query: Sql): Promise<R[]>;
  /** Throws unless exactly one row comes back. */
  one<R extends object>(query: Sql): Promise<R>;
  /** Undefined for no row; throws for more than one. */
  maybe<R extends object>(query: Sql): Promise<R | undefined>;
  /** Answers the number of affected rows. */
  run(query: Sql): Promise<number>;
  /** COPY … FROM STDIN. All or nothing. Answers the number of rows. */
  copy(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
  ): Promise<number>;
  /** Several statements without parameters. For migrations and tests; everything else writes `sql`. */
  script(text: string): Promise<void>;
}

export interface TransactionOptions {
  readonly readOnly?: boolean;
  /** How long one statement may take, in ms. The embedded engine can only end a longer one by restarting itself. */
  readonly patience?: number;
  /** Statements sent together with BEGIN, in the same round trip. Built by actor.ts and nobody else. */
  readonly preamble?: string;
}

export interface Database extends Queries {
  readonly engine: "embedded" | "postgis";
  /**
   * Commits what `work` did, or rolls all of it back when it throws. Serialisation failures, deadlocks and lock
   * time-outs (40001, 40P01, 55P03), and a connection that was lost before COMMIT was sent, run `work` again, at most
   * five times, so it must not have effects outside the database. When the connection is lost during COMMIT it throws,
   * and whether the work was stored is for an idempotency key to tell. Inside, only the given handle may be used: the database handle itself throws.
   */
  transaction<T>(work: (t: Queries) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Calls `onWake` after commits that notified `channel`. Wake-ups may be lost while a connection is re-established,
   * which ends with one call with an empty payload; whoever listens must also look by itself now and then.
   */
  listen(channel: string, onWake: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL URL. Without one the embedded engine opens `dataDir`. */
  readonly url?: string | undefined;
  /** Folder of the embedded engine; created when absent. Default `.youzhu/database`. */
  readonly dataDir?: string | undefined;
  /** Connections to PostgreSQL, default 10. */
  readonly poolSize?: number | undefined;
  /** A read replica for single statements and read-only transactions. */
  readonly readUrl?: string | undefined;
  /** How long a statement may take when its transaction does not say, in ms. Default 30 000. */
  readonly patience?: number | undefined;
  /** Minutes between snapshots of the embedded engine; 0 for none. Default 10 (YOUZHU_SNAPSHOT_MINUTES). */
  readonly snapshotMinutes?: number | undefined;
}

/**
 * The engine stopped under a statement; nothing of its transaction was stored and the next one works again. `code` is
 * what PostgreSQL would have said: XX000 for a crash over bad geometry, 57014 for a statement that took too long,
 * 57P01 for a connection that is gone.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
  readonly code: "XX000" | "57014" | "57P01";

  constructor(message: string, code: "XX000" | "57014" | "57P01" = "57P01") {
    super(message);
    this.code = code;
  }
}

export const DEFAULT_PATIENCE = 30_000;
