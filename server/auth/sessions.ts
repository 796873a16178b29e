import type { Request, Response } from "express";
import { ApiError } from "../contract/errors.ts";
import type { Database } from "../db/database.ts";
import type { Viewer } from "../access/viewer.ts";
import { giveCookie, hashOfToken, newToken, takeCookieBack, tokenHashIn } from "./cookie.ts";
import { countingSessions, endSession, openSession, sessionOf, sessionSeen } from "./queries.ts";

export interface Sessions {
  /** Who asks; undefined for a visitor. Throws session_expired for a cookie that no longer counts. */
  viewerOf(request: Request): Promise<Viewer | undefined>;
  /** A new token at every sign-in; the one the browser carried before ends, so that it cannot have been planted. */
  begin(request: Request, response: Response, accountId: string): Promise<void>;
  end(request: Request, response: Response): Promise<void>;
  /** Of these requests, the ones whose session has ended since; for streams, which may outlive theirs. */
  endedAmong(requests: readonly Request[]): Promise<Request[]>;
  tokenHash(request: Request): Buffer | undefined;
}

/** Sessions live in the database: a restart keeps them, a disabled account loses them at once. */
export function makeSessions(database: Database, secure: boolean): Sessions {
  return {
    async viewerOf(request) {
      const tokenHash = tokenHashIn(request, secure);
      if (!tokenHash) return undefined;
      // A read replica may be a moment behind the sign-in; a transaction asks the primary.
      const found =
        (await sessionOf(database, tokenHash)) ??
        (await database.transaction((t) => sessionOf(t, tokenHash)));
      if (!found) throw new ApiError("session_expired");
      const { stale, ...viewer } = found;
      if (stale) await sessionSeen(database, tokenHash);
      return viewer;
    },
    async begin(request, response, accountId) {
      const token = newToken();
      const before = tokenHashIn(request, secure);
      const opened = await database.transaction(async (t) => {
        if (before) await endSession(t, before);
        return await openSession(t, hashOfToken(token), accountId);
      });
      if (!opened) throw new ApiError("wrong_credentials");
      giveCookie(response, token, secure);
    },
    async end(request, response) {
      const tokenHash = tokenHashIn(request, secure);
      if (tokenHash) await endSession(database, tokenHash);
      takeCookieBack(response, secure);
    },
    async endedAmong(requests) {
      if (requests.length === 0) return [];
      const tokens = requests.map((request) => tokenHashIn(request, secure));
      const counting = await countingSessions(
        database,
        tokens.filter((token) => token !== undefined),
      );
      return requests.filter((_, n) => !counting.has(tokens[n]?.toString("hex") ?? ""));
    },
    tokenHash: (request) => tokenHashIn(request, secure),
  };
}
