import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

import type { GdalCalls, GdalReply, GdalStart } from "./gdal-protocol.ts";
import { ImportRefused } from "../check/problems.ts";

export interface GdalAnswer<Name extends keyof GdalCalls> {
  readonly result: Awaited<ReturnType<GdalCalls[Name]>>;
  /** GDAL's warnings and errors during this call. */
  readonly remarks: readonly string[];
}

export class GdalError extends Error {
  readonly remarks: readonly string[];
  constructor(message: string, remarks: readonly string[]) {
    super(message);
    this.name = "GdalError";
    this.remarks = remarks;
  }
}

/** A thread does not inherit the TypeScript loader, and Node 20 cannot give it one for its first file. */
function workerEntry(): URL {
  const { resolve } = createRequire(import.meta.url);
  const loader = pathToFileURL(resolve("tsx/esm/api")).href.replace(".cjs", ".mjs");
  const worker = new URL("./gdal-worker.ts", import.meta.url).href;
  const code = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(worker)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

interface Waiting {
  resolve(reply: GdalReply): void;
  reject(error: Error): void;
}

/** One reader thread for one file; 0.6 s to start, about 100 MB while it lives. Always `close` it. */
export class Gdal {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #timeoutMs: number;
  readonly #ready: Promise<GdalReply>;
  #next = 1;
  #dead: Error | null = null;

  constructor(start: GdalStart, timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
    this.#worker = new Worker(workerEntry(), { workerData: start, execArgv: [] });
    this.#ready = new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
    this.#worker.on("message", (reply: GdalReply) => {
      this.#waiting.get(reply.id)?.resolve(reply);
      this.#waiting.delete(reply.id);
    });
    this.#worker.on("error", (error: Error) =>
      this.#fail(new ImportRefused("reader-crashed", { reason: error.message })),
    );
    this.#worker.on("exit", () => this.#fail(new ImportRefused("reader-crashed", { reason: "exit" })));
    this.#ready.catch(() => undefined);
  }

  async call<Name extends keyof GdalCalls>(
    call: Name,
    input: Parameters<GdalCalls[Name]>[0],
  ): Promise<GdalAnswer<Name>> {
    await this.#ready;
    if (this.#dead) throw this.#dead;
    const id = (this.#next += 1);
    const reply = await new Promise<GdalReply>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#fail(new ImportRefused("read-timeout", { seconds: Math.round(this.#timeoutMs / 1000) }));
        void this.#worker.terminate();
      }, this.#timeoutMs);
      const stop = (): void => clearTimeout(timer);
      this.#waiting.set(id, {
        resolve: (reply) => (stop(), resolve(reply)),
        reject: (error) => (stop(), reject(error)),
      });
      this.#worker.postMessage({ id, call, input }, []);
    });
    if ("error" in reply) throw new GdalError(reply.error, reply.remarks);
    return { result: reply.result as GdalAnswer<Name>["result"], remarks: reply.remarks };
  }

  async close(): Promise<void> {
    this.#fail(new ImportRefused("reader-crashed", { reason: "closed" }));
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#dead ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#dead);
    this.#waiting.clear();
  }
}
