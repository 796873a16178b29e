import type { Instant } from "../names.ts";
import { assignments, unitsBeside } from "./assignments.ts";
import type { CaseFile } from "./state.ts";
import { SENDABLE } from "./steps.ts";
import type { UnitGone } from "../unit-gone.ts";

/** What becomes of a case when a unit of it is no more, or may see it no more (docs/domain.md#d4, docs/domain.md#d26). */

/** Whether a unit answers for a case or works beside whoever does. */
export function atWork(file: CaseFile, unitId: string): boolean {
  return file.unitId === unitId || unitsBeside(file).includes(unitId);
}

/** Its part is the other's from now on; nobody is asked to acknowledge what rests. */
export function unitSucceeded(file: CaseFile, { fromUnitId, toUnitId }: UnitGone, at: Instant): CaseFile {
  const known = assignments(file);
  const ended = known.map((sent) =>
    sent.to === null && sent.unitId === fromUnitId ? { ...sent, to: at } : sent,
  );
  const already = known.some((sent) => sent.to === null && sent.unitId === toUnitId);
  const sentTo =
    toUnitId === null || already
      ? ended
      : [...ended, { unitId: toUnitId, from: at, to: null, acknowledgedAt: null }];
  const { handedOver } = file;
  const over =
    handedOver?.unitId === fromUnitId && toUnitId !== null
      ? { handedOver: { ...handedOver, unitId: toUnitId } }
      : {};
  if (file.unitId !== fromUnitId) return { ...file, ...over, sentTo };
  const nobody = toUnitId === null && SENDABLE.includes(file.state);
  const later = toUnitId === null && file.state === "SUSPENDED";
  return {
    ...file,
    ...over,
    sentTo,
    unitId: toUnitId,
    state: nobody ? "RETURNED" : file.state,
    stateBeforeSuspension: later ? "RETURNED" : file.stateBeforeSuspension,
  };
}
