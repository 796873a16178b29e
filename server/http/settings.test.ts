import { describe, expect, test } from "vitest";
import { BadSetting, settingsFrom } from "./settings.ts";

describe("the environment", () => {
  test("need not say anything: loopback, port 3000, the embedded database", () => {
    expect(settingsFrom({})).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      dataDir: ".youzhu",
      databaseUrl: undefined,
      publicOrigin: undefined,
    });
  });

  test("counts an empty variable as none", () => {
    expect(settingsFrom({ PORT: "", DATABASE_URL: "", PUBLIC_ORIGIN: "" })).toEqual(settingsFrom({}));
  });

  test.each([
    ["PORT", "http"],
    ["PORT", "70000"],
    ["PORT", "3000.5"],
    ["PUBLIC_ORIGIN", "youzhu.example.cn"],
    ["PUBLIC_ORIGIN", "https://youzhu.example.cn/app"],
    ["REQUESTS_PER_MINUTE", "0"],
  ])("is refused where %s is %j, with its name in the sentence", (name, value) => {
    expect(() => settingsFrom({ [name]: value })).toThrow(BadSetting);
    expect(() => settingsFrom({ [name]: value })).toThrow(name);
  });

  test("names the proxies by number or by address", () => {
    expect(settingsFrom({ TRUST_PROXY: "1" }).trustProxy).toBe(1);
    expect(settingsFrom({ TRUST_PROXY: "10.0.0.0/8" }).trustProxy).toBe("10.0.0.0/8");
  });
});
