import type { Express } from "express";
import { z } from "zod";
import * as contract from "../contract/cases.ts";
import { ApiError } from "../contract/errors.ts";
import { asViewer } from "../access/as-viewer.ts";
import { hearsCallers } from "../access/caller-words.ts";
import { pageOf, readCursor } from "../http/cursor.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount } from "../http/mount.ts";
import { historyOf } from "../store/history-queries.ts";
import { command, report } from "./commands.ts";
import { caseDetail, casesPage, countCases, likelyDuplicates, reportOf } from "./queries.ts";

const AfterCase = z.tuple([z.string(), z.uuid()]);

/** The safety track. */
export function mountCases(app: Express, deps: HttpDeps): void {
  mount(
    app,
    contract.listCases,
    async ({ query, viewer, database }) => {
      const { cursor, limit, ...filter } = query;
      const after = readCursor(cursor, AfterCase) ?? null;
      return await asViewer(database, viewer, async (queries) => {
        const page = pageOf(await casesPage(queries, viewer, filter, after, limit), limit, (row) => [
          row.urgency,
          row.id,
        ]);
        return { ...page, counts: await countCases(queries, viewer, filter) };
      });
    },
    deps,
  );

  // Before `:id`, which would take the word for an id.
  mount(
    app,
    contract.caseDuplicates,
    async ({ query, viewer, database }) => ({
      items: await asViewer(database, viewer, (queries) => likelyDuplicates(queries, viewer, query)),
    }),
    deps,
  );

  mount(
    app,
    contract.getCase,
    async ({ params, viewer, database }) => {
      const detail = await asViewer(database, viewer, (queries) => caseDetail(queries, viewer, params.id));
      if (!detail) throw new ApiError("not_found");
      if (!hearsCallers(viewer)) return { ...detail, report: null };
      const told = await reportOf(database, params.id);
      return {
        ...detail,
        report: {
          description: told.get("description") ?? null,
          reporterName: told.get("reporterName") ?? null,
          reporterPhone: told.get("reporterPhone") ?? null,
        },
      };
    },
    deps,
  );

  mount(
    app,
    contract.caseHistory,
    async ({ params, query, viewer, database }) => {
      const seen = await asViewer(database, viewer, (queries) => caseDetail(queries, viewer, params.id));
      if (!seen) throw new ApiError("not_found");
      return await historyOf(database, viewer, { streamId: params.id }, query);
    },
    deps,
  );

  mount(app, contract.reportCase, ({ body, tx }) => report(tx, body), deps);
  mount(
    app,
    contract.commandCase,
    ({ params, body, tx, expectedVersion }) => command(tx, params.id, body, expectedVersion),
    deps,
  );
}
