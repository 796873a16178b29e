import { caseOpen, type CaseFile } from "../../case/state.ts";
import { atWork } from "../../case/unit-gone.ts";
import type { UnitGone } from "../../unit-gone.ts";
import type { Command, Context, Dossier } from "../dossier.ts";
import { unitsBeside } from "../../case/assignments.ts";
import { fallToDepartment } from "./sending.ts";

/** A unit goes out of the cases that it was sent to, whatever they are at: it is no more, or may see the thing no more. */

export function atWorkOn(unitId: string, { cases }: Dossier): readonly CaseFile[] {
  return cases.filter((file) => caseOpen(file) && atWork(file, unitId));
}

export function succeedUnit(id: string, gone: UnitGone): Command {
  return { on: "case", id, command: { type: "SUCCEED_UNIT", ...gone } };
}

/** What it answered for is the department's of the place, what it did beside another nobody's. */
export function relievedOf(fromUnitId: string, dossier: Dossier, { departmentUnitId }: Context): Command[] {
  const heir = departmentUnitId === fromUnitId ? null : departmentUnitId;
  return atWorkOn(fromUnitId, dossier).map(({ id, unitId }) =>
    succeedUnit(id, { fromUnitId, toUnitId: unitId === fromUnitId ? heir : null }),
  );
}

/**
 * The component became a restricted one: to every unit but the street's own department its cases do not exist any more, so they
 * are the department's (docs/domain.md#d26).
 */
export function hidden(dossier: Dossier, context: Context): Command[] {
  const { departmentUnitId } = context;
  const others = (file: CaseFile) =>
    [...(file.unitId === null ? [] : [file.unitId]), ...unitsBeside(file)].filter(
      (unitId) => unitId !== departmentUnitId,
    );
  const open = dossier.cases.filter((file) => caseOpen(file) && others(file).length > 0);
  return [
    ...open
      .filter(({ unitId }) => unitId !== null && unitId !== departmentUnitId)
      .flatMap((file) => fallToDepartment(file, dossier, context, "RESTRICTED", { beside: false })),
    ...[...new Set(open.flatMap(others))].flatMap((unitId) => relievedOf(unitId, dossier, context)),
  ];
}
