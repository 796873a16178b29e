import type zh from "./strings.zh.ts";
const registry: typeof zh = {
  title: "Component",
};

export default registry;
