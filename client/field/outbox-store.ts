import { clock } from "../ui/clock.ts";
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { OutboxItem } from "./outbox-rules.ts";

/** What the phone keeps until the server has it. Pictures are stored apart, so that listing the outbox stays quick. */
interface FieldSchema extends DBSchema {
  items: { key: string; value: OutboxItem };
  /** By the photo's key. */
  pictures: { key: string; value: Blob };
  /** What is being typed, by the name of its form. */
  drafts: { key: string; value: unknown };
  /** The last answers, shown where there is no connection, by their name. */
  answers: { key: string; value: { at: number; answer: unknown } };
}

let opened: Promise<IDBPDatabase<FieldSchema>> | null = null;

function database(): Promise<IDBPDatabase<FieldSchema>> {
  opened ??= openDB<FieldSchema>("youzhu-field", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("items", { keyPath: "id" });
      fresh.createObjectStore("pictures");
      fresh.createObjectStore("drafts");
      fresh.createObjectStore("answers");
    },
    // The browser closed it (storage pressure, another version): open again at the next use.
    terminated() {
      opened = null;
    },
  });
  return opened;
}

export async function readItems(): Promise<OutboxItem[]> {
  return await (await database()).getAll("items");
}

/** The item and its pictures, or neither. */
export async function addItem(item: OutboxItem, pictures: ReadonlyMap<string, Blob>): Promise<void> {
  const transaction = (await database()).transaction(["items", "pictures"], "readwrite");
  await Promise.all([
    ...[...pictures].map(([key, blob]) => transaction.objectStore("pictures").put(blob, key)),
    transaction.objectStore("items").put(item),
    transaction.done,
  ]);
}

export async function writeItem(item: OutboxItem): Promise<void> {
  await (await database()).put("items", item);
}

/** Removes an item with its pictures. */
export async function removeItem(item: OutboxItem): Promise<void> {
  const transaction = (await database()).transaction(["items", "pictures"], "readwrite");
  await Promise.all([
    ...item.photos.map(({ key }) => transaction.objectStore("pictures").delete(key)),
    transaction.objectStore("items").delete(item.id),
    transaction.done,
  ]);
}

export async function readPicture(key: string): Promise<Blob | undefined> {
  return await (await database()).get("pictures", key);
}

export async function keepPicture(key: string, picture: Blob): Promise<void> {
  await (await database()).put("pictures", picture, key);
}

export async function forgetPicture(key: string): Promise<void> {
  await (await database()).delete("pictures", key);
}

export async function readDraft(name: string): Promise<unknown> {
  return await (await database()).get("drafts", name);
}

export async function keepDraft(name: string, draft: unknown): Promise<void> {
  const db = await database();
  if (draft === null) await db.delete("drafts", name);
  else await db.put("drafts", draft, name);
}

export async function keepAnswer(name: string, answer: unknown): Promise<void> {
  await (await database()).put("answers", { at: clock.now(), answer }, name);
}

export async function lastAnswer(name: string): Promise<{ at: number; answer: unknown } | undefined> {
  return await (await database()).get("answers", name);
}
