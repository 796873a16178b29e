import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Listening {
  readonly server: Server;
  readonly port: number;
  /** From now on requests go here instead; used once the database is open. */
  handOver(listener: RequestListener): void;
  /** Stops taking connections, lets requests in flight finish, and cuts what is left after `grace` ms. */
  drain(grace: number): Promise<void>;
}

/** The port is somebody else's. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number) {
    super(`port ${port} is taken`);
    this.name = "PortTaken";
    this.port = port;
  }
}

/**
 * Listens at once, so that probes get an answer while the database still opens. A client has 15 s for its headers and two
 * minutes for the whole request (a photo over a bad line), which ends slow-drip attacks; answers may take longer.
 */
export async function listen(options: {
  host: string;
  port: number;
  first: RequestListener;
}): Promise<Listening> {
  let current = options.first;
  const server = createServer(
    { headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 },
    (request, response) => {
      current(request, response);
    },
  );
  server.maxRequestsPerSocket = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTaken(options.port) : error);
    });
    server.listen(options.port, options.host, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    handOver(listener) {
      current = listener;
    },
    async drain(grace) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), grace);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** For whoever opens a browser too early: asks again by itself, without a script, until the product is there. */
const STARTING_PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<meta name="color-scheme" content="light dark">
<title>有主 Youzhu</title>
<style>body { font: 16px/1.6 system-ui, sans-serif; margin: 20vh auto 0; max-width: 26em; padding: 0 1.5em }</style>
<h1>有主</h1>
<p>正在启动，马上就好；本页会自动刷新。</p>
<p lang="en">Starting up. This page opens by itself as soon as everything is there.</p>
</html>
`;

/** What answers until `handOver`: alive, not ready, and a problem for everything else. */
export function startingUp(progress: () => string): RequestListener {
  return (request, response) => {
    const alive = request.url?.startsWith("/healthz") === true;
    if (!alive && request.method === "GET" && request.headers.accept?.includes("text/html")) {
      response.writeHead(503, {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Retry-After": "2",
      });
      response.end(STARTING_PAGE);
      return;
    }
    response.writeHead(alive ? 200 : 503, {
      "Content-Type": request.url?.startsWith("/api/")
        ? "application/problem+json"
        : "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      ...(!alive && { "Retry-After": "2" }),
    });
    response.end(
      JSON.stringify(
        alive
          ? { status: "alive" }
          : {
              type: "urn:youzhu:problem:unavailable",
              title: "unavailable",
              code: "unavailable",
              status: 503,
              detail: progress(),
            },
      ),
    );
  };
}
