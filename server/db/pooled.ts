import { AsyncLocalStorage } from "node:async_hooks";
import type { ClientBase, Pool, PoolClient, QueryResult } from "pg";
import { copyChunks, CopyRows, copyStatement } from "./copy.ts";
import type { CopyValue, Queries, TransactionOptions } from "./database.ts";
import { DatabaseUnavailable } from "./database.ts";
import type { Sql } from "./sql.ts";

const RETRIED = new Set(["40001", "40P01", "55P03"]);
const ATTEMPTS = 6;

type Runner = Pick<ClientBase, "query">;

/** `rows`, `one`, `maybe` and `run` over whatever can run a statement. */
abstract class Statements {
  protected abstract execute(query: Sql): Promise<QueryResult>;

  async rows<R extends object>(query: Sql): Promise<R[]> {
    return (await this.execute(query)).rows as R[];
  }

  async one<R extends object>(query: Sql): Promise<R> {
    const rows = await this.rows<R>(query);
    const [row] = rows;
    if (row === undefined || rows.length > 1)
      throw new Error(`expected one row, got ${rows.length}: ${query.text}`);
    return row;
  }

  async maybe<R extends object>(query: Sql): Promise<R | undefined> {
    const rows = await this.rows<R>(query);
    if (rows.length > 1) throw new Error(`expected at most one row, got ${rows.length}: ${query.text}`);
    return rows[0];
  }

  async run(query: Sql): Promise<number> {
    return (await this.execute(query)).rowCount ?? 0;
  }
}

async function execute(runner: Runner, query: Sql, name?: string): Promise<QueryResult> {
  let result: QueryResult;
  try {
    const values = query.values as unknown[];
    result = await runner.query({ text: query.text, values, ...(name !== undefined && { name }) });
  } catch (error) {
    // For the log: which statement it was. Its values may be personal and stay out.
    throw Object.assign(error as Error, { statement: query.text });
  }
  // An engine that stopped half way answers nothing at all, which must never pass for an empty result.
  if (!result.command) throw new DatabaseUnavailable(`the engine gave no answer to: ${query.text}`, "XX000");
  return result;
}

/** Names for the statements of transactions, so that each connection parses and plans them once. */
const names = new Map<string, string>();
const MOST_NAMES = 300;

/** The commands' own statements are few and constant; whatever is composed without end is not worth a name. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `youzhu_${names.size}`;
  names.set(text, name);
  return name;
}

class ClientQueries extends Statements implements Queries {
  readonly #client: ClientBase;
  readonly #prepared: boolean;
  #over = false;
  /** What the database itself complained of last, as opposed to what the work threw. */
  failure: unknown;

  constructor(client: ClientBase, prepared: boolean) {
    super();
    this.#client = client;
    this.#prepared = prepared;
  }

  /** From here on the handle throws: the connection may already serve somebody else. */
  end(): void {
    this.#over = true;
  }

  #open(): ClientBase {
    if (this.#over) throw new Error("this transaction is over; was a promise inside it not awaited?");
    return this.#client;
  }

  async #noting<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  protected async execute(query: Sql): Promise<QueryResult> {
    const name = this.#prepared ? nameOf(query.text) : undefined;
    return await this.#noting(execute(this.#open(), query, name));
  }

  async copy(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
  ): Promise<number> {
    const statement = copyStatement(table, columns);
    let total = 0;
    for await (const chunk of copyChunks(columns, rows)) {
      total += await this.#noting(this.#open().query(new CopyRows(statement, chunk)).done);
    }
    return total;
  }

  async script(text: string): Promise<void> {
    await this.#noting(this.#open().query(text));
  }
}

/** Everything the two engines share: they differ in where the pool's connections lead. */
export class Pooled extends Statements implements Queries {
  readonly #pool: Pool;
  readonly #readPool: Pool;
  readonly #patience: (client: ClientBase, ms: number | undefined) => string;
  readonly #current = new AsyncLocalStorage<{ open: boolean }>();

