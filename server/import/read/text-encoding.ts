import { createReadStream } from "node:fs";

import { ImportRefused } from "../check/problems.ts";

export interface DetectedEncoding {
  /** A label of the WHATWG encoding standard. */
  readonly encoding: string;
  /** False when a byte order mark, the format or the user said it. */
  readonly guessed: boolean;
}

const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/**
 * Reads the file once. UTF-8 is strict enough to be believed. GB18030 accepts nearly any pair of bytes ("é" and
 * the letter after it is a Chinese character), so it is believed only where bytes above 0xA0 come in pairs, as
 * the common characters do; what is left is Latin-1.
 * `from`/`to` limit the bytes looked at (the records of a .dbf).
 */
export async function detectEncoding(path: string, from = 0, to = Infinity): Promise<DetectedEncoding> {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  const gb18030 = new TextDecoder("gb18030", { fatal: true });
  let isUtf8 = true;
  let isGb = true;
  let pairs = 0;
  let lone = 0;
  let first = true;
  const range = Number.isFinite(to) ? { start: from, end: to } : { start: from };
  for await (const chunk of createReadStream(path, range) as AsyncIterable<Buffer>) {
    if (first && from === 0) {
      const mark = BYTE_ORDER_MARKS.find(([, bytes]) => bytes.every((byte, at) => chunk[at] === byte));
      if (mark) return { encoding: mark[0], guessed: false };
    }
    first = false;
    if (isUtf8) isUtf8 = decodes(utf8, chunk) !== null;
    isGb &&= decodes(gb18030, chunk) !== null;
    for (let at = 0; at < chunk.length; at += 1) {
      if ((chunk[at] ?? 0) < 0x81) continue;
      if ((chunk[at + 1] ?? 0) >= 0xa1) pairs += 1;
      else lone += 1;
      at += 1;
    }
  }
  if (isUtf8) return { encoding: "utf-8", guessed: false };
  if (isGb && pairs > 3 * lone) return { encoding: "gb18030", guessed: true };
  return { encoding: "windows-1252", guessed: true };
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): string | null {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    return null;
  }
}

/** The label as the encoding standard spells it; refuses words it does not know. */
export function declaredEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new ImportRefused("encoding-unknown", { encoding: label });
  }
}

/** The file's text, piece by piece; a byte that the encoding does not know refuses the file. */
export async function* decodedText(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new ImportRefused("encoding-wrong", { encoding });
    }
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) yield decode(chunk);
  yield decode();
}
