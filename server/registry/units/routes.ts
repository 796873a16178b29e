import type { Express } from "express";
import { ApiError } from "../../contract/errors.ts";
import * as contract from "../../contract/units.ts";
import type { BodyOf } from "../../contract/endpoint.ts";
import type { Tx } from "../../db/actor.ts";
import { newId } from "../../db/id.ts";
import type { HttpDeps } from "../../http/deps.ts";
import { mount } from "../../http/mount.ts";
import { record } from "../../store/append.ts";
import {
  endUnit,
  insertUnits,
  lockUnit,
  moveRoles,
  renameUnit,
  unitsMatching,
  type UnitForChange,
} from "./queries.ts";

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
      return { id, version: 1 };
    },
    deps,
  );

  mount(
    app,
    contract.changeUnit,
    async ({ params, body, tx, expectedVersion }) => {
      const unit = await lockUnit(tx, params.id);
      if (!unit) throw new ApiError("not_found");
      if (expectedVersion !== undefined && expectedVersion !== unit.version)
        throw new ApiError("stale_version", { seen: expectedVersion, current: unit.version });
      if (unit.validTo !== null) throw new ApiError("conflict", { reason: "the unit has ended" });
      if (body.on <= unit.validFrom)
        throw new ApiError("conflict", { reason: "the day lies before the unit began" });
      const componentsMoved = await change(tx, unit, body);
      const { type, ...data } = body;
      await tell(tx, unit.id, KINDS[type], { ...data, componentsMoved });
      return { id: unit.id, version: unit.version + 1, componentsMoved };
    },
    deps,
  );
}

const KINDS = {
  RENAME: "UNIT_RENAMED",
  MERGE_INTO: "UNIT_MERGED",
  SPLIT: "UNIT_SPLIT",
  DISSOLVE: "UNIT_DISSOLVED",
} as const;

/** 民法典 67: whoever takes a unit over takes its components; a split leaves them with the first until allocated. */
async function change(
  tx: Tx,
  unit: UnitForChange,
  body: BodyOf<typeof contract.changeUnit>,
): Promise<number> {
  switch (body.type) {
    case "RENAME":
      await renameUnit(tx, unit.id, body.nameZh, body.nameEn);
      return 0;
    case "MERGE_INTO": {
      const successor = await lockUnit(tx, body.successorId);
      if (!successor || successor.id === unit.id || successor.validTo !== null)
        throw new ApiError("unknown_reference", { what: "successorId" });
      await endUnit(tx, unit.id, body.on, "MERGER", [successor.id], body.document);
      return await moveRoles(tx, unit.id, successor.id, body.on, "MERGER", body.document);
    }
    case "SPLIT": {
      const successors = body.successors.map((given) => ({
        ...given,
        id: newId(),
        unitType: unit.unitType,
        validFrom: body.on,
        phone: null,
        divisionCode: unit.divisionCode,
      }));
      await insertUnits(tx, successors);
      await endUnit(
        tx,
        unit.id,
        body.on,
        "SPLIT",
        successors.map((successor) => successor.id),
        body.document,
      );
      return await moveRoles(
        tx,
        unit.id,
        successors[0]?.id ?? null,
        body.on,
        "SPLIT_UNALLOCATED",
        body.document,
      );
    }
    case "DISSOLVE":
      await endUnit(tx, unit.id, body.on, "DISSOLVED", [], body.document);
      return await moveRoles(tx, unit.id, null, body.on, "DISSOLVED", body.document);
  }
}

async function tell(tx: Tx, id: string, kind: string, data: object): Promise<void> {
  await record(tx, [
    {
      stream: "unit",
      streamId: id,
      kind,
      data,
      componentId: null,
      divisionCode: null,
      occurredAt: new Date().toISOString(),
    },
  ]);
}
