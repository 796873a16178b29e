import { clock } from "../ui/clock.ts";
import { useSyncExternalStore } from "react";
import { commandCase, getCase, reportCase } from "../../server/contract/cases.ts";
import { errorOf } from "../../server/contract/call.ts";
import { ApiError } from "../../server/contract/errors.ts";
import { UploadedPhoto, uploadPhoto } from "../../server/contract/photos.ts";
import { caseCan } from "../../server/domain/case/table.ts";
import type { CaseCommandName } from "../../server/domain/case/commands.ts";
import type { Actor } from "../../server/domain/names.ts";
import { call, newKey } from "../api/call.ts";
import {
  afterFailure,
  afterRestart,
  afterSuccess,
  again,
  bodyOf,
  forgettable,
  nextToSend,
  pauseBefore,
  type OutboxItem,
  type OutboxWork,
} from "./outbox-rules.ts";
import { addItem, readItems, readPicture, removeItem, writeItem } from "./outbox-store.ts";

const LOOK_MS = 15_000;

/**
 * Everything done in the street goes through here: kept on the phone first, sent when there is a connection, in order, with
 * the same keys however often. One page at a time sends, also with several tabs open.
 */
class Outbox {
  #items: readonly OutboxItem[] = [];
  #actor: Actor | null = null;
  #onSent: () => void = () => undefined;
  #running = false;
  #notBefore = 0;
  readonly #listeners = new Set<() => void>();

  /** Begins to send what `actor` left; answers how to stop. `onSent` is told after each item that arrived. */
  start(actor: Actor, onSent: () => void): () => void {
    this.#actor = actor;
    this.#onSent = onSent;
    const look = () => {
      this.#notBefore = 0;
      void this.send();
    };
    const seen = () => document.visibilityState === "visible" && look();
    addEventListener("online", look);
    document.addEventListener("visibilitychange", seen);
    const timer = setInterval(() => void this.send(), LOOK_MS);
    void this.#restore().then(look);
    return () => {
      removeEventListener("online", look);
      document.removeEventListener("visibilitychange", seen);
      clearInterval(timer);
      this.#actor = null;
    };
  }

  async #restore(): Promise<void> {
    const now = clock.now();
    for (const item of await readItems()) {
      if (forgettable(item, now)) await removeItem(item);
      else if (item.state === "sending") await writeItem(afterRestart(item));
    }
    await this.#refresh();
    // Without it a phone short of space may throw away what was not sent yet.
    await navigator.storage?.persist?.().catch(() => false);
  }

  /** Keeps a piece of work with its pictures; once this returns it survives a reload, a crash and an empty battery. */
  async add(
    title: string,
    work: OutboxWork,
    pictures: readonly { key: string; name: string; picture: Blob }[],
  ): Promise<void> {
    const item: OutboxItem = {
      id: newKey(),
      key: newKey(),
      accountId: this.#actor?.accountId ?? "",
      createdAt: clock.now(),
      title,
      work,
      photos: pictures.map(({ key, name }) => ({ key, name, uploadedId: null })),
      state: "waiting",
      attempts: 0,
      sentAt: null,
      result: null,
      problem: null,
    };
    await addItem(item, new Map(pictures.map(({ key, picture }) => [key, picture])));
    await this.#refresh();
    this.#notBefore = 0;
    void this.send();
  }

  async retry(item: OutboxItem): Promise<void> {
    const version = item.work.kind === "command" ? await versionOf(item.work.caseId).catch(() => null) : null;
    await this.#put(again(item, newKey(), version));
    this.#notBefore = 0;
    void this.send();
  }

  async discard(item: OutboxItem): Promise<void> {
    await removeItem(item);
    await this.#refresh();
  }

  async send(): Promise<void> {
    if (this.#running || this.#actor === null || !navigator.onLine || clock.realNow() < this.#notBefore)
      return;
    this.#running = true;
    try {
      if ("locks" in navigator)
        await navigator.locks.request("youzhu-outbox", { ifAvailable: true }, async (lock) =>
          lock ? await this.#sendAll() : undefined,
        );
      else await this.#sendAll();
    } finally {
      this.#running = false;
    }
  }

  async #sendAll(): Promise<void> {
    await this.#refresh();
    for (;;) {
      const actor = this.#actor;
      const item = actor ? nextToSend(this.#items, actor.accountId ?? "") : null;
      if (!actor || !item) return;
      await this.#put({ ...item, state: "sending" });
      try {
        const withPhotos = await this.#upload({ ...item, state: "sending" });
        const result = await deliver(withPhotos, actor);
        await this.#put(afterSuccess(withPhotos, result, clock.now()));
        this.#onSent();
      } catch (error) {
        const latest = this.#items.find((known) => known.id === item.id) ?? item;
        const failed = afterFailure(latest, error);
        await this.#put(failed);
        if (failed.state === "waiting") {
          this.#notBefore = clock.realNow() + pauseBefore(failed.attempts) * 1000;
          return;
        }
      }
    }
  }

  /** One picture after the other; each that arrived is noted at once and never sent again. */
  async #upload(item: OutboxItem): Promise<OutboxItem> {
    let present = item;
    for (const photo of item.photos) {
      if (photo.uploadedId !== null) continue;
      const picture = await readPicture(photo.key);
      if (!picture) continue;
      const { id } = await sendPicture(picture, photo.key);
      present = {
        ...present,
        photos: present.photos.map((known) =>
          known.key === photo.key ? { ...known, uploadedId: id } : known,
        ),
      };
      await this.#put(present);
    }
    return present;
  }

  async #put(item: OutboxItem): Promise<void> {
    await writeItem(item);
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    this.#items = (await readItems()).sort((a, b) => b.createdAt - a.createdAt);
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly items = (): readonly OutboxItem[] => this.#items;
}

