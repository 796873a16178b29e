import { expect, test } from "vitest";
import { csvCell, csvText } from "./csv.ts";

test("what looks like a formula stays a text in a spreadsheet", () => {
  expect(["=1+1", "@x", "-2", "供水, 排水", 'a"b', null, -3].map(csvCell)).toEqual([
    "'=1+1",
    "'@x",
    "'-2",
    '"供水, 排水"',
    '"a""b"',
    "",
    "-3",
  ]);
});

test("a spreadsheet recognises the encoding", () => {
  expect(csvText([["单位", 1]])).toBe("\uFEFF单位,1\r\n");
});
