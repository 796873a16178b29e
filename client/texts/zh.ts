import cases from "../cases/strings.zh.ts";
import map from "../map/strings.zh.ts";
import registry from "../registry/strings.zh.ts";
import matter from "../matter/strings.zh.ts";
import shell from "../shell/strings.zh.ts";
import ui from "../ui/strings.zh.ts";
import words from "../matter/words.zh.ts";
// --- the other feature folders: one import here and one line in the list below, the same in en.ts ---
import audit from "../audit/strings.zh.ts";
import field from "../field/strings.zh.ts";
import admin from "../admin/strings.zh.ts";
import claims from "../claims/strings.zh.ts";
import cleanUp from "../clean-up/strings.zh.ts";
import insight from "../insight/strings.zh.ts";
import inquiries from "../inquiries/strings.zh.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "ui";
    resources: typeof zh;
  }
}

/**
 * Every folder's texts under its own name: `t("cases:queue.mine")`, or `useTranslation("cases")` and `t("queue.mine")`.
 * What lies below the features (ui, shell, matter) shares the name `ui`.
 */
export const zh = {
  words,
  ui: { ...ui, ...shell, ...matter },
  registry,
  cases,
  audit,
  field,
  admin,
  claims,
  cleanUp,
  map,
  insight,
  inquiries,
};
