import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const CLIENT_FOLDER = join(ROOT, "dist/client");
const STAMP = join(CLIENT_FOLDER, ".built-from");
/** What the client is made of; anything else may change without a new build. */
const SOURCES = ["client", "server/contract", "server/domain", "vite.config.ts", "package-lock.json"];

/** Builds the client unless dist/ was made from exactly these sources. Answers whether it had to. */
export async function buildClient(): Promise<boolean> {
  const state = stateOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === state) return false;
  await vite();
  writeFileSync(STAMP, state);
  return true;
}

function stateOfSources(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES.flatMap(filesUnder))
    hash
      .update(`${source}\0`)
      .update(readFileSync(join(ROOT, source)))
      .update("\0");
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  if (!existsSync(join(ROOT, path))) return [];
  if (/\.\w+$/.test(path)) return /\.test\.tsx?$/.test(path) ? [] : [path];
  const entries = readdirSync(join(ROOT, path), { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() || entry.isFile() ? filesUnder(`${path}/${entry.name}`) : []));
}

/** In a process of its own: it takes a core for some seconds and 400 MB that the server need not keep. */
async function vite(): Promise<void> {
  const bin = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  const child = spawn(process.execPath, [bin, "build", "--logLevel", "warn"], {
    cwd: ROOT,
    // The tests start the product, too, with another NODE_ENV; what they build must be what people get.
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) throw new Error(`the client could not be built:\n${output}`);
}
