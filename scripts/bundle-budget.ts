/** Refuses a client that grew past what a phone on a bad line should load before the first screen. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const FOLDER = "dist/client";
/** Gzipped bytes of what index.html names itself: scripts, preloads and styles. */
// 464 and not 450 since the commands of the mechanism came: both languages and the declarations are in the first load. Loading the other
// language when it is asked for would give back more than that.
const FIRST_LOAD = 464 * 1024;
const EVERYTHING = 2_600 * 1024;

const size = (file: string) => gzipSync(readFileSync(join(FOLDER, file))).length;
const html = readFileSync(join(FOLDER, "index.html"), "utf8");
const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
  (match) => match[1] ?? "",
);
const all = readdirSync(join(FOLDER, "assets"))
  .filter((file) => /\.(js|mjs|css)$/.test(file))
  .map((file) => join("assets", file));
const sum = (files: readonly string[]) => files.reduce((total, file) => total + size(file), 0);
const kib = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;

console.log(
  `first load ${kib(sum(first))} of ${kib(FIRST_LOAD)}; everything ${kib(sum(all))} of ${kib(EVERYTHING)} (gzip)`,
);
if (first.length === 0 || sum(first) > FIRST_LOAD || sum(all) > EVERYTHING) process.exit(1);
