import { expect, test } from "vitest";
import { componentFigures, ownershipFigures, presetPeriod, safetyFigures, type Insight } from "./figures.ts";

const street: Insight = {
  components: {
    total: 1000,
    byStatus: [
      { status: "CONFIRMED", count: 950 },
      { status: "UNKNOWN", count: 20 },
      { status: "DISPUTED", count: 10 },
      { status: "BACKSTOP", count: 20 },
    ],
  },
  cases: {
    filed: 1721,
    reports: 1721,
    closed: 1700,
    dangers: 300,
    dangersOver: 4,
    ownerlessDangers: 62,
    ownerlessDangersMadeSafe: 62,
    ownerlessDangersOver: 0,
    onTime: 1500,
    onTimeAsTold: 1500,
    due: 1600,
    dueExempted: 1580,
    onTimeExempted: 1520,
    exemptions: [{ kind: "EXTENSION_GRANTED", count: 20 }],
    reworked: 20,
  },
  safety: {
    guard: { due: 10, onTime: 6, onTimeAsTold: 6, dueExempted: 8, onTimeExempted: 6, exemptions: [] },
    makeSafe: {
      due: 10,
      onTime: 5,
      onTimeAsTold: 4,
      dueExempted: 8,
      onTimeExempted: 6,
      exemptions: [{ kind: "DANGER_REASSESSED", count: 2 }],
    },
  },
  minutes: { guardMedian: 18, guardP90: 41, safeMedian: 80, safeP90: null },
  inquiries: { opened: 0, determined: 0, backstop: 3, private: 1, lateClaims: 1, medianDaysToOwner: null },
  byMonth: [],
  byUnit: [],
};
const value = (figures: ReturnType<typeof safetyFigures>, key: string) =>
  figures.find((figure) => figure.key === key)?.value;

test("what is in backstop is caught and not unresolved", () => {
  expect(value(componentFigures(street), "ownerlessRate")).toBe(0.03);
  expect(value(componentFigures(street), "backstopRate")).toBe(0.02);
});

test("a share of nothing is no number at all", () => {
  expect(value(ownershipFigures(street), "determinationRate")).toBeNull();
  expect(value(ownershipFigures(street), "daysToOwner")).toBeNull();
  expect(value(safetyFigures(street), "madeSafeRate")).toBe(1);
});

test("D22: guarding and making safe stand raw first, then after exemption with what exempted them", () => {
  const figures = safetyFigures(street);
  const at = (key: string) => figures.findIndex((figure) => figure.key === key);
  for (const [raw, after] of [
    ["guardOnTime", "guardExempted"],
    ["safeOnTime", "safeExempted"],
    ["onTimeRate", "onTimeExempted"],
  ] as const)
    expect(at(after)).toBe(at(raw) + 1);
  expect(value(figures, "safeOnTime")).toBe(0.5);
  expect(value(figures, "safeExempted")).toBe(0.75);
  expect(figures[at("safeExempted")]?.exemptions).toEqual([{ kind: "DANGER_REASSESSED", count: 2 }]);
});

test("last month ends on its own last day, also across the turn of the year", () => {
  expect(presetPeriod("lastMonth", "2026-01-15")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  expect(presetPeriod("lastMonth", "2024-03-31")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(presetPeriod("twelveMonths", "2026-11-22")).toEqual({ from: "2025-12-01", to: "2026-11-22" });
  expect(presetPeriod("lastYear", "2026-11-22")).toEqual({ from: "2025-01-01", to: "2025-12-31" });
});
