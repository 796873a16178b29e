import type { Express } from "express";
import { z } from "zod";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import { ApiError } from "../contract/errors.ts";
import * as contract from "../contract/registry.ts";
import { asViewer } from "../access/as-viewer.ts";
import { pageOf, readCursor } from "../http/cursor.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount } from "../http/mount.ts";
import { historyOf } from "../store/history-queries.ts";
import { correct, register } from "./commands.ts";
import { componentDetail, componentsPage, countComponents, nearestComponents } from "./component-queries.ts";
import { identifyComponent } from "./identification.ts";
import { exportComponents } from "./export.ts";
import { mountChanges } from "./changes/routes.ts";
import { mountPlaces } from "./places/routes.ts";
import { searchEverything } from "./search-queries.ts";
import { mountUnits } from "./units/routes.ts";

const AfterId = z.tuple([z.uuid()]);

/** The registry: find, register, correct, export; places; units. */
export function mountRegistry(app: Express, deps: HttpDeps): void {
  mount(
    app,
    contract.listComponents,
    async ({ query, viewer, database }) => {
      const { cursor, limit, ...filter } = query;
      const after = readCursor(cursor, AfterId)?.[0] ?? null;
      return await asViewer(database, viewer, async (queries) => {
        const page = pageOf(await componentsPage(queries, viewer, filter, after, limit), limit, (row) => [
          row.id,
        ]);
        return { ...page, total: after === null ? await countComponents(queries, viewer, filter) : null };
      });
    },
    deps,
  );

  mount(
    app,
    contract.exportComponents,
    async ({ query, viewer, database, response }) => {
      await exportComponents(database, viewer, query, response);
      return undefined;
    },
    deps,
  );

  mount(
    app,
    contract.nearComponents,
    async ({ query, viewer, database }) => ({
      items: await asViewer(database, viewer, (queries) => nearestComponents(queries, viewer, query)),
    }),
    deps,
  );

  mount(
    app,
    contract.getComponent,
    async ({ params, viewer, database }) => {
      const detail = await asViewer(database, viewer, (queries) =>
        componentDetail(queries, viewer, params.id),
      );
      if (!detail) throw new ApiError("not_found");
      return detail;
    },
    deps,
  );

  mount(
    app,
    contract.componentHistory,
    async ({ params, query, viewer, database }) => {
      await refuseUnseen(database, params.id, viewer);
      return await historyOf(database, viewer, { componentId: params.id }, query);
    },
    deps,
  );

  mount(app, contract.registerComponent, ({ body, tx }) => register(tx, body), deps);
  mount(
    app,
    contract.commandComponent,
    ({ params, body, tx, expectedVersion }) =>
      body.type === "IDENTIFY" || body.type === "UNDO_IDENTIFICATION"
        ? identifyComponent(tx, params.id, body, expectedVersion)
        : correct(tx, params.id, body, expectedVersion),
    deps,
  );

  mountChanges(app, deps);

  mount(
    app,
    contract.search,
    async ({ query, viewer, database }) => {
      const near =
        query.lon !== undefined && query.lat !== undefined ? { lon: query.lon, lat: query.lat } : null;
      return {
        items: await asViewer(database, viewer, (queries) =>
          searchEverything(queries, viewer, query.q, query.limit, near),
        ),
      };
    },
    deps,
  );

  mountPlaces(app, deps);
  mountUnits(app, deps);
}
