import type { Express } from "express";
import * as contract from "../contract/audit.ts";
import { ApiError } from "../contract/errors.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount } from "../http/mount.ts";
import { historyOf } from "../store/history-queries.ts";
import { countLimits } from "./limit-queries.ts";
import {
  countByMonth,
  countByUnit,
  countCases,
  countComponents,
  countInquiries,
  minutesToSafety,
} from "./queries.ts";

/** The auditor's reading room: the whole history, and the figures a street is asked for. */
export function mountAudit(app: Express, deps: HttpDeps): void {
  mount(
    app,
    contract.listHistory,
    ({ query, viewer, database }) =>
      historyOf(database, viewer, query, { cursor: query.cursor, limit: query.limit }),
    deps,
  );

  mount(
    app,
    contract.insight,
    async ({ query, database }) => {
      if (query.from > query.to) {
        throw new ApiError(
          "invalid_input",
          { summary: "from > to" },
          { issues: [{ path: "query.to", message: "before `from`" }] },
        );
      }
      // One after the other: the embedded engine has one connection anyway.
      const components = await countComponents(database);
      const cases = await countCases(database, query);
      const guard = await countLimits(database, query, "GUARD");
      const makeSafe = await countLimits(database, query, "MAKE_SAFE");
      const minutes = await minutesToSafety(database, query);
      const inquiries = await countInquiries(database, query);
      const byMonth = await countByMonth(database, query);
      const byUnit = await countByUnit(database, query);
      return { components, cases, safety: { guard, makeSafe }, minutes, inquiries, byMonth, byUnit };
    },
    deps,
  );
}
