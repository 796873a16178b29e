import { createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise } from "yauzl";

import type { Limits } from "./limits.ts";
import { ImportRefused } from "../check/problems.ts";

const ARCHIVE = /\.(zip|kmz|7z|rar|gz|tgz|bz2|xz)$/i;
/** A FileGDB is a folder of hundreds of small files; they are not counted one by one. */
const GEODATABASE_ENTRIES = 5000;
/** Bytes that may always come out: small files can pack to almost nothing without being bombs. */
const RATIO_FROM = 8 * 1024 * 1024;

/** Unpacks into `folder` and returns the relative paths. Bytes are counted while they come out, never believed. */
export async function unzip(path: string, folder: string, limits: Limits): Promise<string[]> {
  const written: string[] = [];
  let total = 0;
  // Over the whole archive: the attribute table of an honest shapefile packs to a hundredth by itself.
  const allowed = Math.max(RATIO_FROM, (await stat(path)).size * limits.zipRatio);
  let plainFiles = 0;
  const zip = await openPromise(path, { decodeStrings: false, strictFileNames: false }).catch(
    (error: Error) => {
      throw new ImportRefused("zip-broken", { reason: error.message });
    },
  );
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entryName(entry);
      if (name.endsWith("/")) continue;
      if (!/\.gdb\//i.test(name)) plainFiles += 1;
      if (plainFiles > limits.zipEntries)
        throw new ImportRefused("zip-too-many", { limit: limits.zipEntries });
      if (written.length > GEODATABASE_ENTRIES)
        throw new ImportRefused("zip-too-many", { limit: GEODATABASE_ENTRIES });
      if (unsafe(name)) throw new ImportRefused("zip-path", { entry: name });
      if (ARCHIVE.test(name)) throw new ImportRefused("zip-nested", { entry: name });
      if (entry.isEncrypted()) throw new ImportRefused("zip-broken", { reason: "encrypted" });
      const target = join(folder, name);
      await mkdir(dirname(target), { recursive: true });
      const meter = (count: number): void => {
        total += count;
        if (total > allowed) throw new ImportRefused("zip-ratio", { entry: name, limit: limits.zipRatio });
        if (total > limits.unzippedBytes) {
          throw new ImportRefused("zip-too-large", { limit: Math.round(limits.unzippedBytes / 1_048_576) });
        }
      };
      const stream = await zip.openReadStreamPromise(entry);
      await pipeline(stream, counting(meter), createWriteStream(target));
      written.push(name);
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused("zip-broken", { reason: error instanceof Error ? error.message : String(error) });
  } finally {
    zip.close();
  }
  return written;
}

/** Windows writes names in GBK without saying so. */
function entryName(entry: Entry): string {
  const bytes = entry.fileNameRaw ?? Buffer.from(entry.fileName);
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replaceAll("\\", "/");
    } catch {
      // Not this one.
    }
  }
  return bytes.toString("latin1").replaceAll("\\", "/");
}

function unsafe(name: string): boolean {
  const parts = name.split("/");
  return name.startsWith("/") || /^[a-z]:/i.test(name) || name.includes("\0") || parts.includes("..");
}

function counting(meter: (count: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        meter(chunk.length);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
