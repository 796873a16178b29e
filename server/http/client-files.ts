import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type Express } from "express";
import { ApiError } from "../contract/errors.ts";

/**
 * The built client. File names under `assets/` carry a hash of their content and never change; `index.html` is asked for
 * again every time and answers every address of the client's own router, but never one that looks like a file.
 */
export function serveClient(app: Express, folder: string): void {
  const index = join(folder, "index.html");
  app.use(
    "/assets",
    express.static(join(folder, "assets"), {
      immutable: true,
      maxAge: "365d",
      index: false,
      fallthrough: false,
    }),
  );
  app.use(express.static(folder, { index: false, maxAge: 0, dotfiles: "ignore" }));
  app.get("/{*page}", (request, response, next) => {
    if (/\.[a-z0-9]{2,5}$/i.test(request.path) || !existsSync(index)) {
      next();
      return;
    }
    response.set("Cache-Control", "no-cache").sendFile(index, { cacheControl: false });
  });
  app.use(() => {
    throw new ApiError("not_found");
  });
}
