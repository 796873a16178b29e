/** Refuses a client that grew past what a phone on a bad line should load before the first screen. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const FOLDER = "dist/client";
/** Gzipped bytes of what index.html names itself (scripts, preloads, styles) and of the words of one reader's language. */
const FIRST_LOAD = 440 * 1024;
const EVERYTHING = 2_600 * 1024;

const size = (file: string) => gzipSync(readFileSync(join(FOLDER, file))).length;
const html = readFileSync(join(FOLDER, "index.html"), "utf8");
const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
  (match) => match[1] ?? "",
);
const all = readdirSync(join(FOLDER, "assets"))
  .filter((file) => /\.(js|mjs|css)$/.test(file))
  .map((file) => join("assets", file));
/** client/texts/: one of them is fetched before anything is drawn; the longer one counts. */
const words = ["zh", "en"].map((name) =>
  all.find((file) => new RegExp(`^assets/${name}-[^/]+\\.js$`).test(file)),
);
const sum = (files: readonly string[]) => files.reduce((total, file) => total + size(file), 0);
const kib = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;

const language = Math.max(...words.map((file) => (file ? size(file) : Number.NaN)));
const firstLoad = sum(first) + language;

console.log(
  `first load ${kib(firstLoad)} of ${kib(FIRST_LOAD)}, ${kib(language)} of it words; everything ${kib(sum(all))} of ${kib(EVERYTHING)} (gzip)`,
);
const apart = words.every((file) => file !== undefined && !first.includes(file));
if (!apart)
  console.log("the words of a language are no file of their own that index.html leaves to be asked for");
if (first.length === 0 || !apart || firstLoad > FIRST_LOAD || sum(all) > EVERYTHING) process.exit(1);
