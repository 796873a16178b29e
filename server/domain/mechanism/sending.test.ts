import { describe, expect, test } from "vitest";
import { unitsBeside } from "../case/assignments.ts";
import type { CaseCommand } from "../case/commands.ts";
import { replay } from "./fold.ts";
import { DEPT, GRID, held, LEAD, person, SEAT, STREET, Street, UNITS, unit, shot } from "./testing.ts";

const [WATER, POWER] = UNITS;
const owned = (): Street => new Street({ roles: [held("owner", WATER)] });
const guard: CaseCommand = { type: "GUARD", ...shot(), position: null };
const plate: CaseCommand = { type: "MAKE_SAFE", ...shot(), measure: "钢板" };
const repair: CaseCommand = {
  type: "REPAIR",
  ...shot(),
  measure: "更换",
  material: null,
  loadClass: null,
};
const dispatch = (unitId: string, substituteHandling = false): CaseCommand => ({
  type: "DISPATCH",
  unitId,
  substituteHandling,
  emergencyReason: null,
});
const giveBack: CaseCommand = { type: "RETURN", reasonCode: "NOT_OURS", namesUnitId: null };
const notices = (street: Street): (readonly string[])[] =>
  street.told.flatMap(({ event: { event } }) =>
    event.kind === "NOTICE_RECORDED" && event.data.channel === "SUBSTITUTE_HANDLING"
      ? [event.data.unitIds]
      : [],
  );
const retold = (street: Street): void => expect(replay(street.told)).toEqual(street.dossier);

describe("a hole on an owned cover does not stay for ever", () => {
  test("nobody dispatches: it is sent to its owner by itself", () => {
    const street = owned();
    street.file();
    street.pass(29);
    expect(street.matter.unitId).toBeNull();
    street.pass(1);
    expect(street.told.some(({ event }) => event.event.kind === "CASE_DISPATCHED")).toBe(true);
    expect([street.matter.unitId, ...unitsBeside(street.matter)]).toContain(WATER);
    retold(street);
  });

  test("guard 2: the owner acknowledges and never comes: the street acts beside it, and the owner is told", () => {
    const street = owned();
    street.file();
    street.case(SEAT, dispatch(WATER));
    street.case(unit(), { type: "ACKNOWLEDGE" });
    street.pass(30);
    expect(street.matter).toMatchObject({
      unitId: DEPT,
      substituteHandling: true,
      emergencyReason: "NOT_GUARDED_IN_TIME",
    });
    expect(unitsBeside(street.matter)).toEqual([WATER]);
    expect(notices(street)).toEqual([[WATER]]);
    // Either may work on it now.
    expect(street.refusal(unit(), { on: "case", id: "case-1", command: guard })).toBeNull();
    street.case(STREET, guard);
    street.case(unit(), plate);
    expect(street.matter.state).toBe("MADE_SAFE");
    street.case(unit(), repair);
    expect(street.matter.state).toBe("REPAIRED");
    retold(street);
  });

  test("guarded in time and then left open: the street is sent when the time to make it safe is over", () => {
    const street = owned();
    street.file();
    street.case(SEAT, dispatch(WATER));
    street.case(unit(), guard);
    street.pass(119);
    expect(street.matter).toMatchObject({ unitId: WATER, substituteHandling: false });
    street.pass(1);
    expect(street.matter).toMatchObject({
      unitId: DEPT,
      emergencyReason: "NOT_MADE_SAFE_IN_TIME",
      state: "GUARDED",
    });
    expect(unitsBeside(street.matter)).toEqual([WATER]);
  });

  test("nobody is left out of 17 days of doing nothing at all", () => {
    const street = owned();
    street.file();
    street.pass(17 * 1440);
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true });
    expect(unitsBeside(street.matter)).toEqual([WATER]);
  });

  test("the department's contractor takes its place, the owner stays beside", () => {
    const street = owned();
    street.file();
    street.pass(60);
    street.case(SEAT, dispatch("contractor-unit", true));
    expect(street.matter.unitId).toBe("contractor-unit");
    expect(unitsBeside(street.matter)).toEqual([WATER]);
  });

  test("the owner beside may say that it is not its own: the case stays in the street's hands", () => {
    const street = owned();
    street.file();
    street.pass(60);
    street.case(unit(), giveBack);
    expect(street.matter).toMatchObject({ unitId: DEPT, state: "DISPATCHED" });
    expect(street.matter.returns).toMatchObject([{ unitId: WATER }]);
    expect(unitsBeside(street.matter)).toEqual([]);
    retold(street);
  });

  test("private premises: the danger goes to the manager on record, and to the street when nobody comes", () => {
    const street = new Street({ roles: [held("maintainer", POWER)], disposition: "PRIVATE" });
    street.file();
    expect(street.matter).toMatchObject({ unitId: POWER, substituteHandling: false, emergencyReason: null });
    expect(street.dossier.inquiries).toEqual([]);
    street.pass(30);
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true });
    expect(unitsBeside(street.matter)).toEqual([POWER]);
  });
});

