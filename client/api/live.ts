import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { ClockTold, Happened, live } from "../../server/contract/live.ts";
import { clock } from "../ui/clock.ts";
import { reconnecting, type Reconnecting } from "./reconnect.ts";
import { isOld } from "./staleness.ts";

export type Connection = "connecting" | "live" | "lost";

/** Several events of one gesture arrive together; they are told once. */
const GATHER_MS = 60;
const MOVING_MS = 500;

/**
 * The server's live stream: what somebody else changes is read again within a second. One connection per page. A cut is mended by
 * the browser itself, with the last id, and after a gap too long to bridge the server says `behind`; any answer that is no stream
 * (a server that starts, a proxy without one) ends it for the browser, and it is opened anew here.
 */
class LiveStream {
  #accountId: string | null = null;
  #connection: Connection = "connecting";
  #lostAt: number | null = null;
  #refreshKey = 0;
  #waiting: Happened[] = [];
  #all = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #moved: ReturnType<typeof setTimeout> | null = null;
  readonly #listeners = new Set<() => void>();

  /** Opens the stream of one account and keeps it open; what it returns closes it. */
  start(client: QueryClient, accountId: string): () => void {
    if (this.#accountId !== accountId) this.#become("connecting");
    this.#accountId = accountId;
    let source: EventSource | null = null;
    const again = reconnecting(() => (source = this.#open(client, again)));
    source = this.#open(client, again);
    const wake = () => {
      if (document.visibilityState === "visible") again.now();
    };
    addEventListener("online", wake);
    document.addEventListener("visibilitychange", wake);
    return () => {
      removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
      again.end();
      source?.close();
      // Whoever starts next says what there is: another account, or nobody.
      if (this.#accountId === accountId) this.#become("connecting");
    };
  }

  #open(client: QueryClient, again: Reconnecting): EventSource {
    const source = new EventSource(live.path);
    source.addEventListener("open", () => {
      again.worked();
      // After a break the stream goes on where it was; what the page showed meanwhile may still be older than that.
      if (this.#connection === "lost") this.#gather(client, null);
      this.#become("live");
    });
    source.addEventListener("error", () => {
      this.#become("lost");
      if (source.readyState === EventSource.CLOSED) again.failed();
    });
    source.addEventListener("behind", () => this.#gather(client, null));
    source.addEventListener("clock", ({ data }: MessageEvent<string>) => {
      const told = ClockTold.safeParse(JSON.parse(data));
      if (!told.success || told.data.aheadMs === clock.ahead()) return;
      clock.setAhead(told.data.aheadMs);
      this.#afterMove(client);
    });
    source.addEventListener("happened", ({ data }: MessageEvent<string>) => {
      const happened = Happened.safeParse(JSON.parse(data));
      if (happened.success) this.#gather(client, happened.data);
    });
    return source;
  }

  #gather(client: QueryClient, happened: Happened | null): void {
    if (happened) this.#waiting.push(happened);
    else this.#all = true;
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      const [events, all] = [this.#waiting, this.#all];
      [this.#waiting, this.#all, this.#timer] = [[], false, null];
      void client.invalidateQueries({ predicate: ({ queryKey }) => isOld(queryKey, all ? null : events) });
      this.#refreshKey += 1;
      this.#tell();
    }, GATHER_MS);
  }

  /** Time comes on in many small steps; what depends on it is read again when it rests, and now and then on the way. */
  #afterMove(client: QueryClient): void {
    if (this.#moved !== null) return;
    this.#moved = setTimeout(() => {
      this.#moved = null;
      this.#gather(client, null);
    }, MOVING_MS);
  }

  #become(connection: Connection): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.#lostAt = connection === "lost" ? clock.realNow() : null;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly connection = (): Connection => this.#connection;
  /** Since when nothing new has come, in ms of the browser's clock; null while everything comes. */
  readonly lostAt = (): number | null => this.#lostAt;
  readonly refreshKey = (): number => this.#refreshKey;
}

export const liveStream = new LiveStream();

export function useConnection(): Connection {
  return useSyncExternalStore(liveStream.subscribe, liveStream.connection);
}

export function useLostAt(): number | null {
  return useSyncExternalStore(liveStream.subscribe, liveStream.lostAt);
}

/** Grows whenever something happened that the map may show: asks for its tiles anew. */
export function useRefreshKey(): number {
  return useSyncExternalStore(liveStream.subscribe, liveStream.refreshKey);
}
