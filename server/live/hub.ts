import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Request, Response } from "express";
import { clock } from "../clock.ts";
import type { ClockTold, Happened } from "../contract/live.ts";
import type { Database } from "../db/database.ts";
import type { Log } from "../http/log.ts";
import type { Viewer } from "../access/viewer.ts";
import { happenedFrom, logSize } from "./queries.ts";
import { seenBy } from "./visible.ts";

/** A reader this far behind is faster served by reading its pages again. */
const REPLAY_LIMIT = 20_000;
const PAGE = 1000;
/** Bytes waiting in a client's socket beyond which it is dropped; it reconnects and is replayed. */
const SLOW = 64 * 1024;

interface Client {
  readonly viewer: Viewer;
  readonly request: Request;
  readonly response: Response;
  /** The next index it has not been told of. */
  next: number;
}

export interface Hub {
  /** Attaches a client from index `from` on, or from now when undefined. Resolves once it is caught up. */
  attach(viewer: Viewer, request: Request, response: Response, from: number | undefined): Promise<void>;
  /** The log may have grown. */
  wake(): void;
  /** The clock of a training town was moved: every page lives in the same hour. */
  tellClock(): void;
  clients(): number;
  stop(): Promise<void>;
}

export interface HubOptions {
  readonly poll?: number;
  readonly heartbeat?: number;
  /** Of the requests that streams were opened with, those whose session has ended. */
  readonly endedAmong: (requests: readonly Request[]) => Promise<readonly Request[]>;
}

/**
 * Tells browsers what happened. The log is read once per batch, whatever the number of clients, and then filtered by what
 * each may see; a cursor of the log makes sure that a client that was away misses nothing and hears nothing twice.
 */
export async function openHub(database: Database, log: Log, options: HubOptions): Promise<Hub> {
  const clients = new Set<Client>();
  let cursor = await logSize(database);
  let running: Promise<void> | undefined;
  let again = false;
  const stopping = new AbortController();

  async function advance(): Promise<void> {
    for (;;) {
      if (clients.size === 0) {
        const size = await logSize(database); // nobody listens: nothing to read
        if (clients.size === 0) {
          cursor = size;
          return;
        }
      }
      const happened = await happenedFrom(database, cursor, PAGE);
      if (happened.length === 0) return;
      const listening = [...clients];
      const visible = await seenBy(database, happened, new Set(listening.map((client) => client.viewer)));
      for (const client of listening)
        tell(client, visible.get(client.viewer) ?? [], cursor + happened.length);
      cursor += happened.length;
      const accounts = new Set(
        happened.filter((one) => one.streamKind === "account").map((one) => one.streamId),
      );
      if (accounts.size > 0)
        await dropEnded(listening.filter((client) => accounts.has(client.viewer.accountId)));
    }
  }

  function wake(): void {
    if (stopping.signal.aborted) return;
    if (running) {
      again = true;
      return;
    }
    running = advance()
      .catch((error: unknown) => log.error("live stream is behind; it catches up", { error }))
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          wake();
        }
      });
  }

  function tell(client: Client, happened: readonly Happened[], next: number): void {
    const lines = happened.filter((one) => one.idx >= client.next).map(asEvent);
    if (next > client.next) client.next = next;
    if (lines.length > 0) write(client, lines.join(""));
  }

  function write(client: Client, text: string): void {
    if (client.response.writableLength > SLOW) {
      drop(client);
      return;
    }
    client.response.write(text);
  }

  function drop(client: Client): void {
    clients.delete(client);
    client.response.destroy();
  }

  async function dropEnded(some: readonly Client[]): Promise<void> {
    const ended = new Set(await options.endedAmong(some.map((client) => client.request)));
    for (const client of some) {
      if (!ended.has(client.request)) continue;
      clients.delete(client);
      client.response.end();
    }
  }

  const poll = setInterval(wake, options.poll ?? 1000);
  const heartbeat = setInterval(() => {
    // The bare id moves the browser's cursor past what it may not see, without an event.
    for (const client of clients) write(client, `: hb\nid: ${client.next - 1}\n\n`);
    void dropEnded([...clients]).catch((error: unknown) =>
      log.warn("sessions of streams not checked", { error }),
    );
  }, options.heartbeat ?? 15_000);
  poll.unref();
  heartbeat.unref();

  return {
    wake,
    tellClock() {
      for (const client of clients) write(client, clockEvent());
    },
    clients: () => clients.size,
    async attach(viewer, request, response, from) {
      const size = await logSize(database);
      const client: Client = { viewer, request, response, next: Math.min(from ?? size, size) };
      response.on("close", () => clients.delete(client));
      if (size - client.next > REPLAY_LIMIT) {
        client.next = size;
        write(client, `event: behind\nid: ${size - 1}\ndata: {}\n\n`);
      } else {
        write(client, `retry: 1000\nevent: ready\nid: ${client.next - 1}\ndata: {}\n\n`);
      }
      write(client, clockEvent());
      while (!stopping.signal.aborted && !response.destroyed) {
        if (client.next >= cursor) {
          // No await between this look and joining: what is sequenced now reaches it one way, not both, not neither.
          clients.add(client);
          wake();
          return;
        }
        const missed = await happenedFrom(database, client.next, PAGE);
        if (missed.length === 0) await sleep(50); // a replica that is behind
        const visible = await seenBy(database, missed, new Set([viewer]));
        for (const one of visible.get(viewer) ?? []) response.write(asEvent(one));
        client.next += missed.length;
        if (response.writableNeedDrain)
          await Promise.race([once(response, "drain"), once(response, "close")]);
      }
    },
    async stop() {
      stopping.abort();
      clearInterval(poll);
      clearInterval(heartbeat);
      for (const client of clients) client.response.end();
      clients.clear();
      await running;
    },
  };
}

/** Without an id: it is no place in the log. */
function clockEvent(): string {
  const told: ClockTold = { aheadMs: clock.ahead() };
  return `event: clock\ndata: ${JSON.stringify(told)}\n\n`;
}

function asEvent(happened: Happened): string {
  return `id: ${happened.idx}\nevent: happened\ndata: ${JSON.stringify(happened)}\n\n`;
}
