import { readdirSync, readFileSync } from "node:fs";
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
