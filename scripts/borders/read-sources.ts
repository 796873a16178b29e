import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOTS = ["server", "client", "scripts"];

/** Every source file of the repository, by its path from the root. */
export function readSources(root: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const top of ROOTS) {
    for (const entry of readdirSync(join(root, top), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(ts|tsx|css)$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(root.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8"));
    }
  }
  return files;
}

const SQL_FOLDERS = ["data/migrations", "data/derived"];

/** What the database is made of, by its path from the root. */
export function readMigrations(root: string): Map<string, string> {
  const paths = SQL_FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  return new Map(
    paths
      .filter((path) => path.endsWith(".sql"))
      .map((path) => [path, readFileSync(join(root, path), "utf8")]),
  );
}
