import { clock } from "../../clock.ts";
import { ApiError } from "../../contract/errors.ts";
import type { changeUnit } from "../../contract/units.ts";
import type { BodyOf } from "../../contract/endpoint.ts";
import type { Tx } from "../../db/actor.ts";
import { newId } from "../../db/id.ts";
import { dayOf } from "../../domain/clocks/working-time.ts";
import { likelyOwners } from "../../inference/commands.ts";
import { endSessionsOf } from "../../auth/queries.ts";
import { recordAccountEvent } from "../../auth/record.ts";
import { record } from "../../store/append.ts";
import { refuseStale } from "../../store/refuse-stale.ts";
import { executeMany } from "../../store/execute-many.ts";
import { endUnit, insertUnits, lockUnit, renameUnit, type UnitForChange } from "./queries.ts";
import {
  accountsOf,
  componentsToMove,
  hasDuties,
  insertSuccession,
  lockSuccession,
  moveAccount,
  moveDuties,
  moveHoldings,
  noteProgress,
  type NewSuccession,
} from "./succession-queries.ts";

type Change = BodyOf<typeof changeUnit>;

/**
 * Components of one transaction. On the embedded engine nothing else is written meanwhile: about 6 ms each there on a busy
 * machine (9,177 covers: 95 s), 2 ms with PostgreSQL.
 */
const AT_ONCE = 200;
/** Where each is ranked anew for its letters, one query each. */
const AT_ONCE_ASKED = 25;

const KINDS = {
  RENAME: "UNIT_RENAMED",
  MERGE_INTO: "UNIT_MERGED",
  SPLIT: "UNIT_SPLIT",
  DISSOLVE: "UNIT_DISSOLVED",
} as const;

/**
 * What becomes of a unit, and with it of what it holds: the first components in the same transaction, the others in
 * chunks afterwards (`goOn`). Throws not_found, stale_version, conflict, unknown_reference.
 */
export async function change(
  tx: Tx,
  id: string,
  body: Change,
  expectedVersion: number | undefined,
): Promise<{ id: string; version: number; componentsMoved: number; componentsLeft: boolean }> {
  const unit = await lockUnit(tx, id);
  if (!unit) throw new ApiError("not_found");
  refuseStale(expectedVersion, unit.version);
  if (unit.validTo !== null) throw new ApiError("conflict", { reason: "the unit has ended" });
  if (body.on <= unit.validFrom)
    throw new ApiError("conflict", { reason: "the day lies before the unit began" });
  const succession = await decided(tx, unit, body);
  await insertSuccession(tx, succession);
  const { type, ...data } = body;
  await tell(tx, id, KINDS[type], { ...data, succession: succession.id, joint: succession.joint });
  const { moved, finished } = await goOn(tx, succession.id);
  return { id, version: unit.version + 1, componentsMoved: moved, componentsLeft: !finished };
}

/** 民法典 67: whoever takes a unit over takes its components; a split leaves them with the first until allocated. */
async function decided(tx: Tx, unit: UnitForChange, body: Change): Promise<NewSuccession> {
  const { on, document } = body;
  const base = { id: newId(), unitId: unit.id, on, document, joint: [] };
  switch (body.type) {
    case "RENAME":
      await renameUnit(tx, unit.id, body);
      return { ...base, successorId: unit.id, how: "RENAME" };
    case "MERGE_INTO": {
      const successor = await lockUnit(tx, body.successorId);
      if (!successor || successor.id === unit.id || successor.validTo !== null)
        throw new ApiError("unknown_reference", { what: "successorId" });
      await endUnit(tx, unit.id, on, "MERGER", [successor.id], document);
      await moveDuties(tx, unit.id, successor.id);
      await moveHoldings(tx, unit.id, successor.id);
      await closeAccounts(tx, unit.id, successor.id);
      return { ...base, successorId: successor.id, how: "MERGER" };
    }
    case "SPLIT": {
      const { unitType, divisionCode } = unit;
      const parts = body.successors.map((given) => ({
        ...given,
        id: newId(),
        unitType,
        validFrom: on,
        phone: null,
        divisionCode,
      }));
      await insertUnits(tx, parts);
      const joint = parts.map((part) => part.id);
      await endUnit(tx, unit.id, on, "SPLIT", joint, document);
      const [first] = joint;
      if (!first) throw new ApiError("unknown_reference", { what: "successors" });
      await moveDuties(tx, unit.id, first);
      await moveHoldings(tx, unit.id, first);
      // For which of the parts they speak from now on is the administrator's to say.
      await closeAccounts(tx, unit.id, null);
      return { ...base, successorId: first, how: "SPLIT", joint };
    }
    case "DISSOLVE":
      if (await hasDuties(tx, unit.id))
        throw new ApiError("conflict", { reason: "places depend on this department; merge it instead" });
      await endUnit(tx, unit.id, on, "DISSOLVED", [], document);
      return { ...base, successorId: null, how: "DISSOLVED" };
  }
}

/**
 * Moves the next components of a succession. Run twice or on two machines it moves nothing twice: a component that has
 * been moved has no role of the old unit's left, and one that was told of a new name lies behind the mark.
 */
export async function goOn(tx: Tx, successionId: string): Promise<{ moved: number; finished: boolean }> {
  const succession = await lockSuccession(tx, successionId);
  if (!succession) return { moved: 0, finished: false };
  const { unitId: fromUnitId, successorId: toUnitId, how, on, document, joint } = succession;
  // Nobody is without an owner before the day on which its owner ends.
  if (how === "DISSOLVED" && on > dayOf(clock.iso())) return { moved: 0, finished: false };
  if (how === "DISSOLVED") await closeAccounts(tx, fromUnitId, null);
  const limit = how === "DISSOLVED" ? AT_ONCE_ASKED : AT_ONCE;
  const componentIds = await componentsToMove(tx, succession, limit);
  await executeMany(tx, {
    componentIds,
    command: ({ component }) =>
      component && {
        on: "component",
        id: component.id,
        command: { type: "SUCCEED_HOLDER", fromUnitId, toUnitId, on, how, document, joint },
      },
    ...(how === "DISSOLVED" && { candidates: (id: string) => likelyOwners(tx, id, null) }),
  });
  const finished = componentIds.length < limit;
  await noteProgress(tx, successionId, {
    moved: componentIds.length,
    reached: componentIds.at(-1) ?? null,
    finished,
  });
  return { moved: componentIds.length, finished };
}

/** Nobody signs in for a unit that is no more: its people go over to the successor, or their accounts end. */
async function closeAccounts(tx: Tx, unitId: string, successorId: string | null): Promise<void> {
  for (const { id, username } of await accountsOf(tx, unitId)) {
    await moveAccount(tx, id, successorId);
    await endSessionsOf(tx, id);
    await recordAccountEvent(tx, id, {
      kind: successorId === null ? "ACCOUNT_DISABLED" : "ACCOUNT_CHANGED",
      data:
        successorId === null
          ? { disabled: true, unitEnded: unitId }
          : { unitId: successorId, unitEnded: unitId },
      notes: { username },
    });
  }
}

export async function tell(tx: Tx, id: string, kind: string, data: object): Promise<void> {
  await record(tx, [
    {
      stream: "unit",
      streamId: id,
      kind,
      data,
      componentId: null,
      divisionCode: null,
      occurredAt: clock.iso(),
    },
  ]);
}
