import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { ROOT } from "./repository.ts";

/** A reference that leads nowhere, with where it stands. */
export type Fault = string;

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const isThere = (file: string) => existsSync(join(ROOT, file));

/** What can be pointed to on a page: `<a id>` and headings, as GitHub names them. */
function anchorsOf(page: string): Set<string> {
  const text = read(page);
  const named = [...text.matchAll(/<a id="([^"]+)">/g)].map((match) => match[1] ?? "");
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map((match) =>
    (match[1] ?? "")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-"),
  );
  return new Set([...named, ...headings]);
}

function target(from: string, page: string, anchor: string | undefined): Fault[] {
  if (!isThere(page)) return [`${from}: ${page} does not exist`];
  if (anchor === undefined || anchorsOf(page).has(anchor)) return [];
  return [`${from}: ${page} has no #${anchor}`];
}

/** Relative links of a Markdown page, its anchors, the paths and the npm scripts that it names. */
export function faultsOfPage(page: string): Fault[] {
  const text = read(page);
  const links = [...text.matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap((match) => {
    const path = match[1] ? normalize(join(dirname(page), match[1])) : page;
    return target(page, path, match[2]);
  });
  const paths = [...text.matchAll(/`((?:server|client|scripts|data|docs)\/[\w./-]+)`/g)]
    .map((match) => match[1] ?? "")
    .filter((path) => !isThere(path) && !COMES_LATER.has(path))
    .map((path) => `${page}: ${path} does not exist`);
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const commands = [...text.matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)]
    .map((match) => match[1] ?? "")
    .filter((name) => scripts[name] === undefined)
    .map((name) => `${page}: there is no npm run ${name}`);
  const elsewhere = [...text.matchAll(NOT_HERE)].map(
    (match) => `${page}: "${match[0]}" is no page of this repository`,
  );
  return [...links, ...paths, ...commands, ...elsewhere];
}

/** The migrations know this folder; the first view in it brings it into being. */
const COMES_LATER = new Set(["data/derived"]);

const NOT_HERE = /\b(?:DOMAIN|RELIABILITY|DESIGN|PEERS|UI)(?:\.md\b| [a-z0-9]\.\d|: )/g;

/** Pages that were never in this repository, and laws, guards and scenarios that are named without their page. */
const WITHOUT_PAGE = [
  new RegExp(NOT_HERE.source),
  /\bb\.[1-6]\b(?!\.)/,
  /\bguards? (?:b\.)?\d/i,
  /(?<![#/\w])D(?:[1-9]|[12]\d|30)\b(?! *=)/,
];

/** What the comments of a source file refer to. */
export function faultsOfComments(file: string): Fault[] {
  return commentsIn(file).flatMap((comment) => {
    const bare = WITHOUT_PAGE.flatMap((form) => form.exec(comment)?.[0] ?? []).map(
      (words) => `${file}: "${words}" names no page; write docs/domain.md#… instead`,
    );
    const pages = [...comment.matchAll(/\b((?:docs\/)?[\w-]+\.md)\b(?:#([\w-]+))?/g)].flatMap((match) =>
      target(file, match[1] ?? "", match[2]),
    );
    return [...bare, ...pages];
  });
}

function commentsIn(file: string): string[] {
  const text = read(file);
  const block = [...text.matchAll(/\/\*[^]*?\*\//g)].map((match) => match[0]);
  const mark = file.endsWith(".sql") ? /--.*$/gm : /(?<![:"'`\w])\/\/.*$/gm;
  return [...block, ...[...text.matchAll(mark)].map((match) => match[0])];
}
