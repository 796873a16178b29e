import type { Express, RequestHandler } from "express";
import { mountAudit } from "./audit/routes.ts";
import { mountAccounts, mountSession } from "./auth/routes.ts";
import { makeSessions } from "./auth/sessions.ts";
import { followClock } from "./db/clock.ts";
import type { Database } from "./db/database.ts";
import { answerErrors, closeShell, openShell } from "./http/app-shell.ts";
import { serveClient } from "./http/client-files.ts";
import type { HttpDeps } from "./http/deps.ts";
import { mountDocs } from "./http/docs.ts";
import { mountHealth, type Readiness } from "./http/health.ts";
import { makeLimits } from "./http/limits.ts";
import type { Log } from "./http/log.ts";
import type { Settings } from "./http/settings.ts";
import { passTime } from "./jobs/training.ts";
import { type Hub, openHub } from "./live/hub.ts";
import { mountLive } from "./live/routes.ts";
import { type Sequencer, startSequencer } from "./live/sequencer.ts";
import { mountCases } from "./cases/routes.ts";
import { mountInference } from "./inference/routes.ts";
import { mountInquiries } from "./inquiries/routes.ts";
import { mountImports } from "./import/routes.ts";
import { mountPhotos } from "./registry/photos/routes.ts";
import { mountReference } from "./reference/routes.ts";
import { mountRegistry } from "./registry/routes.ts";
import { mountTraining } from "./training/routes.ts";
import { mountTiles } from "./tiles/routes.ts";

export interface App {
  readonly express: Express;
  readonly deps: HttpDeps;
  readonly hub: Hub;
  readonly sequencer: Sequencer;
  /** Ends the live streams and the sequencer; the database stays open. */
  stop(): Promise<void>;
}

export interface AppOptions {
  readonly settings: Settings;
  readonly log: Log;
  /** Strict about answers off their contract; see also `RunOptions`. */
  readonly development: boolean;
  readonly contentPolicy?: boolean;
  readonly readiness?: Readiness;
  readonly migrated?: () => Promise<boolean>;
  /** The folder of the built client, or what serves it in development; absent for an API alone. */
  readonly client?: string | RequestHandler;
}

/** The whole product on one screen: what surrounds every request, then each feature's routes, then the client. */
export async function createApp(database: Database, options: AppOptions): Promise<App> {
  const { settings, log } = options;
  const sessions = makeSessions(database, settings.publicOrigin?.startsWith("https:") === true);
  const deps: HttpDeps = {
    database,
    log,
    limits: makeLimits(settings.limits),
    viewerOf: (request) => sessions.viewerOf(request),
    onCommitted: () => sequencer.wake(),
    publicOrigin: settings.publicOrigin,
    strictAnswers: options.development,
    mounted: [],
  };
  const hub = await openHub(database, log, { endedAmong: (requests) => sessions.endedAmong(requests) });
  const sequencer = startSequencer(database, log, () => hub.wake());
  const unfollow = await followClock(database, () => hub.tellClock());
  const unlisten = await database.listen("youzhu_log", () => hub.wake());

  const app = openShell(deps, { ...settings, contentPolicy: options.contentPolicy ?? true });
  mountHealth(
    app,
    deps,
    options.readiness ?? { notNow: () => undefined },
    options.migrated ?? (async () => true),
  );
  mountSession(app, deps, sessions);
  mountAccounts(app, deps);
  mountPhotos(app, deps);
  mountReference(app, deps);
  mountRegistry(app, deps);
  mountImports(app, deps);
  mountInference(app, deps, settings.cleanUpHour);
  mountCases(app, deps);
  mountInquiries(app, deps);
  mountTiles(app, deps);
  mountAudit(app, deps);
  mountTraining(app, deps, () => passTime(database, deps.onCommitted));
  mountLive(app, deps, hub);
  mountDocs(app);
  closeShell(app, deps);
  if (typeof options.client === "string") serveClient(app, options.client);
  else if (options.client) app.use(options.client);
  app.use(answerErrors(deps));

  return {
    express: app,
    deps,
    hub,
    sequencer,
    async stop() {
      await hub.stop();
      await sequencer.stop();
      await unlisten();
      await unfollow();
    },
  };
}
