import { callsMissing, caseOpen, stateBefore, type CaseFile } from "../../case/state.ts";
import type { Defect, PhysicalState } from "../../names.ts";
import type { Command, Dossier } from "../dossier.ts";

/** What a case says about the state of the thing itself (docs/domain.md#d3). */

/** A missing lid makes the component LOST; it stays on the map with its dossier. */
export function lost(file: CaseFile, dossier: Dossier): Command[] {
  return file.defect === "MISSING" ? stated("LOST", file, dossier) : [];
}

/** Repaired, it is whole again: a lost lid when a lid was put on it, a damaged one when the damage was mended. */
export function mended(file: CaseFile, dossier: Dossier): Command[] {
  const { component } = dossier;
  if (component?.physicalState === "LOST") return back(file, dossier, "INTACT");
  return component?.physicalState === "DAMAGED" && !LEAVES_DAMAGE.has(file.defect)
    ? stated("INTACT", file, dossier)
    : [];
}

/** The lid was never gone: the thing is what it was before this case said so. */
export function found(file: CaseFile, dossier: Dossier): Command[] {
  return back(file, dossier, stateBefore(file) ?? "INTACT");
}

/** The lid is there, and no other open case says that it is missing. */
function back(file: CaseFile, dossier: Dossier, to: PhysicalState): Command[] {
  const gone = dossier.cases.some(
    (other) => other.id !== file.id && callsMissing(other) && caseOpen(other) && !other.repairedAt,
  );
  return callsMissing(file) && !gone && dossier.component?.physicalState === "LOST"
    ? stated(to, file, dossier)
    : [];
}

/** Mending these leaves a broken thing broken. */
const LEAVES_DAMAGE: ReadonlySet<Defect> = new Set([
  "NOISY",
  "CLOGGED",
  "OVERFLOW",
  "SUNKEN",
  "RAISED",
  "HEIGHT_DIFF",
  "LAMP_OUT",
  "SCHEDULE",
  "DOOR_OPEN",
]);

function stated(physicalState: PhysicalState, { componentId: id }: CaseFile, dossier: Dossier): Command[] {
  return dossier.component && dossier.component.physicalState !== physicalState
    ? [{ on: "component", id, command: { type: "SET_PHYSICAL_STATE", physicalState } }]
    : [];
}
