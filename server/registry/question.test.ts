import { describe, expect, test } from "vitest";
import { parseQuestion } from "./question.ts";

describe("what somebody types into the search", () => {
  test.each(["井盖", "沙井盖", "窨井盖", "渠盖", "检查井", "下水道盖", "Manhole Cover"])(
    "%s means covers",
    (word) => {
      expect(parseQuestion(word)).toMatchObject({ groups: ["COVER"], words: [], classCodes: [] });
    },
  );

  test.each([
    ["污水井盖", "0102"],
    ["燃气井盖", "0111"],
    ["通信井盖", "0107"],
  ])("%s means the class %s, not every cover", (word, classCode) => {
    expect(parseQuestion(word)).toMatchObject({ classCodes: [classCode], groups: [], words: [] });
  });

  test.each([
    ["113.0512, 23.0308", 113.0512, 23.0308],
    ["23.0308，113.0512", 113.0512, 23.0308],
    ["(113.0512 23.0308)", 113.0512, 23.0308],
    ["-72.97, 43.61", -72.97, 43.61],
  ])("%s is a place, whichever way round it was copied", (text, lon, lat) => {
    expect(parseQuestion(text).coordinate).toEqual({ lon, lat });
  });

  test.each(["999.1, 23.0", "113.05", "10号 12号"])("%s is no place", (text) => {
    expect(parseQuestion(text).coordinate).toBeNull();
  });

  test("a code is a code, also half of one", () => {
    expect(parseQuestion("4406040102000123")).toMatchObject({ code: "4406040102000123", words: [] });
    expect(parseQuestion("440604").code).toBe("440604");
    expect(parseQuestion("张槎一路 12号").code).toBeNull();
  });

  test.each([
    ["C-2026-000123", "C-2026-000123"],
    ["c2026000123", "C-2026-000123"],
    ["q-2026", "Q-2026-"],
  ])("%s is the number %s", (text, number) => {
    expect(parseQuestion(text).number).toBe(number);
  });

  test("a class and an address stand beside each other, in full-width letters too", () => {
    expect(parseQuestion("季华路，沙井盖　１２号")).toMatchObject({
      groups: ["COVER"],
      words: ["季华路", "12号"],
    });
  });

  test.each([
    ["1719", "001719"],
    [" 001719 ", "001719"],
  ])("%s may be the end of a number", (text, serial) => {
    expect(parseQuestion(text).serial).toBe(serial);
  });

  test("an id is an id and nothing else", () => {
    const id = "01A20730-CA28-7C00-A332-C0375386AB26";
    expect(parseQuestion(id)).toMatchObject({ id: id.toLowerCase(), code: null, serial: null, words: [] });
    expect(parseQuestion("12号").serial).toBeNull();
  });

  test("the whole name is kept, also where it holds a word for a class", () => {
    expect(parseQuestion(" 张槎路灯管理所 ")).toMatchObject({ name: "张槎路灯管理所", groups: ["LAMP"] });
  });
});
