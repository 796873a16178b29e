import { expect, test } from "vitest";
import type { HistoryEntry } from "../../server/contract/shapes.ts";
import { lanesOfCase } from "../matter/lanes/case-lane.ts";
import { reviewTone } from "./backstop-why.ts";
import { caseForLanes, inquiryForLanes, shownMatters, stoodAfter } from "./replay.ts";

const [cover, file, inquiry, water] = ["c", "k", "q", "w"];
let minute = 0;
const entry = (
  streamKind: HistoryEntry["streamKind"],
  streamId: string,
  kind: string,
  data: Record<string, unknown> = {},
): HistoryEntry => {
  const occurredAt = new Date(Date.parse("2026-03-02T01:00:00Z") + minute++ * 60_000).toISOString();
  return {
    eventId: `${minute}`,
    streamKind,
    streamId,
    seq: minute,
    kind,
    cause: null,
    componentId: cover,
    occurredAt,
    recordedAt: occurredAt,
    actor: { accountId: null, role: "SYSTEM", displayName: null, unit: null },
    data,
    notes: {},
    basis: [],
    leafHash: "",
    leafIndex: null,
  };
};
const unit = { id: water, nameZh: "供水", nameEn: "Water", unitType: "WATER_SUPPLY" };
const unitOf = (id: string | null) => (id === water ? unit : null);

const history = [
  entry("component", cover, "PHOTO_ADDED", { photoId: "p" }),
  entry("case", file, "CASE_REPORTED", {
    number: "C1",
    componentId: cover,
    divisionCode: "440604011",
    danger: true,
    defect: "MISSING",
    channel: "PATROL",
    position: { lonE7: 0, latE7: 0 },
    photoIds: [],
    recurrenceOf: null,
    createdBy: null,
  }),
  entry("case", file, "CASE_FILED", {
    danger: true,
    defect: "MISSING",
    rulePack: { id: "yuncheng", version: 1 },
  }),
  entry("inquiry", inquiry, "INQUIRY_OPENED", {
    number: "Q1",
    componentId: cover,
    divisionCode: "440604011",
    danger: true,
    origin: "CASE",
    caseId: file,
    candidates: [{ unitId: water, permille: 700 }],
    modelVersion: null,
  }),
  entry("case", file, "INQUIRY_LINKED", { inquiryId: inquiry }),
  entry("inquiry", inquiry, "LETTERS_SENT", {
    round: 1,
    dueAt: "2026-03-02T05:00:00.000Z",
    letters: [{ id: "l", unitId: water }],
  }),
  entry("case", file, "CASE_GUARDED", { photoIds: [], position: null }),
  entry("inquiry", inquiry, "ANSWER_RECORDED", {
    unitId: water,
    answer: "CLAIM",
    reasonCode: null,
    onBehalf: false,
    byAccountId: null,
  }),
];

test("the replay shows what stood at each step and nothing that came later", () => {
  expect(stoodAfter(history, 1)).toEqual({ cases: [], inquiries: [] });
  expect(stoodAfter(history, 3).cases[0]).toMatchObject({ state: "FILED", guardedAt: null });
  expect(stoodAfter(history, 6).inquiries[0]?.letters).toMatchObject([{ unitId: water, answer: null }]);
  expect(stoodAfter(history, 8).inquiries[0]).toMatchObject({ claims: [{ unitId: water, status: "OPEN" }] });
});

test("a history that begins in the middle is left out instead of breaking the page", () => {
  expect(stoodAfter(history.slice(2), 6).cases).toEqual([]);
});

test("the lanes of a past moment are drawn from the domain's own state", () => {
  const { file: past, inquiry: asked } = shownMatters(stoodAfter(history, 8));
  if (!past || !asked) throw new Error("nothing stood");
  const picture = lanesOfCase(
    caseForLanes(past, unitOf),
    inquiryForLanes(asked, unitOf),
    Date.parse(history[7]?.occurredAt ?? ""),
  );
  expect(picture.safety?.segments.map(({ code }) => code)).toEqual(["REPORTED", "FILED", "GUARDED"]);
  expect(picture.ownership?.ticks.map(({ shape, unit }) => [shape, unit?.nameZh])).toEqual([
    ["letter", "供水"],
    ["claim", "供水"],
  ]);
});

test("a review is late from the day after it was due", () => {
  expect([
    reviewTone("2026-11-22", "2026-11-22"),
    reviewTone("2026-11-21", "2026-11-22"),
    reviewTone("2027-03-01", "2026-11-22"),
    reviewTone(null, "2026-11-22"),
  ]).toEqual(["soon", "late", "calm", "calm"]);
});