describe("what is no danger is nobody's emergency", () => {
  const friday = "2026-03-06T09:00:00.000Z"; // 17:00 in Foshan
  const noisy = (): Street => {
    const street = new Street({ roles: [held("owner", WATER)], start: friday });
    street.file({ danger: false, defect: "NOISY" });
    return street;
  };

  test("nothing falls at night, at lunch or at the weekend; on Monday it is the owner's by itself", () => {
    const street = noisy();
    street.pass(2 * 1440);
    expect(street.matter).toMatchObject({ state: "FILED", unitId: null, escalations: 0 });
    street.pass(1100);
    expect(street.matter).toMatchObject({ unitId: WATER, substituteHandling: false, emergencyReason: null });
  });

  test("guard 2: an owner who never acknowledges is acted for after work hours, told of it, and no emergency is claimed", () => {
    const street = noisy();
    street.case(SEAT, dispatch(WATER));
    street.pass(2 * 1440);
    expect(street.matter.unitId).toBe(WATER);
    street.pass(1440);
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true, emergencyReason: null });
    expect(notices(street)).toEqual([[WATER]]);
    expect(unitsBeside(street.matter)).toEqual([WATER]);
  });

  test("D20: what came back is not sent to the same owner again by itself, but falls to the street", () => {
    const street = noisy();
    street.case(SEAT, dispatch(WATER));
    street.case(unit(), giveBack);
    expect(street.matter).toMatchObject({ state: "RETURNED", unitId: null });
    street.pass(3 * 1440);
    expect(street.matter).toMatchObject({ unitId: DEPT, emergencyReason: null });
  });
});

describe("D20: the second return ends dispatching", () => {
  const twice = (danger: boolean): Street => {
    const street = owned();
    street.file({ danger, defect: danger ? "MISSING" : "NOISY" });
    street.case(SEAT, dispatch(WATER));
    street.case(unit(), giveBack);
    street.case(SEAT, dispatch(POWER));
    street.case(unit(POWER), giveBack);
    return street;
  };

  test.each([true, false])("it is the department's, which always has a way on (danger: %s)", (danger) => {
    const street = twice(danger);
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true });
    const asked = (command: CaseCommand) => street.refusal(STREET, { on: "case", id: "case-1", command });
    expect(asked(giveBack)).toBe("RETURNED_TWICE");
    if (danger) street.case(STREET, plate);
    expect(asked(repair)).toBeNull();
    const forced = { type: "REQUEST_FORCED_CLOSE", reasonCode: "x" } as const;
    expect(street.refusal(SEAT, { on: "case", id: "case-1", command: forced })).toBeNull();
  });

  test("nobody is sent a third time by hand, and who acts in the owner's stead can still say no", () => {
    const street = twice(true);
    expect(street.refusal(SEAT, { on: "case", id: "case-1", command: dispatch("gas-unit") })).toBe(
      "RETURNED_TWICE",
    );
    street.case(SEAT, dispatch("contractor-unit", true));
    street.case(unit("contractor-unit"), giveBack);
    expect(street.matter).toMatchObject({ unitId: DEPT, state: "DISPATCHED" });
  });

  test("the department's contractor, who acts for the same unit, returns it no more than the department", () => {
    const street = twice(true);
    const contractor = person("CONTRACTOR", DEPT);
    expect(street.refusal(contractor, { on: "case", id: "case-1", command: giveBack })).toBe(
      "RETURNED_TWICE",
    );
    street.case(contractor, plate);
    expect(street.matter).toMatchObject({ unitId: DEPT, state: "MADE_SAFE" });
  });

  test("returns stop no clock: all of them run from the first filing", () => {
    const street = owned();
    street.file();
    const clocks = () =>
      street.matter.deadlines
        .filter(({ kind }) => ["GUARD", "MAKE_SAFE", "REPAIR"].includes(kind))
        .map(({ startedAt, dueAt, cancelledAt }) => ({ startedAt, dueAt, cancelledAt }));
    const before = clocks();
    street.case(SEAT, dispatch(WATER));
    street.pass(5);
    street.case(unit(), giveBack);
    street.pass(5);
    street.case(SEAT, dispatch(POWER));
    street.pass(5);
    street.case(unit(POWER), giveBack);
    expect(clocks()).toEqual(before);
    expect(before.every(({ startedAt }) => startedAt === street.matter.filedAt)).toBe(true);
  });
});

