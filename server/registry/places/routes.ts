import type { Express } from "express";
import * as contract from "../../contract/places.ts";
import type { HttpDeps } from "../../http/deps.ts";
import { mount } from "../../http/mount.ts";
import { departmentAt } from "../../store/dossier-queries.ts";
import { asViewer } from "../../access/as-viewer.ts";
import { doubtOf } from "./plausibility.ts";
import { PLACES, setHomeStreet, setRules } from "./commands.ts";
import { placesAsSet, unitById } from "./queries.ts";

/** Which department acts where nobody owns, and which street this installation serves. */
export function mountPlaces(app: Express, deps: HttpDeps): void {
  mount(app, contract.readPlaces, ({ database }) => placesAsSet(database, PLACES), deps);
  mount(
    app,
    contract.setPlaceRules,
    ({ body, tx, expectedVersion }) => setRules(tx, body, expectedVersion),
    deps,
  );
  mount(
    app,
    contract.setHome,
    ({ body, tx, expectedVersion }) => setHomeStreet(tx, body, expectedVersion),
    deps,
  );
  mount(
    app,
    contract.plausiblePlace,
    async ({ query, viewer, database }) => ({
      doubt: await asViewer(database, viewer, (queries) => doubtOf(queries, query)),
    }),
    deps,
  );
  mount(
    app,
    contract.departmentOfPlace,
    async ({ query, database }) => {
      const unitId = await departmentAt(database, query.lon, query.lat);
      return { unit: unitId === null ? null : await unitById(database, unitId) };
    },
    deps,
  );
}
