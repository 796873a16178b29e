import { CASE_COMMANDS } from "../../server/domain/case/commands.ts";
import { INQUIRY_COMMANDS } from "../../server/domain/inquiry/commands.ts";
import { CASE_STATES, INQUIRY_STATES, type Role } from "../../server/domain/names.ts";

/** One command of a track, as the law book tells it. */
interface TrackCommand {
  readonly name: string;
  readonly from: readonly string[];
  readonly roles: readonly Role[];
  readonly own: boolean;
  readonly alsoByMechanism: boolean;
  readonly guarded: boolean;
  readonly needs: readonly string[];
}

/** As much of a declaration as the tables tell; this is the only place that knows how declarations are written. */
interface Row {
  readonly from: readonly string[];
  readonly roles: readonly Role[];
  readonly own?: true;
  readonly alsoByMechanism?: true;
  readonly guard?: unknown;
  readonly needs?: readonly { readonly need: string; readonly when?: unknown }[];
}

function commandsOf(table: Readonly<Record<string, Row>>): TrackCommand[] {
  return Object.entries(table).map(([name, { from, roles, own, alsoByMechanism, guard, needs }]) => ({
    name,
    from,
    roles,
    own: own === true,
    alsoByMechanism: alsoByMechanism === true,
    guarded: guard !== undefined,
    needs: needs?.map(({ need, when }) => (when ? `${need} (sometimes)` : need)) ?? [],
  }));
}

/** States that a reader takes in as one; the longest that fits is said first. */
interface Group {
  readonly name: string;
  readonly states: readonly string[];
}

const CASE_ENDS = ["CLOSED", "VOID", "FORCED_CLOSED", "MERGED"];
const CASE_GROUPS: readonly Group[] = [
  { name: "any state", states: CASE_STATES },
  { name: "any open state", states: CASE_STATES.filter((state) => !CASE_ENDS.includes(state)) },
];
const INQUIRY_GROUPS: readonly Group[] = [
  { name: "any state but WITHDRAWN", states: INQUIRY_STATES.filter((state) => state !== "WITHDRAWN") },
  { name: "while sought (1)", states: ["OPENED", "CONSULTING", "SITE_SURVEY", "MEETING", "NOTICE"] },
];

const PEOPLE: Readonly<Record<Role, string>> = {
  ADMIN: "administrator",
  SEAT_OPERATOR: "seat",
  SHIFT_LEAD: "lead",
  GRID_WORKER: "grid worker",
  STREET_DEPT: "department",
  CONTRACTOR: "contractor",
  CONVENER: "convener",
  AUDITOR: "auditor",
  OWNER_UNIT: "owner unit",
};
const ORDER = Object.keys(PEOPLE) as Role[];

export const caseTable = (): string => table(commandsOf(CASE_COMMANDS), CASE_GROUPS);

export const inquiryTable = (): string =>
  `${table(commandsOf(INQUIRY_COMMANDS), INQUIRY_GROUPS)}\n\n(1) OPENED, CONSULTING, SITE_SURVEY, MEETING, NOTICE.`;

function table(commands: readonly TrackCommand[], groups: readonly Group[]): string {
  const rows = commands.map(({ name, from, roles, own, alsoByMechanism, guarded, needs }) => {
    const people = ORDER.filter((role) => roles.includes(role)).map((role) => PEOPLE[role]);
    const who = [...people, ...(alsoByMechanism ? ["the mechanism"] : [])].join(", ");
    return `| \`${name}\` | ${said(from, groups)} | ${who} | ${own ? "own only" : ""} | ${guarded ? "guarded" : ""} | ${needs.join(", ")} |`;
  });
  return ["| command | from | who | | | needs |", "|---|---|---|---|---|---|", ...rows].join("\n");
}

function said(states: readonly string[], groups: readonly Group[]): string {
  const group = groups.find((one) => one.states.every((state) => states.includes(state)));
  const others = states.filter((state) => !group?.states.includes(state));
  return [...(group ? [group.name] : []), ...others].join(", ");
}
