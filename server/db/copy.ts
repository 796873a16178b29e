import type pg from "pg";
import type { CopyValue } from "./database.ts";
import { sql } from "./sql.ts";

/** Rows are sent in COPY statements of about this size, so that neither engine ever holds a whole import twice. */
const CHUNK_BYTES = 4_000_000;

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** COPY's text format: tab, newline, `\N`; bytea as hex. */
function cell(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return value.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? found);
  if (typeof value === "boolean") return value ? "t" : "f";
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is not a value this registry stores`);
    return String(value);
  }
  return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`;
}

export function copyStatement(table: string, columns: readonly string[]): string {
  const list = sql.join(columns.map((name) => sql.ident(name)));
  return sql`copy ${sql.ident(table)} (${list}) from stdin`.text;
}

/** Cuts rows into buffers of COPY text. Throws when a row has not exactly one value per column. */
export async function* copyChunks(
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): AsyncGenerator<Buffer> {
  const chunk = new Chunk(columns.length);
  // Waiting for each row of a list that is there costs a third of writing it.
  if (Symbol.iterator in rows) {
    for (const row of rows) if (chunk.add(row)) yield chunk.take();
  } else {
    for await (const row of rows) if (chunk.add(row)) yield chunk.take();
  }
  if (chunk.isBegun) yield chunk.take();
}

class Chunk {
  readonly #columns: number;
  #text = "";

  constructor(columns: number) {
    this.#columns = columns;
  }

  get isBegun(): boolean {
    return this.#text !== "";
  }

  /** Whether it is full. */
  add(row: readonly CopyValue[]): boolean {
    if (row.length !== this.#columns)
      throw new TypeError(`${row.length} values for ${this.#columns} columns`);
    let line = "";
    for (let at = 0; at < row.length; at += 1) line += (at === 0 ? "" : "\t") + cell(row[at] ?? null);
    this.#text += `${line}\n`;
    return this.#text.length >= CHUNK_BYTES;
  }

  take(): Buffer {
    const bytes = Buffer.from(this.#text);
    this.#text = "";
    return bytes;
  }
}

interface Wire {
  query(text: string): void;
  stream: { cork(): void; uncork(): void; write(bytes: Buffer): void };
}

/**
 * One COPY for pg's query queue. Statement, data and end go out together without waiting for the server's word: the
 * protocol allows it (a server that refused ignores the data), it saves a round trip, and the embedded engine, which
 * has no socket to wait on, could not read the data later.
 */
export class CopyRows {
  readonly #statement: string;
  readonly #data: Buffer;
  #settle!: { resolve: (rows: number) => void; reject: (error: Error) => void };
  readonly done: Promise<number>;
  #rows: number | undefined;
  #failure: Error | undefined;

  constructor(statement: string, data: Buffer) {
    this.#statement = statement;
    this.#data = data;
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    const head = Buffer.from([0x64, 0, 0, 0, 0]);
    head.writeUInt32BE(this.#data.length + 4, 1);
    wire.stream.cork();
    wire.query(this.#statement);
    wire.stream.write(head);
    wire.stream.write(this.#data);
    wire.stream.write(Buffer.from([0x63, 0, 0, 0, 4]));
    wire.stream.uncork();
  }

  handleCopyInResponse(): void {
    // The data is already on its way.
  }

  handleCommandComplete(message: { text: string }): void {
    this.#rows = Number(message.text.replace("COPY ", ""));
  }

  handleError(error: Error): void {
    this.#failure = error;
    // A lost connection sends nothing more; a refused statement is still followed by handleReadyForQuery.
    this.#settle.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#failure) return;
    if (this.#rows === undefined) this.#settle.reject(new Error("COPY ended without a word from the engine"));
    else this.#settle.resolve(this.#rows);
  }
}
