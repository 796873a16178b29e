import { existsSync, readFileSync } from "node:fs";

/** A text file without its byte order mark. Throws an Error with a sentence where there is none. */
export const readText = (path: string): string => {
  if (!existsSync(path)) throw new Error(`${path}: there is no such file.`);
  return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
};
