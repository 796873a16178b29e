import type { Role } from "./names.ts";

/** Who does not work for the street or the city. All of them see a part only, behind two lines: a condition and row security. */
const OUTSIDERS = ["OWNER_UNIT", "CONTRACTOR"] as const satisfies readonly Role[];
export type Outsider = (typeof OUTSIDERS)[number];

export function isOutsider(role: string): role is Outsider {
  return (OUTSIDERS as readonly string[]).includes(role);
}

/**
 * Who may do what (docs/domain.md#roles), apart from the commands on one case or inquiry, which have tables of their own
 * (`case/table.ts`, `inquiry/table.ts`). Endpoints take their access from here, the UI its menus.
 */
export const MAY = {
  seeRegistry: [
    "ADMIN",
    "SEAT_OPERATOR",
    "SHIFT_LEAD",
    "GRID_WORKER",
    "STREET_DEPT",
    "CONTRACTOR",
    "CONVENER",
    "AUDITOR",
    "OWNER_UNIT",
  ],
  correctRegistry: ["ADMIN", "SHIFT_LEAD", "SEAT_OPERATOR"],
  // Who decides what another has proposed about the register comes in by the same door; the rest is not his (component/table.ts).
  commandComponent: ["ADMIN", "SHIFT_LEAD", "SEAT_OPERATOR", "CONVENER"],
  // Whose past days a correction moves, and the desk with that unit's letter (docs/domain.md#guard-5).
  answerCorrection: ["OWNER_UNIT", "CONTRACTOR", "SEAT_OPERATOR", "SHIFT_LEAD"],
  // What waits for a second person; units and contractors find there what they are asked.
  seeRegisterChanges: [
    "ADMIN",
    "SHIFT_LEAD",
    "SEAT_OPERATOR",
    "CONVENER",
    "AUDITOR",
    "OWNER_UNIT",
    "CONTRACTOR",
  ],
  registerComponent: ["ADMIN", "SHIFT_LEAD", "SEAT_OPERATOR", "GRID_WORKER"],
  exportRegistry: ["ADMIN", "SHIFT_LEAD", "SEAT_OPERATOR", "CONVENER", "AUDITOR", "OWNER_UNIT"],
  importData: ["ADMIN"],
  seeCases: [
    "ADMIN",
    "SEAT_OPERATOR",
    "SHIFT_LEAD",
    "GRID_WORKER",
    "STREET_DEPT",
    "CONTRACTOR",
    "CONVENER",
    "AUDITOR",
    "OWNER_UNIT",
  ],
  reportCase: ["SEAT_OPERATOR", "SHIFT_LEAD", "GRID_WORKER", "STREET_DEPT", "OWNER_UNIT"],
  // Whoever says where something is: to report it, or to register it.
  pointOut: ["ADMIN", "SEAT_OPERATOR", "SHIFT_LEAD", "GRID_WORKER", "STREET_DEPT", "OWNER_UNIT"],
  commandCase: [
    "SEAT_OPERATOR",
    "SHIFT_LEAD",
    "GRID_WORKER",
    "STREET_DEPT",
    "CONTRACTOR",
    "CONVENER",
    "OWNER_UNIT",
  ],
  seeReporter: ["SEAT_OPERATOR", "SHIFT_LEAD"],
  seeInquiries: [
    "ADMIN",
    "SEAT_OPERATOR",
    "SHIFT_LEAD",
    "GRID_WORKER",
    "STREET_DEPT",
    "CONVENER",
    "AUDITOR",
    "OWNER_UNIT",
  ],
  openInquiry: ["SEAT_OPERATOR", "SHIFT_LEAD", "CONVENER"],
  commandInquiry: [
    "SEAT_OPERATOR",
    "SHIFT_LEAD",
    "GRID_WORKER",
    "STREET_DEPT",
    "CONVENER",
    "AUDITOR",
    "OWNER_UNIT",
  ],
  disclaim: ["OWNER_UNIT", "SEAT_OPERATOR", "SHIFT_LEAD"],
  seeInbox: ["OWNER_UNIT"],
  seeCandidates: [
    "SEAT_OPERATOR",
    "SHIFT_LEAD",
    "GRID_WORKER",
    "STREET_DEPT",
    "CONVENER",
    "AUDITOR",
    "ADMIN",
  ],
  seeCleanUp: ["SEAT_OPERATOR", "SHIFT_LEAD", "CONVENER", "AUDITOR", "ADMIN"],
  runCleanUp: ["SEAT_OPERATOR", "SHIFT_LEAD"],
  openInBulk: ["SEAT_OPERATOR", "SHIFT_LEAD"],
  undoOpening: ["SHIFT_LEAD"],
  seeModels: ["ADMIN", "AUDITOR"],
  switchModel: ["ADMIN"],
  readHistory: ["ADMIN", "SEAT_OPERATOR", "SHIFT_LEAD", "STREET_DEPT", "CONVENER", "AUDITOR"],
  // Whose covers nobody is told of (docs/domain.md#d26): who answers for the street, decides, audits and registers. Everybody else of
  // the street sees one only while a case is open on it, for a hole is a hole.
  seeRestricted: ["ADMIN", "SHIFT_LEAD", "CONVENER", "AUDITOR"],
  readAccountEvents: ["ADMIN", "AUDITOR"],
  audit: ["AUDITOR", "ADMIN", "CONVENER"],
  seeInsight: ["ADMIN", "SHIFT_LEAD", "CONVENER", "AUDITOR"],
  manageUnits: ["ADMIN"],
  manageAccounts: ["ADMIN"],
  manageRules: ["ADMIN"],
  // The second person for time limits. The convener already signs what binds several departments (docs/domain.md#roles),
  // and a street
  // with one administrator must be able to change its rules; the shift lead is measured by these clocks and sets none of them.
  confirmRules: ["ADMIN", "CONVENER"],
  // Who measures by the clocks, or is measured by them in the office, may see by which days and hours they run.
  seeCalendar: ["ADMIN", "SEAT_OPERATOR", "SHIFT_LEAD", "CONVENER", "AUDITOR"],
  keepCalendar: ["ADMIN"],
  administerPlaces: ["ADMIN"],
  // Of a training town only; whether a database is one is asked besides (server/training).
  moveTrainingClock: ["ADMIN"],
  uploadPhoto: [
    "ADMIN",
    "SEAT_OPERATOR",
    "SHIFT_LEAD",
    "GRID_WORKER",
    "STREET_DEPT",
    "CONTRACTOR",
    "CONVENER",
    "OWNER_UNIT",
  ],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof MAY;

export function may(role: Role, permission: Permission): boolean {
  return (MAY[permission] as readonly Role[]).includes(role);
}

export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(MAY) as Permission[]).filter((permission) => may(role, permission));
}
