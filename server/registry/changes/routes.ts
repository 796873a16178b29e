import type { Express } from "express";
import { z } from "zod";
import { asViewer } from "../../access/as-viewer.ts";
import * as contract from "../../contract/register-changes.ts";
import { pageOf, readCursor } from "../../http/cursor.ts";
import type { HttpDeps } from "../../http/deps.ts";
import { mount } from "../../http/mount.ts";
import { answerCorrection } from "./commands.ts";
import { changesPage, countChanges } from "./proposal-queries.ts";

const After = z.tuple([z.string(), z.uuid(), z.string()]);

/** What waits in the register for a second person, and for the word of those whose days it moves. */
export function mountChanges(app: Express, deps: HttpDeps): void {
  mount(
    app,
    contract.listRegisterChanges,
    async ({ query, viewer, database }) => {
      const after = readCursor(query.cursor, After) ?? null;
      return await asViewer(database, viewer, async (queries) => {
        const rows = await changesPage(queries, viewer, after, query.limit);
        const page = pageOf(rows, query.limit, ({ key, componentId, kind }) => [key, componentId, kind]);
        return { ...page, total: await countChanges(queries, viewer) };
      });
    },
    deps,
  );
  mount(
    app,
    contract.answerCorrection,
    ({ params, body, tx }) => answerCorrection(tx, params.id, body),
    deps,
  );
}
