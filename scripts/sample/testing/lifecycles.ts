import * as fc from "fast-check";
import type { Command } from "../../../server/domain/mechanism/dossier.ts";
import { GRID, held, person, SEAT, STREET, Street, UNITS } from "../../../server/domain/mechanism/testing.ts";
import { aimed, step, type Step } from "./wishes.ts";

const life = fc.array(step, { minLength: 5, maxLength: 40 });
const BEGINNINGS = [
  "ownerless",
  "danger",
  "owned danger",
  "asked",
  "announced",
  "noisy",
  "repaired",
  "claimed twice",
] as const;
type Beginning = (typeof BEGINNINGS)[number];

function begin(how: Beginning): Street {
  const street = new Street(how === "owned danger" ? { roles: [held("owner", UNITS[0])] } : {});
  if (how === "ownerless") return street;
  street.file(how === "noisy" ? { danger: false, defect: "NOISY" } : {});
  if (how === "noisy")
    street.case(SEAT, {
      type: "DISPATCH",
      unitId: UNITS[0],
      substituteHandling: false,
      emergencyReason: null,
    });
  if (how === "asked" || how === "announced") street.pass(2880);
  if (how === "announced") {
    street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: [], observation: { lettering: "无" } });
    street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
    street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "site" });
    street.pass(7200);
  }
  if (how === "claimed twice")
    for (const [n, unit] of UNITS.entries())
      street.inquiry(person("OWNER_UNIT", unit), {
        type: "ANSWER",
        unitId: unit,
        answer: n < 2 ? "CLAIM" : "DENY",
        reasonCode: null,
        evidence: [],
      });
  if (how === "repaired") {
    street.case(STREET, { type: "MAKE_SAFE", photoIds: ["plate"], measure: "plate" });
    street.case(STREET, { type: "REPAIR", photoIds: ["p"], measure: "lid", material: null, loadClass: null });
  }
  return street;
}

/** Lets the time of a step pass. */
export function wait(street: Street, { wait: minutes, sweep }: Step): void {
  if (sweep) street.pass(minutes);
  else street.now = new Date(Date.parse(street.now) + minutes * 60_000).toISOString();
}

/** Lives `steps`, calling `look` after each wish that was granted. */
export function live(
  street: Street,
  steps: readonly Step[],
  look: (street: Street, granted: Command) => void,
): void {
  for (const one of steps) {
    wait(street, one);
    for (const wanted of one.wishes) {
      const { actor, command: given } = aimed(wanted, street);
      if (street.try(actor, given) !== null) continue;
      look(street, given);
      break;
    }
  }
}

const RUNS = {
  numRuns: Number(process.env["FC_RUNS"] ?? 80),
  ...(process.env["FC_SEED"] && { seed: Number(process.env["FC_SEED"]) }),
};
export const always = (
  check: (street: Street, steps: readonly Step[]) => void,
  runs: { numRuns: number; seed?: number } = RUNS,
): void =>
  fc.assert(
    fc.property(fc.constantFrom(...BEGINNINGS), life, (how, steps) => {
      check(begin(how), steps);
    }),
    runs,
  );