const names = (namesUnitId: string): CaseCommand => ({ ...giveBack, namesUnitId });
const asked = (street: Street) => street.search.letters.map(({ unitId }) => unitId);

describe("D20: who points at another", () => {
  const silent = (): Street => {
    const street = new Street({ candidates: [WATER] });
    street.file();
    street.pass(3 * 1440);
    return street;
  };

  test("two returns on a confirmed cover open an inquiry that asks everybody involved, and propose a meeting", () => {
    const street = new Street({ roles: [held("owner", WATER)], candidates: ["gas-unit"] });
    street.file();
    street.case(SEAT, dispatch(WATER));
    street.case(unit(), names(POWER));
    expect(street.dossier.inquiries).toEqual([]);
    street.case(SEAT, dispatch(POWER));
    street.case(unit(POWER), names("telecom-unit"));
    expect(asked(street).toSorted()).toEqual([WATER, POWER, "gas-unit", "telecom-unit"].toSorted());
    expect(street.matter.inquiryIds).toEqual([street.search.id]);
    expect(street.status).toBe("CONFIRMED");
    street.pass(3 * 1440);
    expect(street.search.state).toBe("MEETING");
    retold(street);
  });

  test("the inquiry that is open already is led to the meeting", () => {
    const street = silent();
    expect(street.search.state).toBe("SITE_SURVEY");
    street.case(SEAT, dispatch(POWER));
    street.case(unit(POWER), giveBack);
    expect(street.search.state).toBe("SITE_SURVEY");
    street.case(SEAT, dispatch(WATER));
    street.case(unit(), giveBack);
    expect(street.search).toMatchObject({ state: "MEETING", meetingProposed: true });
  });

  test("a unit that is named while the notice runs is asked, and the notice goes on", () => {
    const street = silent();
    street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: ["p"], observation: { lettering: "无" } });
    street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "SITE" });
    street.case(SEAT, dispatch(POWER));
    street.case(unit(POWER), names("gas-unit"));
    expect(street.search).toMatchObject({ state: "NOTICE", notice: { endedAt: null } });
    expect(asked(street)).toEqual([WATER, "gas-unit"]);
    expect(street.search.candidates.map(({ unitId }) => unitId)).toContain("gas-unit");
    // Its silence ends like any other's.
    street.pass(3 * 1440);
    expect(street.search.letters.at(-1)?.answer).toBe("NO_REPLY");
    retold(street);
  });

  test("a denial names whose it is: that unit is asked at once, once, and not the denier again", () => {
    const street = new Street({ candidates: [WATER] });
    street.file();
    const denial = { type: "ANSWER", answer: "DENY", reasonCode: "OTHER_UNITS_LINE", evidence: [] } as const;
    street.inquiry(unit(), { ...denial, evidence: [], namesUnitId: "gas-unit" });
    expect(asked(street)).toEqual([WATER, "gas-unit"]);
    expect(street.search.state).toBe("CONSULTING");
    street.inquiry(unit("gas-unit"), { ...denial, evidence: [], namesUnitId: "gas-unit" });
    expect(asked(street)).toEqual([WATER, "gas-unit"]);
    retold(street);
  });
});

