import { randomUUID } from "node:crypto";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express } from "express";
import { ApiError } from "../contract/errors.ts";
import { refusalOfDatabase } from "./database-refusals.ts";
import type { HttpDeps } from "./deps.ts";
import { securityHeaders } from "./headers.ts";
import { refusalOfParser, sendProblem } from "./problem.ts";

export interface ShellSettings {
  /** Which proxies to believe about the client's address and protocol; Express's `trust proxy`. */
  readonly trustProxy: string | number | undefined;
  readonly mapOrigins: readonly string[];
  readonly contentPolicy: boolean;
}

/** What goes around every route: request id, log line, headers, compression, JSON bodies up to 1 MB. */
export function openShell(deps: HttpDeps, settings: ShellSettings): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  if (settings.trustProxy) app.set("trust proxy", settings.trustProxy);
  app.use((request, response, next) => {
    const started = performance.now();
    response.set("X-Request-Id", randomUUID());
    response.on("close", () => {
      deps.log.info("request", {
        id: response.getHeader("X-Request-Id"),
        method: request.method,
        path: request.originalUrl.split("?")[0],
        status: response.statusCode,
        ms: Math.round(performance.now() - started),
        ...(!response.writableFinished && { aborted: true }),
      });
    });
    next();
  });
  app.use(
    securityHeaders({
      tls: deps.publicOrigin?.startsWith("https:") === true,
      mapOrigins: settings.mapOrigins,
      contentPolicy: settings.contentPolicy,
    }),
  );
  app.use((_, response, next) => {
    response.set("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=()");
    next();
  });
  app.use(
    compression({
      level: 5,
      filter: (request, response) =>
        String(response.getHeader("Content-Type")).includes("mapbox-vector-tile") ||
        compression.filter(request, response),
    }),
  );
  app.use(express.json({ limit: "1mb", strict: true, type: "application/json" }));
  return app;
}

/** Closes the API: 405 where only the method is wrong, 404 for the rest of /api and /tiles, and the error handler. */
export function closeShell(app: Express, deps: HttpDeps): void {
  for (const path of new Set(deps.mounted.map((endpoint) => endpoint.path))) {
    const methods = deps.mounted
      .filter((endpoint) => endpoint.path === path)
      .map((endpoint) => endpoint.method);
    app.all(path, (_, response) => {
      response.set("Allow", methods.join(", "));
      throw new ApiError("method_not_allowed");
    });
  }
  app.use(["/api", "/tiles"], () => {
    throw new ApiError("not_found");
  });
}

/** The last handler of all: every thrown thing becomes a problem answer; what we did not foresee is logged. */
export function answerErrors(deps: HttpDeps): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const known = error instanceof ApiError ? error : (refusalOfParser(error) ?? refusalOfDatabase(error));
    if (!known || known.status >= 500) {
      const id = response.getHeader("X-Request-Id");
      deps.log.error("request failed", {
        id,
        method: request.method,
        path: request.originalUrl.split("?")[0],
        error,
      });
    }
    sendProblem(request, response, known ?? new ApiError("internal"));
  };
}
