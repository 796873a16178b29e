import { describe, expect, test } from "vitest";
import { holderOn } from "../component/state.ts";
import type { ComponentRole } from "../names.ts";
import { replay } from "./fold.ts";
import { CONVENER, DEPT, GRID, LEAD, person, SEAT, shot, STREET, Street, unit, UNITS } from "./testing.ts";

/**
 * Scenarios that need works, agreements, courts or a contractor's warranty to be told whole. What the dossier already says of them is
 * held here; docs/domain.md#scenarios tells the rest.
 */
const [WATER] = UNITS;
const VILLAGE = "village-unit";
const holder = (street: Street, role: ComponentRole, day: string): string | undefined =>
  street.dossier.component ? holderOn(street.dossier.component, role, day)?.unitId : undefined;
/** Nobody answered; surveyed, checked, announced, and caught. */
function caught(): Street {
  const street = new Street();
  street.file();
  street.pass(2880);
  street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: [], observation: { lettering: "无" } });
  street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
  street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "SITE" });
  street.pass(7200);
  street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
  return street;
}

describe("D15: a village's road", () => {
  const likeliest = (): Street => {
    const street = new Street({ candidates: [VILLAGE, WATER] });
    street.file();
    return street;
  };

  test("D15: whoever's area it lies in is asked first and owns nothing by that", () => {
    const street = likeliest();
    expect(street.search.letters.map(({ unitId }) => unitId)).toEqual([VILLAGE, WATER]);
    expect(street.dossier.component?.roles).toEqual([]);
    const propose = { type: "PROPOSE_DETERMINATION", unitId: VILLAGE, from: street.today } as const;
    street.inquiry(SEAT, propose);
    const confirm = {
      on: "inquiry",
      id: street.search.id,
      command: { type: "CONFIRM_DETERMINATION" },
    } as const;
    expect(street.refusal(CONVENER, confirm)).toBe("EVIDENCE_NEEDED");
  });

  test("D15: the village's own resolution makes it the owner", () => {
    const street = likeliest();
    street.inquiry(unit(VILLAGE), {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [{ kind: "HANDOVER_DOCUMENT", ...shot() }],
    });
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: VILLAGE, from: street.today });
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    expect(holder(street, "owner", street.today)).toBe(VILLAGE);
  });
});

test("D16: the custodian answers until the day on which the owner begins, with no day between and none twice", () => {
  const street = caught();
  expect(holder(street, "interim_custodian", street.today)).toBe(DEPT);
  street.pass(60 * 24 * 40);
  street.inquiry(unit(WATER), {
    type: "ANSWER",
    answer: "CLAIM",
    reasonCode: null,
    evidence: [{ kind: "AS_BUILT_DRAWING", ...shot() }],
  });
  street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: street.today });
  street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
  const roles = street.dossier.component?.roles ?? [];
  const custody = roles.find(({ role }) => role === "interim_custodian");
  const owned = roles.find(({ role }) => role === "owner");
  expect(owned).toMatchObject({ unitId: WATER, from: street.today, to: null });
  expect(custody).toMatchObject({ unitId: DEPT, to: owned?.from });
  for (let day = Date.parse(custody?.from ?? ""); day <= Date.parse(street.today); day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    const answers = [holder(street, "owner", date), holder(street, "interim_custodian", date)];
    expect(answers.filter(Boolean), date).toHaveLength(1);
  }
});

test("D18: who answered on that day, and when it was guarded and made safe, is told again from the history, the same each time", () => {
  const street = caught();
  const hurtOn = street.today;
  street.file({ id: "case-2" });
  street.case(STREET, { type: "GUARD", ...shot(), position: null }, "case-2");
  street.pass(30);
  street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" }, "case-2");
  street.pass(60 * 24 * 40);
  const once = JSON.stringify(replay(street.told));
  expect(JSON.stringify(replay(street.told))).toBe(once);
  const told = replay(street.told);
  expect(told).toEqual(street.dossier);
  expect(told.component && holderOn(told.component, "interim_custodian", hurtOn)?.unitId).toBe(DEPT);
  const file = told.cases.find(({ id }) => id === "case-2");
  expect([file?.reportedAt, file?.guardedAt, file?.madeSafeAt]).toEqual([
    expect.any(String),
    file?.reportedAt,
    new Date(Date.parse(file?.reportedAt ?? "") + 30 * 60_000).toISOString(),
  ]);
});

test("D19: the safety clocks of stolen lids run as ever", () => {
  // Three covers between two and three in the night; each is a case of its own, whoever took the lids.
  const covers = ["18:00", "18:20", "18:50"].map((at) => new Street({ start: `2026-03-03T${at}:00.000Z` }));
  const running = (street: Street, kind: string): string[] =>
    street.matter.deadlines
      .filter((deadline) => deadline.kind === kind && !deadline.metAt && !deadline.cancelledAt)
      .map(({ dueAt }) => dueAt);
  const after = (instant: string, minutes: number) =>
    new Date(Date.parse(instant) + minutes * 60_000).toISOString();
  for (const street of covers) {
    street.file();
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true, state: "DISPATCHED" });
    expect(running(street, "GUARD")).toEqual([after(street.now, 30)]);
    expect(running(street, "MAKE_SAFE")).toEqual([after(street.now, 120)]);
    expect(street.dossier.component?.physicalState).toBe("LOST");
    expect(street.search.state).toBe("CONSULTING");
  }
  const [first, ...others] = covers;
  first?.case(STREET, { type: "GUARD", ...shot(), position: null });
  first?.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
  expect(first && running(first, "GUARD")).toEqual([]);
  // One that is safe stops nobody else's clock: whoever is not guarded in time has run out of it.
  for (const street of others) {
    expect(running(street, "GUARD")).toHaveLength(1);
    street.pass(31);
    const guard = street.matter.deadlines.find(({ kind }) => kind === "GUARD");
    expect(guard).toMatchObject({ metAt: null, firedAt: expect.any(String) });
  }
});

test("D23: a repair that fails is work for whoever made it, and is counted, not overwritten", () => {
  const street = new Street();
  street.file();
  street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
  street.case(STREET, { type: "REPAIR", ...shot(), measure: "换盖", material: null, loadClass: null });
  street.case(GRID, { type: "ORDER_REWORK", reasonCode: "LOOSE", notes: { note: "盖板仍然晃动" } });
  expect(street.matter).toMatchObject({ unitId: DEPT, reworks: 1, repairedAt: null, state: "MADE_SAFE" });
  expect(street.kinds.filter((kind) => kind === "CASE_REPAIRED")).toHaveLength(1);
  expect(
    street.refusal(person("CONTRACTOR", "other"), {
      on: "case",
      id: "case-1",
      command: { type: "REPAIR", ...shot(), measure: "x", material: null, loadClass: null },
    }),
  ).toBe("NOT_YOUR_UNIT");
  street.case(STREET, { type: "REPAIR", ...shot(), measure: "重做", material: null, loadClass: null });
  street.case(person("GRID_WORKER", null, "2"), { type: "PASS_CHECK", ...shot() });
  street.case(LEAD, { type: "CLOSE" });
  expect(street.matter).toMatchObject({ state: "CLOSED", reworks: 1 });
});
