/**
 * PGlite in a thread of its own: PostgreSQL's wire protocol in, wire protocol out, one batch at a time. It runs here
 * and not on the main thread because a statement would block the event loop, and because a hung statement can only be
 * ended by ending the thread.
 */
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto";
import { crashGuard } from "./embedded-guard.ts";
import { postgis } from "./embedded-postgis.ts";

export interface WorkerData {
  readonly dataDir: string;
}

export type ToWorker = { readonly bytes: Uint8Array } | { readonly close: true };

export type FromWorker =
  | { readonly ready: true }
  | { readonly bytes: Uint8Array }
  | { readonly fatal: string }
  | { readonly closed: true };

function portOf(): MessagePort {
  if (!parentPort) throw new Error("embedded-worker.ts is started by embedded-engine.ts");
  return parentPort;
}
const port = portOf();

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

/** Tells the main thread, and stays here until it ends this thread. */
function crash(reason: string): never {
  send({ fatal: reason });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error("unreachable");
}

async function main(): Promise<void> {
  const { dataDir } = workerData as WorkerData;
  const guard = crashGuard(crash);
  const engine = await PGlite.create({
    dataDir,
    extensions: { guard: guard.extension, postgis, btree_gist, pg_trgm, pgcrypto },
  });
  const { rows } = await engine.query<{ extname: string }>(
    "select extname from pg_extension where extname = 'postgis'",
  );
  if (rows.length === 0) {
    for (const name of ["postgis", "btree_gist", "pg_trgm", "pgcrypto"])
      await engine.exec(`create extension ${name}`);
  }
  guard.arm();

  port.on("message", (message: ToWorker) => {
    if ("close" in message) {
      void engine.close().then(() => send({ closed: true }));
      return;
    }
    const chunks: Uint8Array[] = [];
    // Everything up to the answer happens synchronously; the chunks are views into the engine's memory, so copy them.
    void engine.execProtocolRawStream(message.bytes, {
      syncToFs: false,
      onRawData: (chunk) => chunks.push(chunk.slice()),
    });
    const bytes = new Uint8Array(Buffer.concat(chunks));
    send({ bytes }, [bytes.buffer]);
  });
  send({ ready: true });
}

main().catch((error: unknown) => {
  send({ fatal: error instanceof Error ? (error.stack ?? error.message) : String(error) });
});
