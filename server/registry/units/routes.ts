import type { Express } from "express";
import * as contract from "../../contract/units.ts";
import { newId } from "../../db/id.ts";
import type { HttpDeps } from "../../http/deps.ts";
import { mount } from "../../http/mount.ts";
import { adoptOnlyDepartment } from "../places/commands.ts";
import { change, tell } from "./commands.ts";
import { insertUnits, unitsMatching } from "./queries.ts";

export function mountUnits(app: Express, deps: HttpDeps): void {
  mount(
    app,
    contract.listUnits,
    async ({ query, database }) => ({ items: await unitsMatching(database, query) }),
    deps,
  );

  mount(
    app,
    contract.addUnit,
    async ({ body, tx }) => {
      const id = newId();
      await insertUnits(tx, [{ id, ...body, divisionCode: null }]);
      await tell(tx, id, "UNIT_ADDED", { ...body });
      if (body.unitType === "STREET_DEPT") await adoptOnlyDepartment(tx, id);
      return { id, version: 1 };
    },
    deps,
  );

  mount(
    app,
    contract.changeUnit,
    ({ params, body, tx, expectedVersion }) => change(tx, params.id, body, expectedVersion),
    deps,
  );
}
