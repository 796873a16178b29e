import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { DatabaseUnavailable } from "./database.ts";
import { EmbeddedStream } from "./embedded-stream.ts";
import type { FromWorker, ToWorker, WorkerData } from "./embedded-worker.ts";

interface Pending {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  readonly watchdog: NodeJS.Timeout;
}

interface Running {
  readonly worker: Worker;
  pending: Pending | undefined;
  ready: boolean;
  ended: boolean;
}

/** A thread does not inherit the TypeScript loader, and `--import tsx` does nothing in one: it registers itself. */
function workerEntry(): URL {
  const require = createRequire(import.meta.url);
  const loader = pathToFileURL(require.resolve("tsx/esm/api")).href.replace(".cjs", ".mjs");
  const worker = new URL("./embedded-worker.ts", import.meta.url).href;
  const code = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(worker)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

/**
 * Keeps one engine thread running over a data folder. A statement that crashes the engine, or takes longer than
 * `patience` ms, ends the thread: the statement is rejected, what it was part of is rolled back by recovery, and the
 * next connection waits for a fresh thread (about 2 s).
 */
export class EmbeddedEngine {
  readonly #dataDir: string;
  readonly #onRestart: (reason: string) => void;
  #running: Promise<Running> | undefined;
  #closed = false;
  #turn: Promise<unknown> = Promise.resolve();
  /** Milliseconds that one statement may take, from now on. */
  patience: number;

  constructor(dataDir: string, patience: number, onRestart: (reason: string) => void) {
    this.#dataDir = dataDir;
    this.patience = patience;
    this.#onRestart = onRestart;
  }

  /** Settles when the engine answers, after creating the database on first use. */
  async ready(): Promise<void> {
    await this.#current();
  }

  /** A connection for pg. */
  stream(): EmbeddedStream {
    const running = this.#current();
    return new EmbeddedStream(
      running.then(() => undefined),
      async (batch) => await this.#exchange(await running, batch),
    );
  }

  /** A clean shutdown, with a checkpoint, so that the next start has nothing to recover. */
  async close(): Promise<void> {
    this.#closed = true;
    const running = await this.#running?.catch(() => undefined);
    if (!running || running.ended) return;
    running.ended = true;
    const closed = new Promise<void>((resolve) => {
      running.worker.on("message", (message: FromWorker) => {
        if ("closed" in message) resolve();
      });
      running.worker.once("exit", () => resolve());
      setTimeout(resolve, 10_000).unref();
    });
    running.worker.postMessage({ close: true } satisfies ToWorker, []);
    await closed;
    await running.worker.terminate();
  }

  async #current(): Promise<Running> {
    if (this.#closed) throw new DatabaseUnavailable("the embedded database is closed");
    this.#running ??= this.#start();
    return await this.#running;
  }

  async #start(): Promise<Running> {
    const worker = new Worker(workerEntry(), {
      workerData: { dataDir: this.#dataDir } satisfies WorkerData,
      execArgv: [],
    });
    const running: Running = { worker, pending: undefined, ready: false, ended: false };
    return await new Promise<Running>((resolve, reject) => {
      const end = (reason: string, code: "XX000" | "57P01" = "57P01") => {
        reject(new DatabaseUnavailable(reason));
        this.#end(running, reason, code);
      };
      worker.on("message", (message: FromWorker) => {
        if ("bytes" in message) this.#answer(running, message.bytes);
        else if ("ready" in message) {
          running.ready = true;
          resolve(running);
        } else if ("fatal" in message) end(`the embedded database stopped: ${message.fatal}`, "XX000");
      });
      worker.on("error", (error) => end(`the embedded database's thread failed: ${String(error)}`));
      worker.on("exit", (code) => end(`the embedded database's thread ended with code ${code}`));
    });
  }

  /** One batch at a time: a connection that was dropped in the middle of a statement may still be waiting for it. */
  async #exchange(running: Running, batch: Buffer): Promise<Uint8Array> {
    const before = this.#turn;
    const mine = before.then(async () => await this.#send(running, batch));
    this.#turn = mine.catch(() => undefined);
    return await mine;
  }

  async #send(running: Running, batch: Buffer): Promise<Uint8Array> {
    return await new Promise<Uint8Array>((resolve, reject) => {
      if (running.ended) {
        reject(new DatabaseUnavailable("the embedded database was restarted"));
        return;
      }
      const patience = this.patience;
      const watchdog = setTimeout(() => {
        this.#end(
          running,
          `the embedded database was restarted: a statement took more than ${patience} ms`,
          "57014",
        );
      }, patience);
      running.pending = { resolve, reject, watchdog };
      // A copy, because small buffers of pg's are windows on a shared pool that must not be transferred.
      const bytes = new Uint8Array(batch);
      running.worker.postMessage({ bytes } satisfies ToWorker, [bytes.buffer]);
    });
  }

  #answer(running: Running, bytes: Uint8Array): void {
    const { pending } = running;
    running.pending = undefined;
    clearTimeout(pending?.watchdog);
    pending?.resolve(bytes);
  }

  /** Once per thread: end it for good before the folder is opened again, then tell whoever waits. */
  #end(running: Running, reason: string, code: DatabaseUnavailable["code"]): void {
    if (running.ended) return;
    running.ended = true;
    const { pending } = running;
    running.pending = undefined;
    clearTimeout(pending?.watchdog);
    const terminated = running.worker.terminate();
    if (running.ready && !this.#closed) {
      // At once, and not at the next statement, so that the next statement waits less.
      this.#running = terminated.then(async () => await this.#start());
      this.#running.catch(() => {
        this.#running = undefined;
      });
      this.#onRestart(reason);
    } else {
      // It never came up. The next statement tries again; until then there is no loop of failing starts.
      this.#running = undefined;
    }
    pending?.reject(new DatabaseUnavailable(`${reason}; nothing of its transaction was stored`, code));
  }
}
