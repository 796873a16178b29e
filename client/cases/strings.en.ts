import type zh from "./strings.zh.ts";
const cases: typeof zh = {
  workbench: "Workbench",
};

export default cases;
