import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Files of the repository under one of these patterns, also those that are new and not yet committed. */
export function filesOf(...patterns: string[]): string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate", ...patterns],
    { cwd: ROOT, encoding: "utf8" },
  );
  return listed.split("\0").filter(Boolean).sort();
}
