import casesEn from "../cases/strings.en.ts";
import casesZh from "../cases/strings.zh.ts";
import mapEn from "../map/strings.en.ts";
import mapZh from "../map/strings.zh.ts";
import registryEn from "../registry/strings.en.ts";
import registryZh from "../registry/strings.zh.ts";
import matterEn from "../matter/strings.en.ts";
import matterZh from "../matter/strings.zh.ts";
import shellEn from "../shell/strings.en.ts";
import shellZh from "../shell/strings.zh.ts";
import uiEn from "../ui/strings.en.ts";
import uiZh from "../ui/strings.zh.ts";
import wordsEn from "../matter/words.en.ts";
import wordsZh from "../matter/words.zh.ts";
// --- strings of the other feature folders: one pair of imports and one line in each list below ---
import auditEn from "../audit/strings.en.ts";
import auditZh from "../audit/strings.zh.ts";
import fieldEn from "../field/strings.en.ts";
import fieldZh from "../field/strings.zh.ts";
import adminEn from "../admin/strings.en.ts";
import adminZh from "../admin/strings.zh.ts";
import claimsEn from "../claims/strings.en.ts";
import claimsZh from "../claims/strings.zh.ts";
import cleanUpEn from "../clean-up/strings.en.ts";
import cleanUpZh from "../clean-up/strings.zh.ts";
import insightEn from "../insight/strings.en.ts";
import insightZh from "../insight/strings.zh.ts";
import inquiriesEn from "../inquiries/strings.en.ts";
import inquiriesZh from "../inquiries/strings.zh.ts";

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
  words: wordsZh,
  ui: { ...uiZh, ...shellZh, ...matterZh },
  registry: registryZh,
  cases: casesZh,
  audit: auditZh,
  field: fieldZh,
  admin: adminZh,
  claims: claimsZh,
  cleanUp: cleanUpZh,
  map: mapZh,
  insight: insightZh,
  inquiries: inquiriesZh,
};

export const en: typeof zh = {
  words: wordsEn,
  ui: { ...uiEn, ...shellEn, ...matterEn },
  registry: registryEn,
  cases: casesEn,
  audit: auditEn,
  field: fieldEn,
  admin: adminEn,
  claims: claimsEn,
  cleanUp: cleanUpEn,
  map: mapEn,
  insight: insightEn,
  inquiries: inquiriesEn,
};
