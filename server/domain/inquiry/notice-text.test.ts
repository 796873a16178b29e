import { expect, test } from "vitest";
import { noticeText, type NoticeFacts } from "./notice-text.ts";

const FACTS: NoticeFacts = {
  number: "Q202611-0007",
  className: "雨水井盖",
  code: "4406040103000012",
  address: "张槎一路 12 号前",
  position: { lon: 113.054123, lat: 23.029512 },
  asked: 3,
  surveyed: true,
  parcelChecked: true,
  until: "2026-12-02T10:00:00.000Z",
  today: "2026-11-28",
};

test("a notice says what, where, what was done, until when, and that it judges nothing", () => {
  const text = noticeText(FACTS);
  expect(text.split("\n")).toHaveLength(6);
  for (const said of [
    "Q202611-0007",
    "雨水井盖",
    "4406040103000012",
    "张槎一路 12 号前",
    "函询 3 家单位、现场勘查、地块核查",
    "2026年12月2日前",
    "不构成对权属的认定",
  ])
    expect(text).toContain(said);
});

test("it says nothing that was not done, and finds a thing without an address by its coordinates", () => {
  const text = noticeText({
    ...FACTS,
    address: "",
    code: null,
    asked: 0,
    surveyed: false,
    parcelChecked: false,
  });
  expect(text).toContain("东经 113.05412°、北纬 23.02951°处有雨水井盖一处，尚未查明权属单位");
  expect(text).not.toContain("函询");
});

test("its last day is the day in Foshan", () => {
  expect(noticeText({ ...FACTS, until: "2026-12-02T16:30:00.000Z" })).toContain("2026年12月3日前");
});
