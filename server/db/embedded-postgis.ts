import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Extension } from "@electric-sql/pglite";
import { CACHE, packageFolder, packageVersion } from "./embedded-prepared.ts";

const PACKAGE = "@electric-sql/pglite-postgis";

/**
 * Most of the PostGIS package is never used here: raster, topology and geocoder (each a module of 16 MB that would be
 * compiled at every start), and the scripts that upgrade from every version since 2.0.
 */
const UNUSED = /raster|topology|tiger|legacy|--ANY|unpackaged|\/contrib\//;

/** The parts of PGlite's options that an extension's set-up may change. */
interface EngineOptions {
  PGLITE_ENV: Record<string, string>;
  preRun: ((module: { pg_extensions: Record<string, Promise<Blob>> }) => void)[];
}

/** Does what the package's own extension object does, with the files that are used instead of all of them. */
export const postgis: Extension = {
  name: "postgis",
  setup: async (_engine, options: EngineOptions) => {
    const files = postgisFiles();
    options.PGLITE_ENV["PROJ_DATA"] = "/pglite/share/proj";
    options.preRun.push((module) => {
      module.pg_extensions["postgis"] = files.then((bytes) => new Blob([bytes]));
    });
    return { emscriptenOpts: options };
  },
};

/**
 * The files of PostGIS as a tar archive, 34 MB of the package's 95. Kept unpacked from the first start on, where the
 * folder can be written to: every later start saves half a second and 250 MB of memory.
 */
async function postgisFiles(): Promise<Uint8Array<ArrayBuffer>> {
  const kept = join(CACHE, `postgis-${packageVersion(PACKAGE)}.tar`);
  try {
    return await readFile(kept);
  } catch {
    const whole = await promisify(gunzip)(
      await readFile(join(packageFolder(PACKAGE), "dist/postgis.tar.gz")),
    );
    const files = withoutUnused(whole);
    await keep(kept, files).catch(() => undefined);
    return files;
  }
}

async function keep(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}`;
  await writeFile(part, bytes);
  await rename(part, path);
}

/** Copies the entries of a tar archive that are used: 512-byte headers, each followed by its data in 512-byte blocks. */
function withoutUnused(archive: Buffer): Buffer<ArrayBuffer> {
  const text = (start: number, length: number) =>
    archive.toString("latin1", start, start + length).replace(/\0.*$/s, "");
  const kept: Uint8Array[] = [];
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    const next = at + 512 + Math.ceil(size / 512) * 512;
    if (!UNUSED.test(text(at, 100))) kept.push(archive.subarray(at, next));
    at = next;
  }
  return Buffer.concat([...kept, new Uint8Array(1024)]);
}
