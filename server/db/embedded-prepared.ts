import { constants, existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where what was once made from the installed packages is kept; may be deleted at any time, and not be writable. */
export const CACHE = fileURLToPath(new URL("../../node_modules/.cache/youzhu", import.meta.url));

const require = createRequire(import.meta.url);

/** The folder of an installed package, found by its entry file. */
export function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

export function packageVersion(name: string): string {
  const text = readFileSync(join(packageFolder(name), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** An empty database with its extensions: it takes 10 s to make (initdb, then PostGIS's 8 MB of SQL), 0.1 s to copy. */
function preparedFolder(): string {
  const versions = [packageVersion("@electric-sql/pglite"), packageVersion("@electric-sql/pglite-postgis")];
  return join(CACHE, `database-${versions.join("-")}`);
}

async function copyWhole(from: string, to: string): Promise<void> {
  const part = `${to}.${process.pid}.part`;
  await rm(part, { recursive: true, force: true });
  await cp(from, part, { recursive: true, mode: constants.COPYFILE_FICLONE });
  await rm(join(part, "postmaster.pid"), { force: true });
  await mkdir(dirname(to), { recursive: true });
  await rename(part, to);
}

/**
 * Called before an engine opens `dataDir`, by whoever holds its lock. A folder that does not exist yet is copied from
 * the prepared one where there is one. A folder whose making was interrupted is thrown away: nobody ever wrote to it.
 * Answers what to call when the engine has made, or opened, the database.
 */
export async function prepare(dataDir: string): Promise<() => Promise<void>> {
  const making = `${dataDir}.making`;
  const prepared = preparedFolder();
  if (existsSync(making)) await rm(dataDir, { recursive: true, force: true });
  if (existsSync(join(dataDir, "PG_VERSION"))) return async () => undefined;
  if (existsSync(prepared)) {
    await copyWhole(prepared, dataDir);
    await rm(making, { force: true });
    return async () => undefined;
  }
  await writeFile(
    making,
    "The database beside this file is being made; without an end it will be made anew.\n",
  );
  return async () => {
    // Nobody has written yet; if the cache cannot be written to, the next new database takes longer.
    await copyWhole(dataDir, prepared).catch(() => undefined);
    await rm(making, { force: true });
  };
}