export const outbox = new Outbox();

/** The outbox of this phone, newest first. */
export function useOutbox(): readonly OutboxItem[] {
  return useSyncExternalStore(outbox.subscribe, outbox.items);
}

/** Sends one piece of work whose pictures are there; answers the number or state to show. */
async function deliver(item: OutboxItem, actor: Actor): Promise<string> {
  const photoIds = item.photos.flatMap(({ uploadedId }) => (uploadedId === null ? [] : [uploadedId]));
  if (item.work.kind === "report") {
    const { number } = await call(reportCase, {
      body: { ...item.work.body, photoIds },
      idempotencyKey: item.key,
    });
    return number;
  }
  const { caseId, seenVersion, body } = item.work;
  const filled = bodyOf(item, body, photoIds);
  try {
    return (
      await call(commandCase, {
        params: { id: caseId },
        body: filled,
        ifMatch: seenVersion,
        idempotencyKey: item.key,
      })
    ).state;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "stale_version") throw error;
    // Others went on meanwhile. What was done on the spot stays done: if it is still allowed it is recorded, else a person looks.
    const { file, version } = await call(getCase, { params: { id: caseId } });
    const refused = caseCan(actor, file, body.type satisfies CaseCommandName, clock.iso());
    if (refused)
      throw new ApiError("transition_refused", { reason: refused.reason }, { reason: refused.reason });
    return (
      await call(commandCase, {
        params: { id: caseId },
        body: filled,
        ifMatch: version,
        idempotencyKey: `${item.key}.${version}`,
      })
    ).state;
  }
}

async function versionOf(caseId: string): Promise<number> {
  return (await call(getCase, { params: { id: caseId } })).version;
}

async function sendPicture(picture: Blob, key: string): Promise<UploadedPhoto> {
  const response = await fetch(uploadPhoto.path, {
    method: "POST",
    body: picture,
    headers: {
      "Content-Type": picture.type || "image/jpeg",
      "Idempotency-Key": key,
      "X-Youzhu": "1",
      Accept: "application/json",
    },
    credentials: "same-origin",
  });
  if (!response.ok) throw await errorOf(response);
  return UploadedPhoto.parse(await response.json());
}
