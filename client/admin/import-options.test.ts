import { expect, test } from "vitest";
import { pairsFrom, optionsOf } from "./import-options.ts";

test("what was left empty is not said at all", () => {
  expect(
    optionsOf({
      subject: "COMPONENTS",
      crs: " ",
      scheme: "A",
      map: { class: "小类", code: "", owner: undefined },
      accuracyM: null,
    }),
  ).toEqual({
    subject: "COMPONENTS",
    scheme: "A",
    map: { class: "小类" },
    classMap: {},
    unitMap: {},
    mediumMap: {},
    surfaces: "refuse",
  });
});

test("the file's own words become classes, also words with an equals sign", () => {
  expect(pairsFrom("雨水井=0103\n a=b = 0102\n\n没有等号\n*=0114")).toEqual({
    雨水井: "0103",
    "a=b": "0102",
    "*": "0114",
  });
});

test("the file's names of units become codes of units", () => {
  expect(optionsOf({ subject: "NETWORKS", unitMap: "供水公司=WATER" }).unitMap).toEqual({
    供水公司: "WATER",
  });
});

test("a list of classes counts only where the scheme is that list", () => {
  expect(optionsOf({ subject: "COMPONENTS", scheme: "B", classMap: "x=0101" }).classMap).toEqual({});
  expect(() => optionsOf({ subject: "COMPONENTS", scheme: "map", classMap: "x=101" })).toThrow();
});
