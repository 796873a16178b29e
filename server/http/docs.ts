import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Express } from "express";
import { ENDPOINTS } from "../contract/all.ts";
import { describeApi } from "./openapi.ts";

/** The version people see; package.json is its only home. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }
).version;

const FILES = ["swagger-ui.css", "swagger-ui-bundle.js"] as const;

const PAGE = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Youzhu API</title>
  <link rel="icon" href="/mark.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
  <div id="docs"></div>
  <script src="/api/docs/swagger-ui-bundle.js"></script>
  <script src="/api/docs/start.js"></script>
</body>
</html>
`;

/** Sends the header that writes need, and a new key for each try. */
const START = `SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    if (request.method && request.method !== "GET") request.headers["X-Youzhu"] = "1";
    return request;
  },
});
`;

/** `/api/openapi.json` and a page to browse it, all served from here: nothing is fetched from elsewhere. */
export function mountDocs(app: Express): void {
  const description = JSON.stringify(describeApi(ENDPOINTS, VERSION));
  app.get("/api/openapi.json", (_, response) => {
    response.type("application/json").set("Cache-Control", "no-cache").send(description);
  });
  app.get("/api/docs", (_, response) => {
    response.type("html").set("Cache-Control", "no-cache").send(PAGE);
  });
  app.get("/api/docs/start.js", (_, response) => {
    response.type("text/javascript").set("Cache-Control", "no-cache").send(START);
  });
  const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  for (const file of FILES) {
    app.get(`/api/docs/${file}`, (_, response) => {
      response.set("Cache-Control", "public, max-age=86400").sendFile(join(folder, file));
    });
  }
}
