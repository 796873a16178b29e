import type { Express } from "express";
import { z } from "zod";
import * as contract from "../../contract/clean-up.ts";
import { ApiError } from "../../contract/errors.ts";
import { pageOf, readCursor } from "../../http/cursor.ts";
import type { HttpDeps } from "../../http/deps.ts";
import { mount } from "../../http/mount.ts";
import { activeModel } from "../models/active.ts";
import { exportWorklist } from "./export.ts";
import { gaps } from "./gaps.ts";
import { newestOpenings, openingById, problemsOf } from "./opening-queries.ts";
import { request, requestUndo, toldProblem } from "./openings.ts";
import { begin } from "./run.ts";
import { runById, runsNow } from "./run-queries.ts";
import { worklist } from "./worklist.ts";
import { countWork, lettersOf, workPoints } from "./worklist-queries.ts";

const After = z.tuple([z.int(), z.uuid()]);
const MOST_POINTS = 20_000;
const MOST_PROBLEMS = 500;
const MOST_OPENINGS = 10;

/** Clearing up what nobody answers for: the run, the list, the gaps, and inquiries opened for many at once. */
export function mountCleanUp(app: Express, deps: HttpDeps, nightlyAt: number | null): void {
  mount(
    app,
    contract.listCleanUp,
    async ({ query, database }) => {
      const { cursor, limit, ...filter } = query;
      const after = readCursor(cursor, After) ?? null;
      const rows = await worklist(database, filter, after, limit);
      const counts = after === null ? await countWork(database, filter) : { total: null, openable: null };
      const page = pageOf(rows, limit, ({ candidates, id }) => [
        Math.round((candidates[0]?.probability ?? 0) * 1000),
        id,
      ]);
      return { ...page, ...counts };
    },
    deps,
  );

  mount(
    app,
    contract.cleanUpPoints,
    async ({ query, database }) => await workPoints(database, query, MOST_POINTS),
    deps,
  );
  mount(app, contract.cleanUpLetters, async ({ query, database }) => await lettersOf(database, query), deps);
  mount(
    app,
    contract.exportCleanUp,
    async ({ query: { lang, ...filter }, database, response }) => {
      await exportWorklist(database, filter, lang, response);
      return undefined;
    },
    deps,
  );
  mount(
    app,
    contract.listGaps,
    async ({ query, database }) => await gaps(database, query.kind ?? null),
    deps,
  );

  mount(
    app,
    contract.cleanUpState,
    async ({ database }) => {
      const { version } = await activeModel(database);
      return { ...(await runsNow(database)), modelVersion: version, nightlyAt };
    },
    deps,
  );
  mount(
    app,
    contract.startCleanUp,
    async ({ tx }) => {
      const id = (await begin(tx, "DEMAND", null)) ?? (await runsNow(tx)).running?.id;
      // One that was going on has ended between the two looks: what was asked for has just been done.
      const run = id ? await runById(tx, id) : (await runsNow(tx)).last;
      if (!run) throw new ApiError("conflict", { reason: "run" });
      return run;
    },
    deps,
  );

  mount(
    app,
    contract.openInBulk,
    async ({ body, tx }) => {
      const opening = await openingById(tx, await request(tx, body));
      if (!opening) throw new ApiError("not_found");
      return opening;
    },
    deps,
  );
  mount(
    app,
    contract.listOpenings,
    async ({ database }) => ({ items: await newestOpenings(database, MOST_OPENINGS) }),
    deps,
  );
  mount(
    app,
    contract.getOpening,
    async ({ params, database }) => {
      const opening = await openingById(database, params.id);
      if (!opening) throw new ApiError("not_found");
      const problems = await problemsOf(database, params.id, MOST_PROBLEMS);
      return {
        ...opening,
        problems: problems.map((problem) => {
          const { componentId, code, address, state, inquiryId } = problem;
          return { componentId, code, address, state, inquiryId, reason: toldProblem(problem) };
        }),
      };
    },
    deps,
  );
  mount(
    app,
    contract.undoOpening,
    async ({ params, tx }) => {
      if (!(await openingById(tx, params.id))) throw new ApiError("not_found");
      await requestUndo(tx, params.id);
      const opening = await openingById(tx, params.id);
      if (!opening) throw new ApiError("not_found");
      return opening;
    },
    deps,
  );
}
