import { describe, expect, test } from "vitest";
import { openDanger } from "../case/state.ts";
import { running, type Deadline } from "../clocks/deadline.ts";
import type { CaseCommand } from "../case/commands.ts";
import type { Actor } from "../names.ts";
import { replay } from "./fold.ts";
import { DEPT, GRID, LEAD, person, SEAT, STREET, Street, UNITS } from "./testing.ts";

const [WATER] = UNITS;
const notes = { note: "到场查看，井盖完好，没有坠落危险" };
type Asked = Extract<CaseCommand, { type: "REQUEST_DANGER_OVER" }>;
const none = (photoIds = ["photo-of-the-spot"]): Asked => ({
  type: "REQUEST_DANGER_OVER",
  reasonCode: "LID_PRESENT",
  photoIds,
  notes,
});
const refusal = (street: Street, actor: Actor, command: CaseCommand): string | null =>
  street.refusal(actor, { on: "case", id: "case-1", command });
const clock = (street: Street, kind: string): Deadline | undefined =>
  street.matter.deadlines.findLast((deadline) => deadline.kind === kind);

describe("guard 1: a reported danger is not talked away", () => {
  test("guard 1: nobody ends it with one word, whatever the command", () => {
    const street = new Street();
    street.report();
    for (const actor of [SEAT, LEAD])
      expect(refusal(street, actor, { type: "FILE", danger: false, defect: "NOISY" })).toBe(
        "DANGER_ENDS_BY_TWO",
      );
    street.case(SEAT, { type: "FILE", danger: true, defect: "MISSING" });
    for (const actor of [GRID, STREET, SEAT, LEAD])
      expect(refusal(street, actor, { type: "REASSESS_DANGER", danger: false })).not.toBeNull();
    expect(openDanger(street.matter)).toBe(true);
  });

  test("guard 1: who asks stands there, with a photo, a reason and words that explain", () => {
    const street = new Street();
    street.file();
    expect(street.matter.unitId).toBe(DEPT);
    expect(refusal(street, person("STREET_DEPT", "another-department"), none())).toBe("NOT_YOUR_UNIT");
    expect(refusal(street, SEAT, none())).toBe("ROLE_MAY_NOT");
    expect(refusal(street, STREET, none([]))).toBe("PHOTO_NEEDED");
    expect(refusal(street, STREET, { ...none(), notes: { note: "没事" } })).toBe("EXPLANATION_NEEDED");
    expect(refusal(street, STREET, none())).toBeNull();
    expect(refusal(street, GRID, none())).toBeNull();
  });

  test("guard 1: another person decides, and until then every clock runs", () => {
    const street = new Street();
    street.file();
    const before = street.matter.deadlines;
    street.case(GRID, none());
    expect(street.matter.deadlines.filter(({ kind }) => kind !== "REQUEST")).toEqual(before);
    expect(openDanger(street.matter)).toBe(true);
    expect(refusal(street, { ...SEAT, accountId: GRID.accountId }, { type: "CONFIRM_DANGER_OVER" })).toBe(
      "SECOND_PERSON_NEEDED",
    );
    expect(refusal(street, STREET, { type: "CONFIRM_DANGER_OVER" })).toBe("ROLE_MAY_NOT");
    street.case(SEAT, { type: "CONFIRM_DANGER_OVER" });
    expect(street.matter).toMatchObject({ danger: false, everDanger: true, request: null });
    for (const kind of ["GUARD", "MAKE_SAFE"])
      expect(clock(street, kind)).toMatchObject({
        cancelledAt: street.now,
        cancelledBy: "DANGER_REASSESSED",
      });
    expect(replay(street.told)).toEqual(street.dossier);
  });

  test("guard 1: a request that is refused, or overtaken by the work, waits no longer", () => {
    const street = new Street();
    street.file();
    street.case(GRID, none());
    street.case(SEAT, { type: "REFUSE_REQUEST" });
    expect(street.matter).toMatchObject({ danger: true, request: null });
    street.case(GRID, none(["photo-2"]));
    street.case(STREET, { type: "MAKE_SAFE", photoIds: ["plate"], measure: "钢板" });
    expect(street.matter.request).toBeNull();
    expect(refusal(street, GRID, none(["photo-3"]))).not.toBeNull();
  });

  test("guard 1: a clock that ran out stays run out", () => {
    const street = new Street();
    street.file();
    street.pass(45);
    street.case(GRID, none());
    street.case(SEAT, { type: "CONFIRM_DANGER_OVER" });
    expect(clock(street, "GUARD")).toMatchObject({ cancelledAt: null, lapsedAt: street.now });
    expect(clock(street, "GUARD")?.firedAt).not.toBeNull();
    expect(street.due("2027-01-01T00:00:00.000Z").some(({ at }) => at < street.now)).toBe(false);
    expect(clock(street, "MAKE_SAFE")?.cancelledAt).toBe(street.now);
  });

  test("guard 1: off and on again gives no more time than the first clock had", () => {
    const street = new Street();
    street.file();
    const first = { guard: clock(street, "GUARD"), safe: clock(street, "MAKE_SAFE") };
    street.pass(20);
    street.case(GRID, none());
    street.case(SEAT, { type: "CONFIRM_DANGER_OVER" });
    street.pass(5);
    street.case(STREET, { type: "REASSESS_DANGER", danger: true });
    expect(clock(street, "GUARD")).toEqual(first.guard);
    expect(clock(street, "MAKE_SAFE")).toEqual(first.safe);
    street.pass(30);
    street.case(GRID, none(["photo-2"]));
    street.case(SEAT, { type: "CONFIRM_DANGER_OVER" });
    street.pass(600);
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    for (const kind of ["GUARD", "MAKE_SAFE"]) {
      const late = clock(street, kind);
      expect(late && running(late) && late.dueAt < street.now, kind).toBe(true);
    }
    expect(street.matter.deadlines.filter(({ kind }) => kind === "GUARD")).toHaveLength(1);
    expect(replay(street.told)).toEqual(street.dossier);
  });

  test("guard 1: a danger that comes back after it was made safe begins anew", () => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", photoIds: ["plate"], measure: "钢板" });
    street.pass(600);
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    expect(clock(street, "GUARD")?.startedAt).toBe(street.now);
    expect(clock(street, "MAKE_SAFE")?.startedAt).toBe(street.now);
  });

  test("guard 1: who was sent to look and finds nothing shows it, and two end it", () => {
    const sent = (): Street => {
      const street = new Street();
      street.report({ danger: false, defect: "NOISY" });
      street.case(SEAT, { type: "REQUEST_VERIFICATION" });
      return street;
    };
    const nothing = (photoIds: string[]): CaseCommand => ({
      type: "RECORD_VERIFICATION",
      found: false,
      danger: false,
      photoIds,
    });
    const harmless = sent();
    expect(refusal(harmless, GRID, nothing([]))).toBe("PHOTO_NEEDED");
    harmless.case(GRID, nothing(["empty-road"]));
    expect(harmless.matter.request).toMatchObject({ kind: "VOID", reasonCode: "NOT_FOUND" });
    harmless.case(LEAD, { type: "CONFIRM_VOID" });
    expect(harmless.matter.state).toBe("VOID");

    const danger = sent();
    danger.case(GRID, { type: "REASSESS_DANGER", danger: true });
    danger.case(GRID, { ...nothing(["road"]), found: true } as CaseCommand);
    expect(openDanger(danger.matter)).toBe(true);
    const gone = sent();
    gone.case(GRID, { type: "REASSESS_DANGER", danger: true });
    expect(refusal(gone, GRID, nothing(["road"]))).toBe("EXPLANATION_NEEDED");
    gone.case(GRID, { ...nothing(["road"]), notes } as CaseCommand);
    expect(gone.matter).toMatchObject({ danger: true, request: { kind: "DANGER_OVER" } });
    expect(refusal(gone, LEAD, { type: "CONFIRM_VOID" })).toBe("DANGER_NOT_MADE_SAFE");
    gone.case(LEAD, { type: "CONFIRM_DANGER_OVER" });
    expect(openDanger(gone.matter)).toBe(false);
  });
});