describe("steps told later", () => {
  /** The owner works where there is no network; meanwhile the case falls to the department. */
  const offline = (): { street: Street; at: string } => {
    const street = owned();
    street.file();
    street.case(SEAT, dispatch(WATER));
    street.pass(20);
    const at = street.now;
    street.pass(100);
    expect(street.matter.unitId).toBe(DEPT);
    return { street, at };
  };
  const clock = (street: Street, kind: string) =>
    street.matter.deadlines.find((deadline) => deadline.kind === kind);

  test("guard 8: the owner was in time: its clocks are met by when it came, though the case had fallen", () => {
    const { street, at } = offline();
    street.case(unit(), { ...guard, occurredAt: at });
    expect(street.matter).toMatchObject({ guardedAt: at, state: "GUARDED", unitId: DEPT });
    expect(clock(street, "GUARD")).toMatchObject({ metAt: at, toldAt: street.now });
    expect(clock(street, "ACKNOWLEDGE")).toMatchObject({ metAt: at, cancelledAt: null });
    const last = street.told.at(-1)?.event.event;
    expect(last).toMatchObject({ kind: "CASE_GUARDED", data: { byUnitId: WATER, toldAt: street.now } });
    retold(street);
  });

  test("the department has guarded it meanwhile: the earlier guarding counts", () => {
    const { street, at } = offline();
    street.case(STREET, plate);
    street.case(unit(), { ...guard, occurredAt: at });
    expect(street.matter).toMatchObject({ guardedAt: at, state: "MADE_SAFE" });
    expect(clock(street, "GUARD")).toMatchObject({ metAt: at });
    const later = { ...guard, occurredAt: street.now };
    expect(street.refusal(unit(), { on: "case", id: "case-1", command: later })).not.toBeNull();
    retold(street);
  });

  test("a unit that was relieved by hand hands in what it did while it was sent, and nothing since", () => {
    const { street, at } = offline();
    street.case(SEAT, dispatch("contractor-unit"));
    const told = (occurredAt?: string) => {
      const command = { ...guard, ...(occurredAt && { occurredAt }) };
      return street.refusal(unit(), { on: "case", id: "case-1", command });
    };
    expect(told()).toBe("NOT_YOUR_UNIT");
    street.pass(10);
    expect(told(new Date(Date.parse(street.now) - 60_000).toISOString())).toBe("NOT_YOUR_UNIT");
    expect(told(at)).toBeNull();
  });

  test("are taken in in the order in which they were taken", () => {
    const street = new Street();
    street.file();
    const minutes = (n: number) =>
      new Date(Date.parse(street.matter.filedAt ?? "") + n * 60_000).toISOString();
    const told = (command: CaseCommand, actor = STREET) =>
      street.refusal(actor, { on: "case", id: "case-1", command });
    street.pass(200);
    street.case(STREET, { ...guard, occurredAt: minutes(30) });
    expect(told({ ...plate, occurredAt: minutes(20) })).toBe("OCCURRED_TOO_EARLY");
    street.case(STREET, { ...plate, occurredAt: minutes(60) });
    expect(told({ ...repair, occurredAt: minutes(50) })).toBe("OCCURRED_TOO_EARLY");
    street.case(STREET, { ...repair, occurredAt: minutes(120) });
    expect(told({ type: "PASS_CHECK", ...shot(), occurredAt: minutes(110) }, GRID)).toBe(
      "OCCURRED_TOO_EARLY",
    );
    street.case(GRID, { type: "ORDER_REWORK", reasonCode: "LOOSE", occurredAt: minutes(150) });
    // The repair that failed is not the one that is asked for.
    expect(told({ ...repair, ...shot(), occurredAt: minutes(130) })).toBe("OCCURRED_TOO_EARLY");
    expect(told({ ...repair, ...shot(), occurredAt: minutes(180) })).toBeNull();
  });

  test("a guarding from before the plate was stolen does not guard the hole there is now", () => {
    const street = new Street();
    street.file();
    street.case(STREET, plate);
    street.pass(10);
    const before = street.now;
    street.pass(10);
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    const command = { ...guard, occurredAt: before };
    expect(street.refusal(STREET, { on: "case", id: "case-1", command })).toBe("OCCURRED_TOO_EARLY");
  });
});

test("a case that was stored before its sendings were kept knows whom it was sent to", () => {
  const street = owned();
  street.file();
  street.case(SEAT, dispatch(WATER));
  const { sentTo: _, ...stored } = street.matter;
  street.dossier = { ...street.dossier, cases: [stored] };
  street.pass(60);
  expect(unitsBeside(street.matter)).toEqual([WATER]);
  street.case(LEAD, { type: "URGE", supervised: false });
});
