import { Duplex } from "node:stream";

/** Answers one batch of wire protocol; rejects when the engine died over it. */
export type Exchange = (batch: Buffer) => Promise<Uint8Array>;

const AUTHENTICATION_OK = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const READY_IDLE = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const TERMINATE = 0x58;

/**
 * What pg takes for its socket. It gathers what pg writes in one turn of the event loop into one batch (a statement is
 * five messages), hands it to the engine and feeds the answer back. The log-in is answered here: there is one session
 * and it belongs to whoever holds the pool's only connection.
 */
export class EmbeddedStream extends Duplex {
  readonly #opened: Promise<void>;
  readonly #exchange: Exchange;
  #batch: Buffer[] = [];
  #scheduled = false;
  #greeted = false;

  /** `opened` settles when the engine can be spoken to. */
  constructor(opened: Promise<void>, exchange: Exchange) {
    super({ decodeStrings: true });
    this.#opened = opened;
    this.#exchange = exchange;
  }

  connect(): this {
    this.#opened.then(
      () => this.emit("connect"),
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
    return this;
  }

  // A socket has these and pg calls them.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _read(): void {
    // Answers are pushed when they arrive.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#batch.push(chunk);
    if (!this.#scheduled) {
      this.#scheduled = true;
      queueMicrotask(() => void this.#flush());
    }
    done();
  }

  async #flush(): Promise<void> {
    this.#scheduled = false;
    const batch = this.#batch.length === 1 ? (this.#batch[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#batch);
    this.#batch = [];
    if (this.destroyed || batch.length === 0) return;
    if (batch[0] === TERMINATE) {
      this.push(null);
      this.destroy();
      return;
    }
    try {
      if (!this.#greeted) {
        // The start-up message. A connection that broke may have left a transaction or settings behind.
        this.#greeted = true;
        await this.#exchange(simpleQuery("rollback"));
        await this.#exchange(simpleQuery("discard all"));
        this.push(Buffer.concat([AUTHENTICATION_OK, READY_IDLE]));
        return;
      }
      const answer = await this.#exchange(batch);
      if (!this.destroyed) this.push(answer);
    } catch (error) {
      this.destroy(error as Error);
    }
  }
}

function simpleQuery(text: string): Buffer {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.from([0x51, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
