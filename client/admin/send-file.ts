import { errorOf } from "../../server/contract/call.ts";
import { inspectFile, startImport, type ImportOptions } from "../../server/contract/imports.ts";
import { newKey } from "../api/call.ts";
import type { Inspected } from "./calls.ts";

/** What a file holds. Throws ApiError, or TypeError when the server was not reached. */
export async function inspect(
  file: File,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Inspected> {
  const form = new FormData();
  form.append("file", file);
  return inspectFile.answer.parse(await sendForm(inspectFile.path, form, onShare, signal));
}

/** Begins a dry run; answers the batch's id. */
export async function start(
  file: File,
  options: ImportOptions,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const form = new FormData();
  // The server reads the stream in this order and must know the options before the first row.
  form.append("options", JSON.stringify(options));
  form.append("file", file);
  return startImport.answer.parse(await sendForm(startImport.path, form, onShare, signal)).id;
}

/** fetch cannot tell how much has gone, and these files are large: the old way. */
function sendForm(
  path: string,
  form: FormData,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Youzhu", "1");
    request.setRequestHeader("Idempotency-Key", newKey());
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onShare(total > 0 ? loaded / total : 0),
    );
    request.addEventListener("error", () => reject(new TypeError("the file did not reach the server")));
    request.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    request.addEventListener("load", () => {
      const response = new Response(request.responseText, { status: request.status });
      if (response.ok) response.json().then(resolve, reject);
      else errorOf(response).then(reject, reject);
    });
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
