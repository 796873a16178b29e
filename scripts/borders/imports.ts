import { posix } from "node:path";

/** One thing that a file names: another file of ours (a path from the root), or a package. */
export interface Named {
  readonly kind: "file" | "package";
  readonly name: string;
}

/**
 * `from "…"` (imports and re-exports, also of types alone), `import "…"`, `import("…")` as a call and as a type, a test's
 * `mock("…")`, `new URL("…", …)` (how workers are started) and a style sheet's `@import`.
 */
const NAMING =
  /(?:\bfrom\s*|\bimport\s*)(["'])([^"'\n]+)\1|(?:\bimport\(|\bmock\(|\bnew URL\()\s*(["'`])([^"'`$\n]+)\3/g;

/**
 * What a file imports. A scanner of text and not a parser: TypeScript 7 has no interface for programs yet, and the formatter
 * leaves one way to write an import.
 */
export function importsOf(path: string, text: string): Named[] {
  const found: Named[] = [];
  for (const match of withoutComments(text).matchAll(NAMING)) {
    const specifier = (match[2] ?? match[4] ?? "").replace(/\?.*$/, "");
    if (specifier.startsWith("."))
      found.push({ kind: "file", name: posix.join(posix.dirname(path), specifier) });
    else if (!match[0].startsWith("new URL")) found.push({ kind: "package", name: packageOf(specifier) });
  }
  return found;
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier);
}

/** Only comments that begin a line: a glob in a string has slash and star too. */
function withoutComments(text: string): string {
  return text.replaceAll(/^[ \t]*\/\*[\s\S]*?\*\//gm, "").replaceAll(/^[ \t]*\/\/.*$/gm, "");
}
