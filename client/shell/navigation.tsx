import {
  AimOutlined,
  AuditOutlined,
  BarChartOutlined,
  ClearOutlined,
  FileSearchOutlined,
  InboxOutlined,
  MobileOutlined,
  SettingOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Role } from "../../server/domain/names.ts";
import { may, type Permission } from "../../server/domain/permissions.ts";
import type shellZh from "./strings.zh.ts";

export interface Place {
  readonly key: Exclude<keyof typeof shellZh.nav, "label">;
  readonly to: string;
  readonly icon: ReactNode;
  readonly shown: (role: Role) => boolean;
}

const permitted =
  (permission: Permission) =>
  (role: Role): boolean =>
    may(role, permission);

/** The rail, top to bottom. A role sees only the places where it has something to do. */
const PLACES: readonly Place[] = [
  { key: "workbench", to: "/", icon: <AimOutlined />, shown: permitted("seeCases") },
  {
    key: "inquiries",
    to: "/inquiries",
    icon: <FileSearchOutlined />,
    shown: (role) => may(role, "seeInquiries") && role !== "OWNER_UNIT",
  },
  { key: "cleanUp", to: "/clean-up", icon: <ClearOutlined />, shown: permitted("seeCleanUp") },
  { key: "claims", to: "/claims", icon: <InboxOutlined />, shown: permitted("seeInbox") },
  {
    key: "field",
    to: "/field",
    icon: <MobileOutlined />,
    shown: (role) => role === "GRID_WORKER" || role === "STREET_DEPT" || role === "CONTRACTOR",
  },
  { key: "audit", to: "/audit", icon: <AuditOutlined />, shown: permitted("audit") },
  { key: "insight", to: "/insight", icon: <BarChartOutlined />, shown: permitted("seeInsight") },
  {
    key: "admin",
    to: "/admin",
    icon: <SettingOutlined />,
    shown: (role) => may(role, "manageAccounts") || may(role, "importData") || may(role, "confirmRules"),
  },
];

export function placesOf(role: Role): readonly Place[] {
  return PLACES.filter((place) => place.shown(role));
}