describe("guard 10: what is suspended, two suspended", () => {
  const until = "2026-03-10T00:00:00.000Z";
  const ask: CaseCommand = { type: "REQUEST_SUSPENSION", until, reasonCode: "WAITING_PARTS" };
  const safe = (): Street => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", photoIds: ["plate"], measure: "钢板" });
    return street;
  };
  const repairs = (street: Street) => street.matter.deadlines.filter(({ kind }) => kind === "REPAIR");

  test("guard 10: one asks, another confirms, and the repair clock runs meanwhile", () => {
    const street = safe();
    expect(refusal(street, person("STREET_DEPT", "another"), ask)).toBe("NOT_YOUR_UNIT");
    street.case(LEAD, ask);
    expect(street.matter.state).toBe("MADE_SAFE");
    expect(repairs(street).every(running)).toBe(true);
    expect(refusal(street, LEAD, { type: "CONFIRM_SUSPENSION" })).toBe("SECOND_PERSON_NEEDED");
    street.case(person("SHIFT_LEAD", null, "other"), { type: "CONFIRM_SUSPENSION" });
    expect(street.matter).toMatchObject({ state: "SUSPENDED", suspendedUntil: until, request: null });
  });

  test("guard 1: it is not confirmed once the plate is gone", () => {
    const street = safe();
    street.case(STREET, ask);
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    expect(refusal(street, LEAD, { type: "CONFIRM_SUSPENSION" })).toBe("DANGER_NOT_MADE_SAFE");
  });

  test("D22: resuming goes on with what was left of the limit", () => {
    const street = safe();
    street.pass(30);
    street.case(SEAT, ask);
    street.case(LEAD, { type: "CONFIRM_SUSPENSION" });
    expect(repairs(street)[0]).toMatchObject({ cancelledBy: "CASE_SUSPENDED" });
    street.pass(60);
    street.case(SEAT, { type: "RESUME" });
    expect(repairs(street)).toHaveLength(2);
    expect(repairs(street)[1]).toMatchObject({ minutes: 90, startedAt: street.now });
    expect(replay(street.told)).toEqual(street.dossier);
  });

  test("D22: the day that wakes it gives no more than the rest either", () => {
    const street = safe();
    street.pass(30);
    street.case(SEAT, ask);
    street.case(LEAD, { type: "CONFIRM_SUSPENSION" });
    street.pass(10 * 1440);
    expect(repairs(street)[1]).toMatchObject({ minutes: 90, startedAt: until });
  });

  test("D22: overdue, suspended for a minute and resumed is still overdue", () => {
    const street = safe();
    const [first] = repairs(street);
    street.pass(150);
    street.case(SEAT, ask);
    street.case(LEAD, { type: "CONFIRM_SUSPENSION" });
    expect(repairs(street)[0]).toMatchObject({ cancelledAt: null, lapsedAt: street.now });
    street.pass(1);
    street.case(SEAT, { type: "RESUME" });
    const [again, ...more] = repairs(street);
    expect(more).toEqual([]);
    expect(again).toMatchObject({ startedAt: first?.startedAt, dueAt: first?.dueAt });
    street.case(STREET, {
      type: "REPAIR",
      photoIds: ["after"],
      measure: "换盖",
      material: null,
      loadClass: null,
    });
    const [done] = repairs(street);
    expect(done && done.metAt !== null && done.metAt > done.dueAt).toBe(true);
    expect(replay(street.told)).toEqual(street.dossier);
  });

  test("D22: a danger that breaks a suspension leaves the repair what was left of it", () => {
    const street = safe();
    street.pass(30);
    street.case(SEAT, ask);
    street.case(LEAD, { type: "CONFIRM_SUSPENSION" });
    street.pass(60);
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    expect(repairs(street)[1]).toMatchObject({ minutes: 90, startedAt: street.now });
  });

  test("D22: an owner's overdue repair is not granted more time by way of a suspension", () => {
    const street = safe();
    street.case(SEAT, { type: "DISPATCH", unitId: WATER, substituteHandling: false, emergencyReason: null });
    const owner = person("OWNER_UNIT", WATER);
    street.case(owner, { type: "ACKNOWLEDGE" });
    street.pass(150);
    street.case(SEAT, ask);
    street.case(LEAD, { type: "CONFIRM_SUSPENSION" });
    street.case(SEAT, { type: "RESUME" });
    expect(refusal(street, owner, { type: "REQUEST_EXTENSION", reasonCode: "WEATHER" })).toBe(
      "OVERDUE_NO_EXTENSION",
    );
  });
});
