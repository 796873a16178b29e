import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll } from "vitest";
import { compile } from "../../db/testing-engine.ts";

let compiled: Promise<object> | undefined;

/**
 * For a test file that reads many: each gets a reader thread of its own, 0.6 s on a quiet machine. As long as this process holds
 * the compiled module itself, the next thread finds its code and need not compile it again: a third less.
 */
export function keepReaderCompiled(): void {
  beforeAll(async () => {
    const packaged = dirname(createRequire(import.meta.url).resolve("gdal3.js/dist/package/gdal3.node.js"));
    compiled ??= readFile(join(packaged, "gdal3WebAssembly.wasm")).then(compile);
    await compiled;
  });
}
