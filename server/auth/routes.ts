import type { Express } from "express";
import { z } from "zod";
import * as accounts from "../contract/accounts.ts";
import { ApiError } from "../contract/errors.ts";
import * as session from "../contract/session.ts";
import type { Database } from "../db/database.ts";
import { permissionsOf } from "../domain/permissions.ts";
import { pageOf, readCursor } from "../http/cursor.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount, mountOwn } from "../http/mount.ts";
import type { Viewer } from "../access/viewer.ts";
import { addAccount, changeAccount, changeLanguage, setPassword } from "./commands.ts";
import { hashPassword, passwordMatches } from "./password.ts";
import { accountsPage, credentialsById, credentialsByName, sampleWasSeeded, signedIn } from "./queries.ts";
import type { Sessions } from "./sessions.ts";

/** Signing in and out. `sessions` is the same object that `deps.viewerOf` reads from. */
export function mountSession(app: Express, deps: HttpDeps, sessions: Sessions): void {
  mount(app, session.readSession, ({ visitor, database }) => sessionFor(database, visitor), deps);

  mountOwn(
    app,
    session.signIn,
    async ({ body, database, request, response }) => {
      const address = request.ip ?? "-";
      await deps.limits.signIn(address);
      const mayTry = () => deps.limits.mayTryPassword(body.username, address);
      await mayTry();
      const account = await credentialsByName(database, body.username.toLowerCase());
      const right = await passwordMatches(body.password, account?.passwordHash, mayTry);
      if (!right || !account || account.disabled) {
        await deps.limits.wrongPassword(body.username, address);
        deps.log.warn("sign-in refused", { username: body.username, address });
        throw new ApiError("wrong_credentials");
      }
      await deps.limits.rightPassword(body.username, address);
      await sessions.begin(request, response, account.id);
      return await sessionFor(database, { accountId: account.id, role: account.role });
    },
    deps,
  );

  mountOwn(
    app,
    session.signOut,
    async ({ request, response }) => {
      await sessions.end(request, response);
      return undefined;
    },
    deps,
  );

  mount(
    app,
    session.changeLanguage,
    async ({ tx, viewer, body }) => {
      await changeLanguage(tx, viewer.accountId, body.language);
      return await signedIn(tx, viewer.accountId);
    },
    deps,
  );

  mountOwn(
    app,
    session.changeOwnPassword,
    async ({ database, viewer, body, request, write }) => {
      const address = request.ip ?? "-";
      const mayTry = () => deps.limits.mayTryPassword(viewer.username, address);
      const account = await credentialsById(database, viewer.accountId);
      if (!(await passwordMatches(body.currentPassword, account?.passwordHash, mayTry))) {
        await deps.limits.wrongPassword(viewer.username, address);
        throw new ApiError("wrong_credentials");
      }
      const hash = await hashPassword(body.newPassword);
      return await write(new Uint8Array(), async (tx) => {
        await setPassword(tx, viewer, viewer.accountId, hash, sessions.tokenHash(request));
        return undefined;
      });
    },
    deps,
  );
}

export function mountAccounts(app: Express, deps: HttpDeps): void {
  mount(
    app,
    accounts.listAccounts,
    async ({ query, database }) => {
      const after = readCursor(query.cursor, z.tuple([z.string()]))?.[0];
      const rows = await accountsPage(database, { q: query.q, after, limit: query.limit });
      return pageOf(rows, query.limit, (account) => [account.username]);
    },
    deps,
  );

  mountOwn(
    app,
    accounts.addAccount,
    async ({ body, viewer, write }) => {
      const passwordHash = await hashPassword(body.password);
      return await write(new Uint8Array(), (tx) => addAccount(tx, viewer, body, passwordHash));
    },
    deps,
  );

  mount(
    app,
    accounts.changeAccount,
    ({ tx, viewer, params, body }) => changeAccount(tx, viewer, params.id, body),
    deps,
  );

  mountOwn(
    app,
    accounts.resetPassword,
    async ({ params, body, viewer, write }) => {
      const passwordHash = await hashPassword(body.password);
      return await write(new Uint8Array(), async (tx) => {
        await setPassword(tx, viewer, params.id, passwordHash);
        return undefined;
      });
    },
    deps,
  );
}

async function sessionFor(
  database: Database,
  who: Pick<Viewer, "accountId" | "role"> | undefined,
): Promise<session.Session> {
  return {
    account: who ? await signedIn(database, who.accountId) : null,
    permissions: who ? permissionsOf(who.role) : [],
    sample: await sampleWasSeeded(database),
  };
}
