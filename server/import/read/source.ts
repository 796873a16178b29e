import { basename, extname } from "node:path";

import { readCsv } from "./csv-source.ts";
import { formatOf } from "./formats.ts";
import { readGdal } from "./gdal-source.ts";
import { COMMAND_LINE_LIMITS, type Limits } from "./limits.ts";
import type { SourceFile } from "./source-file.ts";
import { stageFile } from "./staging-folder.ts";

export interface OpenOptions {
  /** Overrides what the file says or what its bytes look like: "gb18030", "utf-8", "latin1" … */
  readonly encoding?: string;
  readonly limits?: Limits;
  /** The name that the user knows the file by, when `path` is an upload's temporary file. */
  readonly fileName?: string;
}

/**
 * Opens a file of any format we import. Works on a private copy, which `close` removes.
 * Throws ImportRefused with a sentence for the user; nothing else reaches the caller for any bytes.
 */
export async function openSource(path: string, options: OpenOptions = {}): Promise<SourceFile> {
  const limits = options.limits ?? COMMAND_LINE_LIMITS;
  const fileName = options.fileName ?? basename(path);
  const staged = await stageFile(path, fileName, limits);
  try {
    const format = formatOf(staged.dataset) ?? "Shapefile";
    const input = { staged, format, fileName, limits, encoding: options.encoding };
    return format === "CSV" && extname(staged.dataset) !== "" ? await readCsv(input) : await readGdal(input);
  } catch (error) {
    await staged.remove();
    throw error;
  }
}
