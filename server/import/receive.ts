import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import type { Request } from "express";

import { ApiError } from "../contract/errors.ts";
import { UPLOAD_LIMITS } from "./read/limits.ts";

export interface ReceivedFile {
  readonly path: string;
  readonly fileName: string;
  /** SHA-256 of the form's fields and the file. */
  readonly digest: Buffer;
  readonly fields: Readonly<Record<string, string>>;
  readonly remove: () => Promise<void>;
}

/**
 * Takes the `file` of a form, and the `part`s of a shapefile that come with it, into a temporary folder. Never holds them in
 * memory; stops reading at the limit.
 */
export async function receiveFile(request: Request): Promise<ReceivedFile> {
  if (!request.headers["content-type"]?.startsWith("multipart/form-data")) {
    throw new ApiError("unsupported_media_type", { type: request.headers["content-type"] ?? "-" });
  }
  if (Number(request.headers["content-length"] ?? 0) > UPLOAD_LIMITS.fileBytes + 200_000) throw tooLarge();
  const folder = await mkdtemp(join(tmpdir(), "youzhu-upload-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return { ...(await receiveInto(folder, request)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function receiveInto(folder: string, request: Request): Promise<Omit<ReceivedFile, "remove">> {
  const hash = createHash("sha256");
  const fields: Record<string, string> = {};
  let fileName: string | undefined;
  const written: Promise<void>[] = [];
  const form = busboy({
    headers: request.headers,
    // Browsers send names in UTF-8.
    defParamCharset: "utf8",
    limits: { files: 6, fields: 5, fieldSize: 200_000, fileSize: UPLOAD_LIMITS.fileBytes, parts: 12 },
  });
  await new Promise<void>((resolve, reject) => {
    form.on("field", (name, value, { valueTruncated }) => {
      if (valueTruncated) reject(new ApiError("body_too_large", { limit: "200 kB" }));
      fields[name] = value;
      hash.update(`${name}\u0000${value}\u0000`);
    });
    form.on("file", (name, file, { filename }) => {
      if (name !== "file" && name !== "part") {
        file.resume();
        return;
      }
      const plain = plainName(filename);
      if (name === "file") fileName ??= plain;
      hash.update(`${plain}\u0000`);
      const hashing = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      const storing = store(file, hashing, join(folder, plain));
      storing.catch(reject);
      written.push(storing);
    });
    form.on("close", resolve);
    form.on("error", () => reject(unreadable("form")));
    request.on("aborted", () => reject(unreadable("aborted")));
    request.pipe(form);
  });
  await Promise.all(written);
  if (fileName === undefined) throw unreadable("no file");
  return { path: join(folder, fileName), fileName, fields, digest: hash.digest() };
}

async function store(
  file: Readable & { truncated?: boolean },
  hashing: Transform,
  path: string,
): Promise<void> {
  await pipeline(file, hashing, createWriteStream(path));
  if (file.truncated === true) throw tooLarge();
}

/** The name without any folder; it is shown, and its extension is believed only together with the first bytes. */
function plainName(name: string | undefined): string {
  const last = (name ?? "").split(/[/\\]/).at(-1) ?? "";
  const plain = last.replaceAll("\u0000", "").trim().slice(-100).toWellFormed();
  return /^\.*$/.test(plain) ? "file" : plain;
}

function unreadable(reason: string): ApiError {
  return new ApiError("file_unreadable", { reason });
}

function tooLarge(): ApiError {
  return new ApiError("body_too_large", { limit: `${UPLOAD_LIMITS.fileBytes / 1_048_576} MB` });
}
