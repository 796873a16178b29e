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

/** What answers until `handOver`: alive, not ready, and a problem for everything else. */
export function startingUp(progress: () => string): RequestListener {
  return (request, response) => {
    const alive = request.url?.startsWith("/healthz") === true;
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
