import type { ClassGroup, Defect } from "../../server/domain/names.ts";

/** Which defects a thing can have, the commonest first; a lamp is not clogged and a cover does not go out. */
const FITTING: Readonly<Record<ClassGroup, readonly Defect[]>> = {
  COVER: [
    "MISSING",
    "BROKEN",
    "CRACKED",
    "DISPLACED",
    "NOISY",
    "SUNKEN",
    "RAISED",
    "HEIGHT_DIFF",
    "SURROUND_BROKEN",
    "WRONG_COVER",
    "NO_FALL_PROTECTION",
    "OVERFLOW",
  ],
  GRATE: ["MISSING", "BROKEN", "CLOGGED", "DISPLACED", "SUNKEN", "OVERFLOW", "NOISY", "SURROUND_BROKEN"],
  CABINET: ["DOOR_OPEN", "DOOR_MISSING", "BROKEN", "TILTED", "WIRES_EXPOSED", "CORRODED", "ABANDONED"],
  POLE: ["TILTED", "FALLEN", "BROKEN", "WIRES_EXPOSED", "CORRODED", "ABANDONED"],
  LAMP: ["LAMP_OUT", "TILTED", "FALLEN", "BROKEN", "WIRES_EXPOSED", "DOOR_OPEN", "CORRODED"],
  OTHER: ["BROKEN", "MISSING", "DISPLACED", "TILTED", "FALLEN", "WIRES_EXPOSED", "CORRODED", "ABANDONED"],
};

export function defectsOf(group: ClassGroup): readonly Defect[] {
  return FITTING[group];
}

const DANGEROUS: ReadonlySet<Defect> = new Set([
  "MISSING",
  "BROKEN",
  "CRACKED",
  "DISPLACED",
  "FALLEN",
  "WIRES_EXPOSED",
  "OVERFLOW",
  "DOOR_MISSING",
]);

/** Whether a defect is a danger unless somebody says otherwise; the switch stays the reporter's. */
export function usuallyDangerous(defect: Defect): boolean {
  return DANGEROUS.has(defect);
}
