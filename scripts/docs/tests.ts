import { readFileSync } from "node:fs";

/** A test that proves a guard or a scenario: what it is called and where it stands. */
interface Proof {
  readonly title: string;
  readonly file: string;
}

const TITLE = /\b(?:describe|test)(?:\.each\([^]*?\))?\(\s*"((?:[^"\\]|\\.)*)"/g;
const POINTER = /docs\/domain\.md#(guard-\d+|d\d+)/g;

/**
 * Which tests prove what, by anchor. A test says so in its title, by the number of a guard or the letter and number of a
 * scenario, or a comment above it or in it points to the anchor.
 */
export function proofs(files: readonly string[]): Map<string, Proof[]> {
  const found = new Map<string, Proof[]>();
  const add = (anchor: string, proof: Proof) => {
    const known = found.get(anchor) ?? [];
    if (!known.some(({ title, file }) => title === proof.title && file === proof.file)) {
      found.set(anchor, [...known, proof]);
    }
  };
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const titles: Title[] = [...text.matchAll(TITLE)].map((match) => ({
      title: match[1] ?? "",
      at: match.index,
    }));
    for (const { title } of titles) for (const anchor of anchorsIn(title)) add(anchor, { title, file });
    for (const pointer of text.matchAll(POINTER)) {
      const meant = testOf(text, titles, pointer.index);
      if (meant) add(pointer[1] ?? "", { title: meant.title, file });
    }
  }
  return found;
}

interface Title {
  readonly title: string;
  readonly at: number;
}

/** The test that a comment is about: the one right below it, else the one it stands in, else the first of the file. */
function testOf(text: string, titles: readonly Title[], at: number): Title | undefined {
  const next = titles.find((title) => title.at > at);
  const between = text.slice(at, next?.at).split("\n").slice(1);
  const above = between.every((line) => /^\s*(?:\*.*|\/\/.*)?$/.test(line));
  return next && above ? next : (titles.findLast((title) => title.at < at) ?? next);
}

function anchorsIn(title: string): string[] {
  const scenarios = [...title.matchAll(/\bD(\d{1,2})\b/g)].map((match) => `d${match[1]}`);
  const guards = [...title.matchAll(/\bguards? (\d+)(?: and (\d+))?/g)].flatMap((match) =>
    [match[1], match[2]].filter((n) => n !== undefined).map((n) => `guard-${n}`),
  );
  return [...scenarios, ...guards];
}
