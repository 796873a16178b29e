import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "../contract/errors.ts";

/**
 * Refuses a write that a page of another origin could have sent with the user's cookie. Browsers say where a request
 * comes from (`Sec-Fetch-Site`, `Origin`), and another origin cannot set a header of its own, nor a JSON content
 * type, without a preflight that this server never answers. GET never writes, so only writes come here.
 */
export function refuseForgery(
  request: { readonly headers: IncomingHttpHeaders; readonly host: string | undefined },
  ownOrigin: string | undefined,
): void {
  const { headers } = request;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") throw new ApiError("csrf_refused");
  const origin = headers.origin;
  if (origin !== undefined && origin !== ownOrigin && hostOf(origin) !== request.host) {
    throw new ApiError("csrf_refused");
  }
  const ownHeader = headers["x-youzhu"] ?? headers["idempotency-key"];
  const jsonBody = headers["content-type"]?.startsWith("application/json") === true;
  if (ownHeader === undefined && !jsonBody) throw new ApiError("csrf_refused");
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined; // "null", from a sandboxed frame
  }
}
