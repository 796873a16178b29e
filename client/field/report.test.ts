import { expect, test } from "vitest";
import { reportCase } from "../../server/contract/cases.ts";
import { EMPTY_REPORT, missingInReport, reportOf, type ReportDraft } from "./report.ts";

const shot = { key: "k", name: "IMG_1.jpg" };
const seen: ReportDraft = {
  ...EMPTY_REPORT,
  shots: [shot],
  place: { lon: 113.05, lat: 23.03, from: "phone", accuracyM: 8 },
  defect: "MISSING",
  danger: true,
  words: " 靠近学校 ",
};
const cover = {
  id: "0198c7a0-0000-7000-8000-000000000001",
  name: "雨水井盖",
  classCode: "0102",
  group: "COVER",
};
const at = "2026-11-22T22:01:00.000Z";

test("a report asks for the photo first, then the place, the thing and the defect", () => {
  expect(missingInReport(EMPTY_REPORT)).toBe("photos");
  expect(missingInReport({ ...seen, place: null })).toBe("place");
  expect(missingInReport(seen)).toBe("kind");
  expect(missingInReport({ ...seen, component: cover, defect: null })).toBe("defect");
  expect(missingInReport({ ...seen, component: cover })).toBeNull();
});

test("a known component is named; an unknown one is made at the place where it was seen", () => {
  expect(reportOf({ ...seen, component: cover }, at)).toMatchObject({
    componentId: cover.id,
    newComponent: null,
    description: "靠近学校",
    channel: "GRID_APP",
  });
  expect(reportOf({ ...seen, classCode: "0114" }, at)).toMatchObject({
    componentId: null,
    newComponent: { classCode: "0114", position: { crs: "EPSG:4326", accuracyM: 8 } },
  });
});

test("what the phone writes is what the server takes", () => {
  for (const draft of [
    { ...seen, component: cover },
    { ...seen, classCode: "0114" },
  ]) {
    expect(reportCase.body?.safeParse({ ...reportOf(draft, at), photoIds: [] }).error).toBeUndefined();
  }
});

test("a place pointed at on the map is in the map's own coordinates", () => {
  expect(
    reportOf(
      { ...seen, component: cover, place: { lon: 113.05, lat: 23.03, from: "map", accuracyM: null } },
      at,
    ).position,
  ).toEqual({ lon: 113.05, lat: 23.03, crs: "EPSG:4490" });
});
