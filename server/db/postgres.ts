import { Client, Pool } from "pg";
import { DEFAULT_PATIENCE, type Database, type DatabaseOptions } from "./database.ts";
import { Pooled } from "./pooled.ts";
import { sql } from "./sql.ts";
import { valueParsers } from "./values.ts";

const MAX_RECONNECT_WAIT = 5_000;

/** One connection that does nothing but wait for notifications, and comes back when it breaks. */
class Listener {
  readonly #url: string;
  readonly #listeners = new Map<string, Set<(payload: string) => void>>();
  #client: Client | undefined;
  #connecting: Promise<Client> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #failures = 0;

  constructor(url: string) {
    this.#url = url;
  }

  async listen(channel: string, onWake: (payload: string) => void): Promise<() => Promise<void>> {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners);
    listeners.add(onWake);
    const client = await this.#connected();
    await client.query(sql`listen ${sql.ident(channel)}`.text);
    return async () => {
      listeners.delete(onWake);
      if (listeners.size > 0 || this.#listeners.get(channel) !== listeners) return;
      this.#listeners.delete(channel);
      await this.#client?.query(sql`unlisten ${sql.ident(channel)}`.text);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#connecting?.catch(() => undefined);
    await this.#client?.end();
  }

  #wake(channel: string, payload: string): void {
    for (const onWake of this.#listeners.get(channel) ?? []) onWake(payload);
  }

  async #connected(): Promise<Client> {
    if (this.#client) return this.#client;
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined;
    });
    return await this.#connecting;
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.#url,
      keepAlive: true,
      application_name: "youzhu listener",
    });
    client.on("notification", ({ channel, payload }) => this.#wake(channel, payload ?? ""));
    client.on("error", () => {
      // "end" follows.
    });
    client.on("end", () => this.#lost(client));
    await client.connect();
    this.#client = client;
    this.#failures = 0;
    for (const channel of this.#listeners.keys()) await client.query(sql`listen ${sql.ident(channel)}`.text);
    return client;
  }

  async #comeBack(): Promise<void> {
    await this.#connected();
    // Whatever was notified meanwhile is lost, so everybody looks once.
    for (const channel of this.#listeners.keys()) this.#wake(channel, "");
  }

  #lost(client: Client): void {
    if (this.#client === client) this.#client = undefined;
    if (this.#closed || this.#listeners.size === 0) return;
    const wait = Math.min(MAX_RECONNECT_WAIT, 100 * 2 ** this.#failures);
    this.#failures += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#comeBack().catch(() => this.#lost(client));
    }, wait);
  }
}

class PostgresDatabase extends Pooled implements Database {
  protected override readonly prepares = true;
  readonly engine = "postgis";
  readonly #pools: readonly Pool[];
  readonly #listener: Listener;

  constructor(pool: Pool, readPool: Pool, listener: Listener) {
    super(pool, readPool, (_client, ms) =>
      ms === undefined ? "" : `set local statement_timeout = ${Math.ceil(ms)};`,
    );
    this.#pools = pool === readPool ? [pool] : [pool, readPool];
    this.#listener = listener;
  }

  async listen(channel: string, onWake: (payload: string) => void): Promise<() => Promise<void>> {
    return await this.#listener.listen(channel, onWake);
  }

  /** Lets what is under way end, then closes every connection. A second call waits for the first. */
  async close(): Promise<void> {
    this.#closing ??= Promise.all([
      this.#listener.close(),
      ...this.#pools.map(async (pool) => await pool.end()),
    ]);
    await this.#closing;
  }
  #closing: Promise<unknown> | undefined;
}

function openPool(url: string, poolSize: number, patience: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    types: valueParsers,
    keepAlive: true,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    statement_timeout: patience,
    application_name: "youzhu",
    // The text forms that values.ts reads; and no JIT, which cost 876 ms on a query of 20 ms.
    options:
      "-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c extra_float_digits=1 -c bytea_output=hex -c jit=off",
  });
  pool.on("error", () => {
    // An idle connection broke; the pool has dropped it and the next statement opens another.
  });
  pool.on("connect", (client) => {
    client.on("error", () => {
      // Reported by the statement that was under way.
    });
  });
  return pool;
}

/**
 * Opens PostgreSQL 15 or later with PostGIS 3.3 or later. The login needs membership in the roles youzhu_app and
 * youzhu_unit (the migrations create them and grant them to whoever migrates). Fails when it cannot be reached.
 */
export async function openPostgres(options: DatabaseOptions & { url: string }): Promise<Database> {
  const patience = options.patience ?? DEFAULT_PATIENCE;
  const poolSize = options.poolSize ?? 10;
  const pool = openPool(options.url, poolSize, patience);
  const readPool = options.readUrl ? openPool(options.readUrl, poolSize, patience) : pool;
  const database = new PostgresDatabase(pool, readPool, new Listener(options.url));
  try {
    await database.rows(sql`select 1 as answer`);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
