import { makeCall } from "../../server/contract/call.ts";

/** A key for one gesture: a repeated send with the same key is the same write. Works without a secure context too. */
export function newKey(): string {
  if ("randomUUID" in crypto) return crypto.randomUUID();
  const bytes = [...(crypto as Crypto).getRandomValues(new Uint8Array(16))];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The one way from the browser to the server. */
export const call = makeCall({
  origin: "",
  fetch: (input, init) => fetch(input, init),
  newKey,
  // The server words its refusals in the page's language, whatever the browser prefers.
  headers: () => ({ "Accept-Language": document.documentElement.lang || "zh-CN" }),
});
