import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CACHE, packageFolder, packageVersion } from "./embedded-prepared.ts";

/** Node has it and its types do not name it. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { compile(bytes: Uint8Array): Promise<object> };
};

export async function compile(bytes: Uint8Array): Promise<object> {
  return await WebAssembly.compile(bytes);
}

let compiled: Promise<readonly object[]> | undefined;

/**
 * V8 forgets the code of a WebAssembly module with the last thread that runs it, and compiles and optimizes it again for the
 * next engine: 1 s of a processor for each of sixty. As long as somebody in the process holds a module of the same bytes, it
 * finds the code there. So a test process holds both, PostgreSQL and PostGIS, and each file's engine starts warm.
 */
export async function keepEngineCompiled(): Promise<void> {
  compiled ??= Promise.all([engine(), ...(await postgis())].map(async (bytes) => compile(await bytes)));
  await compiled;
}

async function engine(): Promise<Uint8Array<ArrayBuffer>> {
  return await readFile(join(packageFolder("@electric-sql/pglite"), "dist/pglite.wasm"));
}

/** The libraries in the archive that embedded-postgis.ts has unpacked; none before an engine was first started. */
async function postgis(): Promise<Uint8Array<ArrayBuffer>[]> {
  const path = join(CACHE, `postgis-${packageVersion("@electric-sql/pglite-postgis")}.tar`);
  const archive = await readFile(path).catch(() => Buffer.alloc(0));
  const text = (start: number, length: number) =>
    archive.toString("latin1", start, start + length).replace(/\0.*$/s, "");
  const found: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    if (text(at, 100).endsWith(".so"))
      found.push(new Uint8Array(archive.subarray(at + 512, at + 512 + size)));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}