  /**
   * Whether statements of writing transactions are prepared by name. Reads are not: what they ask for varies, and a plan
   * made without their values may miss the map's index.
   */
  protected readonly prepares: boolean = false;

  /** `patience` arranges that a transaction's statements may take so many ms, and answers what to send with BEGIN. */
  constructor(pool: Pool, readPool: Pool, patience: (client: ClientBase, ms: number | undefined) => string) {
    super();
    this.#pool = pool;
    this.#readPool = readPool;
    this.#patience = patience;
  }

  #refuseInsideTransaction(): void {
    if (this.#current.getStore()?.open) {
      throw new Error(
        "inside a transaction only its own handle may be used: the database would wait for itself",
      );
    }
  }

  /** Not pool.query: that closes the connection after every SQL error (12 ms each instead of 1). */
  protected async borrow<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
    this.#refuseInsideTransaction();
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }

  protected async execute(query: Sql): Promise<QueryResult> {
    return await this.borrow(this.#readPool, async (client) => await execute(client, query));
  }

  /** One statement that may write, outside a transaction, goes to the primary. */
  override async run(query: Sql): Promise<number> {
    return await this.borrow(this.#pool, async (client) => (await execute(client, query)).rowCount ?? 0);
  }

  async copy(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
  ): Promise<number> {
    // Once: `rows` cannot be read a second time.
    return await this.#attempt((t) => t.copy(table, columns, rows), {});
  }

  async script(text: string): Promise<void> {
    await this.borrow(this.#pool, async (client) => await client.query(text));
  }

  async transaction<T>(work: (t: Queries) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(work, options);
      } catch (error) {
        const again = error instanceof LostConnection || RETRIED.has(codeOf(error));
        if (!again || attempt === ATTEMPTS) throw error instanceof LostConnection ? error.cause : error;
        const wait = Math.random() * 10 * 2 ** attempt;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  async #attempt<T>(work: (t: Queries) => Promise<T>, options: TransactionOptions): Promise<T> {
    this.#refuseInsideTransaction();
    const client = await connect(options.readOnly ? this.#readPool : this.#pool);
    const queries = new ClientQueries(client, this.prepares && !options.readOnly);
    const context = { open: true };
    let broken: Error | undefined;
    let committing = false;
    try {
      const limits = this.#patience(client, options.patience);
      await queries.script(`begin${options.readOnly ? " read only" : ""};${limits}${options.preamble ?? ""}`);
      const answer = await this.#current.run(context, async () => await work(queries));
      queries.end();
      committing = true;
      const { command } = await client.query("commit");
      // COMMIT of a transaction in which a statement failed, unnoticed by `work`, answers ROLLBACK.
      if (command !== "COMMIT") {
        throw new DatabaseUnavailable("the transaction was not stored: a statement in it failed", "XX000");
      }
      return answer;
    } catch (error) {
      queries.end();
      await client.query("rollback").catch((failure: Error) => {
        broken = failure;
      });
      // Gone before COMMIT was sent: nothing was stored, so it is safe to try again. After that, nobody knows.
      const engineStopped = error instanceof DatabaseUnavailable && error.code !== "57P01";
      const unsent = committing ? isNotSent(error) : error === queries.failure && !engineStopped;
      if (broken && unsent) throw new LostConnection(error);
      throw error;
    } finally {
      context.open = false;
      this.#patience(client, undefined);
      client.release(broken);
    }
  }
}

/** The server went away (a restart, a failover) before anything was stored. */
class LostConnection extends Error {
  constructor(cause: unknown) {
    super("the connection was lost", { cause });
  }
}

/** pg's refusal to use a connection that it already knows to be gone; it has no code. */
function isNotSent(error: unknown): boolean {
  return error instanceof Error && error.message.endsWith("is not queryable");
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    // Refused, or "the database system is starting up".
    if (["ECONNREFUSED", "ECONNRESET", "57P01", "57P03"].includes(codeOf(error)))
      throw new LostConnection(error);
    throw error;
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}
