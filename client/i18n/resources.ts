import casesEn from "../cases/strings.en.ts";
import casesZh from "../cases/strings.zh.ts";
import registryEn from "../registry/strings.en.ts";
import registryZh from "../registry/strings.zh.ts";
import uiEn from "../ui/strings.en.ts";
import uiZh from "../ui/strings.zh.ts";
import wordsEn from "./words.en.ts";
import wordsZh from "./words.zh.ts";
// --- strings of the other feature folders: one pair of imports and one line in each list below ---

/** Every folder's texts under its own name: `t("cases:queue.mine")`, or `useTranslation("cases")` and `t("queue.mine")`. */
export const zh = {
  words: wordsZh,
  ui: uiZh,
  registry: registryZh,
  cases: casesZh,
};

export const en: typeof zh = {
  words: wordsEn,
  ui: uiEn,
  registry: registryEn,
  cases: casesEn,
};
