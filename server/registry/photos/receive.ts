import type { Request } from "express";
import busboy from "busboy";
import { ApiError } from "../../contract/errors.ts";
import { LARGEST_PHOTO } from "../../contract/photos.ts";

/** The picture a request carries: its whole body, or the field `file` of a form. Stops reading beyond the limit. */
export async function receivePicture(request: Request): Promise<Buffer> {
  const type = request.headers["content-type"] ?? "";
  if (Number(request.headers["content-length"] ?? 0) > LARGEST_PHOTO + 4096) throw tooLarge();
  if (type.startsWith("multipart/form-data")) return await fromForm(request);
  if (type.startsWith("image/") || type === "application/octet-stream") return await collect(request);
  throw new ApiError("unsupported_media_type", { type: type || "-" });
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LARGEST_PHOTO) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

async function fromForm(request: Request): Promise<Buffer> {
  return await new Promise<Buffer>((resolve, reject) => {
    let found: Promise<Buffer> | undefined;
    const refuse = () => reject(new ApiError("photo_unreadable"));
    const form = busboy({
      headers: request.headers,
      limits: { files: 1, fields: 5, fieldSize: 1000, fileSize: LARGEST_PHOTO, parts: 6 },
    });
    form.on("file", (name, file) => {
      if (name !== "file") {
        file.resume();
        return;
      }
      found = collect(file).then((picture) => {
        if (file.truncated === true) throw tooLarge();
        return picture;
      });
      found.catch(reject);
    });
    form.on("close", () => (found ? found.then(resolve, reject) : refuse()));
    form.on("error", refuse);
    request.on("error", refuse);
    request.pipe(form);
  });
}

function tooLarge(): ApiError {
  return new ApiError("body_too_large", { limit: "15 MB" });
}
