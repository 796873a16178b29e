import type { Calendar } from "../../server/domain/clocks/working-time.ts";
import type { RulePack } from "../../server/domain/clocks/rules.ts";
import type { Actor, Instant, Role } from "../../server/domain/names.ts";

/** Who lives in the street that is searched: few, and two of a role where a second person matters. */

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

export const WATER = uuid(1);
/** Dissolved, or merged into its heir, in some of the lives. */
export const POWER = uuid(2);
export const HEIR = uuid(3);
export const DEPARTMENT = uuid(4);
/** What lies across the boundary is its. */
export const NEXT_STREET = uuid(5);
export const COMPONENT = uuid(9);
export const caseId = (n: number): string => uuid(100 + n);
/** Letters, evidence and inquiries; the next free one is part of a life, so that a life told again has the same ids. */
export const freshId = (n: number): string => uuid(10_000 + n);
export const photoId = (n: number): string => uuid(900_000 + n);
export const THE_SAME_PHOTO = photoId(0);
/** Another upload of the same bytes. */
export const UPLOADED_AGAIN = photoId(50_000);
/** What whoever reported a case took of the hole. */
export const reportersPhoto = (at: number): string => photoId(60_000 + at);

const NAMES: Readonly<Record<string, string>> = {
  [WATER]: "the water company",
  [POWER]: "the power company",
  [HEIR]: "the heir of the power company",
  [DEPARTMENT]: "the department",
  [NEXT_STREET]: "the next street",
};
export const nameOf = (unitId: string): string => NAMES[unitId] ?? unitId;

export interface Person {
  readonly name: string;
  readonly actor: Actor;
}

const person = (name: string, role: Role, unitId: string | null = null): Person => ({
  name,
  actor: { accountId: name, role, unitId },
});
/** A further account of somebody of that name. */
const again = (name: string, of: string, role: Role): Person => ({
  name,
  actor: { accountId: name, role, unitId: null, personAccountIds: [of] },
});

export const NOBODY: Person = {
  name: "the mechanism",
  actor: { accountId: null, role: "SYSTEM", unitId: null },
};

export const CAST: readonly Person[] = [
  person("seat operator", "SEAT_OPERATOR"),
  again("shift lead at the seat", "shift lead", "SEAT_OPERATOR"),
  again("shift lead", "shift lead at the seat", "SHIFT_LEAD"),
  person("second shift lead", "SHIFT_LEAD"),
  person("grid worker", "GRID_WORKER"),
  person("second grid worker", "GRID_WORKER"),
  person("street department", "STREET_DEPT", DEPARTMENT),
  person("next street", "STREET_DEPT", NEXT_STREET),
  person("contractor", "CONTRACTOR", DEPARTMENT),
  person("convener", "CONVENER"),
  person("second convener", "CONVENER"),
  person("auditor", "AUDITOR"),
  person("administrator", "ADMIN"),
  person("water company", "OWNER_UNIT", WATER),
  person("power company", "OWNER_UNIT", POWER),
];

/** Whose account that is, said apart from what the product knows of persons: it is searched, not believed. */
export function onePerson({ accountId }: Actor, other: string | null): boolean {
  const whose = (account: string | null) => account?.replace(" at the seat", "") ?? null;
  return other !== null && whose(accountId) === whose(other);
}

/** Those of the cast who have one of these roles. */
export function castOf(roles: readonly Role[]): readonly Person[] {
  return CAST.filter(({ actor }) => roles.some((role) => role === actor.role));
}

/** A Tuesday, 10:00 in Foshan. */
export const START: Instant = "2026-03-03T02:00:00.000Z";

/** Everything by the defaults of the product, so that a step that is added has its clock here, too. */
export const RULES: RulePack = {
  id: "searched",
  version: 1,
  nameZh: "默认",
  nameEn: "Default",
  sourceText: "the defaults",
  validFrom: "2020-01-01",
  steps: {},
  repairs: [
    {
      id: "R01",
      clock: "URGENT_HOUR",
      minutes: 120,
      classes: ["0101-0114"],
      defects: ["MISSING"],
      criterionZh: "",
      closeZh: "",
    },
  ],
  otherRepair: null,
};

/** Monday to Friday; asked often, so remembered. */
const workdays = new Map<string, boolean>();
export const WEEKDAYS: Calendar = {
  covers: () => true,
  isWorkday: (day) => {
    let known = workdays.get(day);
    if (known === undefined) {
      known = ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
      workdays.set(day, known);
    }
    return known;
  },
};
