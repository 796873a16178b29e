import { join } from "node:path";
import type { RequestHandler } from "express";
import { createApp } from "./app.ts";
import { openDatabase } from "./db/open.ts";
import type { Database } from "./db/database.ts";
import { migrate } from "./db/migrate.ts";
import { listen, startingUp } from "./http/listen.ts";
import { makeLog } from "./http/log.ts";
import type { Settings } from "./http/settings.ts";
import { loadReference } from "./reference/load.ts";
import { cleanUp } from "./jobs/clean-up.ts";
import { holidaysKnown } from "./jobs/holidays-known.ts";
import { missingClocks } from "./jobs/missing-clocks.ts";
import { dayTurn } from "./jobs/day-turn.ts";
import { succession } from "./jobs/succession.ts";
import { housekeeping } from "./jobs/housekeeping.ts";
import { leftMoves } from "./jobs/training.ts";
import { sweep } from "./jobs/sweep.ts";
import { startSchedule } from "./jobs/schedule.ts";

export interface Running {
  readonly url: string;
  readonly port: number;
  readonly database: Database;
  /** Drains: no new connections, streams end, requests in flight finish, jobs stop, the database closes. */
  stop(): Promise<void>;
}

export interface RunOptions {
  /** Strict about answers off their contract, and no content policy, which Vite's own pages break. */
  readonly development?: boolean;
  /** Called with a sentence for each step of the start. */
  readonly onStep?: (step: string) => void;
  /** Before migrating: everything may be thrown away here. */
  readonly clear?: (database: Database) => Promise<void>;
  /** After migrating, before the first request: the sample town is seeded here. */
  readonly prepare?: (database: Database) => Promise<void>;
  /** The built client's folder, or its development server; awaited last, so that it may be built meanwhile. */
  readonly client?: Promise<string | RequestHandler | undefined>;
}

/** How long requests in flight get after SIGTERM. */
const GRACE_MS = 10_000;

/** Starts the product: listens at once (alive, not ready), opens and migrates the database, then serves. */
export async function run(settings: Settings, options: RunOptions = {}): Promise<Running> {
  const log = makeLog(settings.logLevel);
  let step = "starting";
  let draining = false;
  const say = (next: string) => {
    step = next;
    options.onStep?.(next);
  };
  const listening = await listen({ host: settings.host, port: settings.port, first: startingUp(() => step) });
  try {
    say("opening the database");
    const database = await openDatabase({
      url: settings.databaseUrl,
      readUrl: settings.databaseReadUrl,
      dataDir: join(settings.dataDir, "database"),
    });
    try {
      await options.clear?.(database);
      say("migrating the database");
      await migrate(database);
      const corrections = await loadReference(database);
      if (corrections.length > 0) log.warn("code lists were corrected", { corrections });
      await options.prepare?.(database);
      const client = await options.client;
      const app = await createApp(database, {
        settings,
        log,
        development: options.development ?? false,
        contentPolicy: options.development !== true,
        readiness: { notNow: () => (draining ? "draining" : undefined) },
        ...(client !== undefined && { client }),
      });
      const schedule = startSchedule(
        [
          ...housekeeping(database),
          sweep(database, () => app.deps.onCommitted()),
          dayTurn(database, () => app.deps.onCommitted()),
          missingClocks(database, () => app.deps.onCommitted()),
          holidaysKnown(database, () => app.deps.onCommitted()),
          ...cleanUp(database, settings.cleanUpHour, () => app.deps.onCommitted()),
          succession(database, () => app.deps.onCommitted()),
          leftMoves(database, () => app.deps.onCommitted()),
        ],
        log,
      );
      listening.handOver(app.express);
      return {
        url: settings.publicOrigin ?? `http://${urlHost(settings.host)}:${listening.port}`,
        port: listening.port,
        database,
        async stop() {
          draining = true;
          await schedule.stop();
          await app.hub.stop();
          await listening.drain(GRACE_MS);
          await app.stop();
          await database.close();
        },
      };
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    await listening.drain(0);
    throw error;
  }
}

function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
