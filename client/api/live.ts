import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { ClockTold, Happened, live } from "../../server/contract/live.ts";
import { clock } from "../ui/clock.ts";
import { isOld } from "./staleness.ts";

export type Connection = "connecting" | "live" | "lost";

/** Several events of one gesture arrive together; they are told once. */
const GATHER_MS = 60;
const MOVING_MS = 500;

/**
 * The server's live stream: what somebody else changes is read again within a second. One connection per page; the browser
 * itself reconnects with the last id, and after a gap too long to bridge the server says `behind`.
 */
class LiveStream {
  #source: EventSource | null = null;
  #accountId: string | null = null;
  #connection: Connection = "connecting";
  #refreshKey = 0;
  #waiting: Happened[] = [];
  #all = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #moved: ReturnType<typeof setTimeout> | null = null;
  readonly #listeners = new Set<() => void>();

  /** Opens the stream of one account; what it returns closes it. */
  start(client: QueryClient, accountId: string): () => void {
    if (this.#accountId !== accountId) this.#become("connecting");
    this.#accountId = accountId;
    const source = new EventSource(live.path);
    this.#source = source;
    source.addEventListener("open", () => {
      // After a break the stream goes on where it was; what the page showed meanwhile may still be older than that.
      if (this.#connection === "lost") this.#gather(client, null);
      this.#become("live");
    });
    source.addEventListener("error", () => this.#become("lost"));
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
    return () => {
      source.close();
      if (this.#source === source) this.#become("connecting");
    };
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
  readonly refreshKey = (): number => this.#refreshKey;
}

export const liveStream = new LiveStream();

export function useConnection(): Connection {
  return useSyncExternalStore(liveStream.subscribe, liveStream.connection);
}

/** Grows whenever something happened that the map may show: asks for its tiles anew. */
export function useRefreshKey(): number {
  return useSyncExternalStore(liveStream.subscribe, liveStream.refreshKey);
}
