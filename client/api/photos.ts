import { errorOf, urlOf } from "../../server/contract/call.ts";
import { readPhoto, UploadedPhoto, uploadPhoto } from "../../server/contract/photos.ts";
import { newKey } from "./call.ts";

export function photoAddress(id: string, size: "full" | "thumb"): string {
  return urlOf(readPhoto, { id }, size === "thumb" ? { size } : {});
}

/**
 * Sends a picture as it is; the server turns it upright and takes its metadata off. `onShare` is told how much has gone, 0 to 1
 * (fetch cannot say that, so this is the one request made the old way). Throws ApiError, or TypeError when nothing was reached.
 */
export function sendPhoto(
  file: Blob,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadedPhoto> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", uploadPhoto.path);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", file.type || "image/jpeg");
    request.setRequestHeader("X-Youzhu", "1");
    request.setRequestHeader("Idempotency-Key", newKey());
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onShare(total > 0 ? loaded / total : 0),
    );
    request.addEventListener("error", () => reject(new TypeError("the picture did not reach the server")));
    request.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    request.addEventListener("load", () => {
      const response = new Response(request.responseText, { status: request.status });
      if (response.ok) response.json().then((body) => resolve(UploadedPhoto.parse(body)), reject);
      else errorOf(response).then(reject, reject);
    });
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
