import cases from "../cases/strings.en.ts";
import map from "../map/strings.en.ts";
import registry from "../registry/strings.en.ts";
import matter from "../matter/strings.en.ts";
import shell from "../shell/strings.en.ts";
import ui from "../ui/strings.en.ts";
import words from "../matter/words.en.ts";
// --- the other feature folders: one import here and one line in the list below, the same in zh.ts ---
import audit from "../audit/strings.en.ts";
import field from "../field/strings.en.ts";
import admin from "../admin/strings.en.ts";
import claims from "../claims/strings.en.ts";
import cleanUp from "../clean-up/strings.en.ts";
import insight from "../insight/strings.en.ts";
import inquiries from "../inquiries/strings.en.ts";
import type { zh } from "./zh.ts";

/** The same lists as in Chinese, word for word. */
export const en: typeof zh = {
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
