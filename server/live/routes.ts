import type { Express } from "express";
import * as contract from "../contract/live.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount } from "../http/mount.ts";
import type { Hub } from "./hub.ts";

export function mountLive(app: Express, deps: HttpDeps, hub: Hub): void {
  mount(
    app,
    contract.live,
    async ({ viewer, query, request, response }) => {
      const last = request.headers["last-event-id"];
      const seen = typeof last === "string" && /^-?\d{1,15}$/.test(last) ? Number(last) + 1 : undefined;
      response.status(200).set({
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store, no-transform",
        "X-Accel-Buffering": "no",
      });
      response.flushHeaders();
      request.socket.setNoDelay(true);
      await hub.attach(viewer, request, response, seen ?? query.from);
      return undefined;
    },
    deps,
  );
}
