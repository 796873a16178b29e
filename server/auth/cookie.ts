import { createHash, randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import { parseCookie, stringifySetCookie } from "cookie";

const LONGEST_SECONDS = 7 * 24 * 3600;

/** 256 random bits. The database keeps only their hash, so a stolen backup signs nobody in. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashOfToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Behind TLS the `__Host-` prefix makes the browser refuse a cookie that a sibling domain or plain HTTP tries to set. */
function cookieName(secure: boolean): string {
  return secure ? "__Host-youzhu_session" : "youzhu_session";
}

/** The hash of the token the request carries, if it carries one that can be one of ours. */
export function tokenHashIn(request: Request, secure: boolean): Buffer | undefined {
  const header = request.headers.cookie;
  if (header === undefined) return undefined;
  const token = parseCookie(header)[cookieName(secure)];
  return token !== undefined && /^[\w-]{43}$/.test(token) ? hashOfToken(token) : undefined;
}

export function giveCookie(response: Response, token: string, secure: boolean): void {
  setCookie(response, token, LONGEST_SECONDS, secure);
}

export function takeCookieBack(response: Response, secure: boolean): void {
  setCookie(response, "", 0, secure);
}

function setCookie(response: Response, value: string, maxAge: number, secure: boolean): void {
  response.append(
    "Set-Cookie",
    stringifySetCookie({
      name: cookieName(secure),
      value,
      maxAge,
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure,
    }),
  );
}
