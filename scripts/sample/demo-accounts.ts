import type { Role } from "../../server/domain/names.ts";

/** Everybody's password in the sample town, and nowhere else. */
export const DEMO_PASSWORD = "demo";

/** The people of the sample town, one for each role, and one for each owner unit. */
export const DEMO_ACCOUNTS: readonly {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** The personnel number: sixteen people, none of whom is another. */
  readonly personNumber: string;
  /** Type of the unit the account acts for. */
  readonly unitType?: string;
}[] = [
  { username: "admin", personNumber: "DEMO-01", displayName: "系统管理员", role: "ADMIN" },
  { username: "seat", personNumber: "DEMO-02", displayName: "座席员 陈", role: "SEAT_OPERATOR" },
  { username: "lead", personNumber: "DEMO-03", displayName: "值班长 李", role: "SHIFT_LEAD" },
  { username: "grid", personNumber: "DEMO-04", displayName: "网格员 黄", role: "GRID_WORKER" },
  {
    username: "dept",
    personNumber: "DEMO-05",
    displayName: "街道城建办",
    role: "STREET_DEPT",
    unitType: "STREET_DEPT",
  },
  {
    username: "contractor",
    personNumber: "DEMO-06",
    displayName: "抢修施工队",
    role: "CONTRACTOR",
    unitType: "CONTRACTOR",
  },
  {
    username: "convener",
    personNumber: "DEMO-07",
    displayName: "会商召集人",
    role: "CONVENER",
    unitType: "CONVENER",
  },
  { username: "auditor", personNumber: "DEMO-08", displayName: "审计员", role: "AUDITOR" },
  {
    username: "water",
    personNumber: "DEMO-09",
    displayName: "供水公司",
    role: "OWNER_UNIT",
    unitType: "WATER_SUPPLY",
  },
  {
    username: "drainage",
    personNumber: "DEMO-10",
    displayName: "排水公司",
    role: "OWNER_UNIT",
    unitType: "DRAINAGE",
  },
  {
    username: "power",
    personNumber: "DEMO-11",
    displayName: "供电局",
    role: "OWNER_UNIT",
    unitType: "POWER",
  },
  {
    username: "telecom",
    personNumber: "DEMO-12",
    displayName: "电信公司",
    role: "OWNER_UNIT",
    unitType: "TELECOM",
  },
  { username: "gas", personNumber: "DEMO-13", displayName: "燃气公司", role: "OWNER_UNIT", unitType: "GAS" },
  {
    username: "lighting",
    personNumber: "DEMO-14",
    displayName: "路灯管理所",
    role: "OWNER_UNIT",
    unitType: "STREET_LIGHTING",
  },
  {
    username: "traffic",
    personNumber: "DEMO-15",
    displayName: "交警设施",
    role: "OWNER_UNIT",
    unitType: "POLICE_TRAFFIC",
  },
  {
    username: "property",
    personNumber: "DEMO-16",
    displayName: "物业公司",
    role: "OWNER_UNIT",
    unitType: "PROPERTY_MANAGEMENT",
  },
];
