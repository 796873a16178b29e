import { constants } from "node:fs";
import { cp, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

const KEPT = 2;

async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else await sync(path);
  }
  await sync(folder);
}

/**
 * The embedded engine never calls fsync: it survives its own death, not a power cut. So now and then, between two
 * transactions, its folder is copied to `<dataDir>.snapshots/<time>`, the copy is forced to disk, and only then gets its
 * name. To restore: stop the server, move the data folder away, copy the newest snapshot to its place, start.
 * Answers the snapshot's folder, or undefined when nothing was written since the last one.
 */
export class Snapshots {
  readonly #dataDir: string;
  readonly #folder: string;
  #lastPosition = "";

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#folder = `${dataDir}.snapshots`;
  }

  async take(database: Database, now: Date): Promise<string | undefined> {
    const name = now.toISOString().replaceAll(":", "-");
    const target = join(this.#folder, name);
    const part = `${target}.part`;
    const copied = await database.transaction(async (t) => {
      // The transaction's only purpose is to keep everybody else out while the files are copied.
      const { position } = await t.one<{ position: string }>(
        sql`select pg_current_wal_lsn()::text as position`,
      );
      if (position === this.#lastPosition) return false;
      await mkdir(this.#folder, { recursive: true });
      await cp(this.#dataDir, part, { recursive: true, mode: constants.COPYFILE_FICLONE });
      this.#lastPosition = position;
      return true;
    });
    if (!copied) return undefined;
    await rm(join(part, "postmaster.pid"), { force: true });
    await syncTree(part);
    await rename(part, target);
    await sync(this.#folder);
    await this.#forgetOld();
    return target;
  }

  async #forgetOld(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => !name.endsWith(".part")).sort();
    for (const name of names.slice(0, -KEPT))
      await rm(join(this.#folder, name), { recursive: true, force: true });
  }
}
