import type { Express } from "express";
import type { HttpDeps } from "./deps.ts";

export interface Readiness {
  /** Why the instance should get no traffic: it is draining, for example. Undefined while it may. */
  notNow(): string | undefined;
}

/** `/healthz`: the process answers. `/readyz`: it should get traffic, because the database answers and is migrated. */
export function mountHealth(
  app: Express,
  deps: HttpDeps,
  readiness: Readiness,
  migrated: () => Promise<boolean>,
): void {
  app.get("/healthz", (_, response) => {
    response.set("Cache-Control", "no-store").json({ status: "alive" });
  });
  app.get("/readyz", async (_, response) => {
    response.set("Cache-Control", "no-store");
    const why = readiness.notNow() ?? (await whyNot(migrated, deps));
    if (why === undefined) response.json({ status: "ready", engine: deps.database.engine });
    else response.status(503).set("Retry-After", "2").json({ status: why });
  });
}

async function whyNot(migrated: () => Promise<boolean>, deps: HttpDeps): Promise<string | undefined> {
  try {
    return (await migrated()) ? undefined : "the database is not migrated";
  } catch (error) {
    deps.log.warn("not ready", { error });
    return "the database does not answer";
  }
}
