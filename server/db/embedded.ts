import { clock } from "../clock.ts";
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Pool } from "pg";
import { DEFAULT_PATIENCE, type Database, type DatabaseOptions } from "./database.ts";
import { EmbeddedEngine } from "./embedded-engine.ts";
import { lockFolder } from "./embedded-lock.ts";
import { prepare } from "./embedded-prepared.ts";
import { Snapshots } from "./embedded-snapshot.ts";
import { Pooled } from "./pooled.ts";
import { sql } from "./sql.ts";
import { valueParsers } from "./values.ts";

/** Both are pinned in package.json; with another PostGIS or GEOS the crash handling has to be looked at again. */
const POSTGIS = "3.6";

class EmbeddedDatabase extends Pooled implements Database {
  readonly engine = "embedded";
  readonly #pool: Pool;
  readonly #shutDown: () => Promise<void>;
  readonly #listeners = new Map<string, Set<(payload: string) => void>>();

  constructor(pool: Pool, engine: EmbeddedEngine, patience: number, shutDown: () => Promise<void>) {
    super(pool, pool, (_client, ms) => {
      engine.patience = Math.max(ms ?? patience, patience);
      return "";
    });
    this.#pool = pool;
    this.#shutDown = shutDown;
    pool.on("connect", (client) => {
      client.on("notification", ({ channel, payload }) => this.#wake(channel, payload ?? ""));
      // After a restart the new session listens to what the old one did.
      for (const channel of this.#listeners.keys()) {
        void client.query(listenTo(channel)).then(() => this.#wake(channel, ""));
      }
    });
  }

  #wake(channel: string, payload: string): void {
    for (const onWake of this.#listeners.get(channel) ?? []) onWake(payload);
  }

  async listen(channel: string, onWake: (payload: string) => void): Promise<() => Promise<void>> {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners);
    listeners.add(onWake);
    if (listeners.size === 1)
      await this.borrow(this.#pool, async (client) => await client.query(listenTo(channel)));
    return async () => {
      listeners.delete(onWake);
      if (listeners.size > 0 || this.#listeners.get(channel) !== listeners) return;
      this.#listeners.delete(channel);
      const stop = sql`unlisten ${sql.ident(channel)}`.text;
      await this.borrow(this.#pool, async (client) => await client.query(stop));
    };
  }

  async close(): Promise<void> {
    await this.#shutDown();
  }
}

function listenTo(channel: string): string {
  return sql`listen ${sql.ident(channel)}`.text;
}

/** Refuses to run on an engine whose behaviour was not measured. */
async function selfTest(database: Database): Promise<void> {
  const { version } = await database.one<{ version: string }>(sql`select postgis_lib_version() as version`);
  if (!version.startsWith(POSTGIS)) {
    throw new Error(
      `the embedded PostGIS is ${version}, but ${POSTGIS} was tested; run npm ci to get the pinned one`,
    );
  }
}

/**
 * Opens the engine that comes with the product: one process, one connection, one transaction after another.
 * @throws an Error that names the process which already has `dataDir` open.
 */
export async function openEmbedded(options: DatabaseOptions & { dataDir: string }): Promise<Database> {
  const dataDir = resolve(options.dataDir);
  const patience = options.patience ?? DEFAULT_PATIENCE;
  mkdirSync(dirname(dataDir), { recursive: true });
  const lock = lockFolder(dataDir);
  const engine = new EmbeddedEngine(dataDir, patience, (reason) => console.error(reason));
  const pool = new Pool({
    max: 1,
    idleTimeoutMillis: 0,
    types: valueParsers,
    stream: () => engine.stream(),
    ssl: false,
    user: "postgres",
    host: "embedded",
    database: "postgres",
  });
  pool.on("error", () => {
    // An idle connection whose engine was restarted; the pool has already dropped it.
  });
  pool.on("connect", (client) => {
    client.on("error", () => {
      // Reported by the statement that was under way.
    });
  });

  const snapshots = new Snapshots(dataDir);
  const minutes = options.snapshotMinutes ?? Number(process.env.YOUZHU_SNAPSHOT_MINUTES ?? 10);
  let timer: NodeJS.Timeout | undefined;
  let closing: Promise<void> | undefined;
  const shutDown = async () => {
    clearInterval(timer);
    if (minutes > 0)
      await snapshots
        .take(database, new Date(clock.realNow()))
        .catch((error) => console.error("no snapshot:", error));
    await pool.end();
    await engine.close();
    lock.release();
  };
  const database = new EmbeddedDatabase(pool, engine, patience, () => (closing ??= shutDown()));
  try {
    const made = await prepare(dataDir);
    await engine.ready();
    await made();
    await selfTest(database);
  } catch (error) {
    await pool.end();
    await engine.close();
    lock.release();
    throw error;
  }
  if (minutes > 0) {
    timer = setInterval(() => {
      snapshots
        .take(database, new Date(clock.realNow()))
        .catch((error) => console.error("no snapshot:", error));
    }, minutes * 60_000);
    timer.unref();
  }
  return database;
}
