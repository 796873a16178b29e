import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { importsOf } from "../borders/imports.ts";

/** What it is now, asked of the machine: by the clock modules, by a test that plants rows, by a widget without a day given. */
const ASKS = /\bnew Date\(\)|\bDate\(\)|\bDate\.now\b|\bdayjs\(\)|\.format\(\)|\bTemporal\.Now\b/;

/**
 * The tests under these folders that could answer otherwise on another day: themselves or something they import, however far
 * away, asks what day it is. All others get every day from their own lines, and the same under any clock.
 */
export function askingForToday(root: string, folders: readonly string[]): string[] {
  const read = reader(root);
  const asks = (path: string, seen: Set<string>): boolean => {
    if (seen.has(path)) return false;
    seen.add(path);
    const { itself, imported } = read(path);
    return itself || imported.some((next) => asks(next, seen));
  };
  return folders.flatMap((folder) => testsUnder(root, folder)).filter((path) => asks(path, new Set()));
}

interface Source {
  readonly itself: boolean;
  readonly imported: readonly string[];
}

function reader(root: string): (path: string) => Source {
  const known = new Map<string, Source>();
  return (path) => {
    const before = known.get(path);
    if (before) return before;
    const text = readFileSync(join(root, path), "utf8");
    const imported = importsOf(path, text)
      .filter(({ kind, name }) => kind === "file" && /\.tsx?$/.test(name) && existsSync(join(root, name)))
      .map(({ name }) => name);
    const source = { itself: ASKS.test(text), imported };
    known.set(path, source);
    return source;
  };
}

function testsUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => /\.test\.tsx?$/.test(path) && !/\.(?:db|browser)\.test\./.test(path))
    .toSorted();
}
