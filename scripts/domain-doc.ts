/**
 * `npm run domain-doc` writes the tables and the lines *Tests* of docs/domain.md from the code.
 * `npm run domain-doc -- --check` only says whether they are up to date. Needs nothing but Node and git.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { filesOf, ROOT } from "./docs/repository.ts";
import { evidenceTable, packsTable, repairsTable, stepsTable } from "./docs/rules.ts";
import { proofs } from "./docs/tests.ts";
import { caseTable, inquiryTable } from "./docs/tracks.ts";

const FILE = "docs/domain.md";

const TABLES: Readonly<Record<string, () => string>> = {
  case: caseTable,
  inquiry: inquiryTable,
  steps: stepsTable,
  repairs: repairsTable,
  packs: packsTable,
  evidence: evidenceTable,
};

function withTables(text: string): string {
  return Object.entries(TABLES).reduce((page, [name, table]) => {
    const begin = `<!-- generated: ${name} -->\n`;
    const end = "<!-- end -->";
    const from = page.indexOf(begin);
    const to = page.indexOf(end, from);
    if (from < 0 || to < 0) throw new Error(`${FILE} has no place for the table "${name}"`);
    return `${page.slice(0, from)}${begin}\n${table()}\n\n${page.slice(to)}`;
  }, text);
}

/** Each `<a id="d5">` section has one line that begins with *Tests:*. */
function withProofs(text: string): string {
  const found = proofs(filesOf("*.test.ts", "*.test.tsx").filter((file) => existsSync(file)));
  const page = text.replaceAll(
    /(<a id="(guard-\d+|d\d+)"><\/a>[^]*?\n\*Tests:\*)[^\n]*/g,
    (_whole, before: string, anchor: string) => {
      const links = (found.get(anchor) ?? []).map(({ title, file }) => `[${title}](../${file})`);
      found.delete(anchor);
      return `${before} ${links.length > 0 ? links.join(" · ") : "no test yet"}`;
    },
  );
  const [lost] = found.keys();
  if (lost !== undefined) throw new Error(`a test speaks of ${lost}, which ${FILE} does not have`);
  return page;
}

process.chdir(ROOT);
const written = readFileSync(FILE, "utf8");
const text = withProofs(withTables(written));
if (written === text) {
  console.log(`${FILE} is up to date`);
} else if (process.argv.includes("--check")) {
  console.error(`${FILE} does not say what the code says; run npm run domain-doc and commit it`);
  process.exitCode = 1;
} else {
  writeFileSync(FILE, text);
  console.log(`wrote ${FILE}`);
}
