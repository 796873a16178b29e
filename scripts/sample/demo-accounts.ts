import type { Role } from "../../server/domain/names.ts";

/** Everybody's password in the sample town, and nowhere else. */
export const DEMO_PASSWORD = "demo";

/** The people of the sample town, one for each role, and one for each owner unit. */
export const DEMO_ACCOUNTS: readonly {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** Type of the unit the account acts for. */
  readonly unitType?: string;
}[] = [
  { username: "admin", displayName: "系统管理员", role: "ADMIN" },
  { username: "seat", displayName: "座席员 陈", role: "SEAT_OPERATOR" },
  { username: "lead", displayName: "值班长 李", role: "SHIFT_LEAD" },
  { username: "grid", displayName: "网格员 黄", role: "GRID_WORKER" },
  { username: "dept", displayName: "街道城建办", role: "STREET_DEPT", unitType: "STREET_DEPT" },
  { username: "contractor", displayName: "抢修施工队", role: "CONTRACTOR", unitType: "CONTRACTOR" },
  { username: "convener", displayName: "会商召集人", role: "CONVENER", unitType: "CONVENER" },
  { username: "auditor", displayName: "审计员", role: "AUDITOR" },
  { username: "water", displayName: "供水公司", role: "OWNER_UNIT", unitType: "WATER_SUPPLY" },
  { username: "drainage", displayName: "排水公司", role: "OWNER_UNIT", unitType: "DRAINAGE" },
  { username: "power", displayName: "供电局", role: "OWNER_UNIT", unitType: "POWER" },
  { username: "telecom", displayName: "电信公司", role: "OWNER_UNIT", unitType: "TELECOM" },
  { username: "gas", displayName: "燃气公司", role: "OWNER_UNIT", unitType: "GAS" },
  { username: "lighting", displayName: "路灯管理所", role: "OWNER_UNIT", unitType: "STREET_LIGHTING" },
  { username: "traffic", displayName: "交警设施", role: "OWNER_UNIT", unitType: "POLICE_TRAFFIC" },
  { username: "property", displayName: "物业公司", role: "OWNER_UNIT", unitType: "PROPERTY_MANAGEMENT" },
];
