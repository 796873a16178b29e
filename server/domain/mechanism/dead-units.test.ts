import { describe, expect, test } from "vitest";
import type { HolderSucceeded } from "../component/events.ts";
import { holderOn } from "../component/state.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { unitsBeside } from "../case/assignments.ts";
import { running } from "../clocks/deadline.ts";
import { openClaims, unanswered, visitsOpen } from "../inquiry/state.ts";
import { replay } from "./fold.ts";
import {
  CONVENER,
  DEPT,
  GRID,
  held,
  LEAD,
  SEAT,
  sent,
  shot,
  STATED,
  STREET,
  Street,
  SYSTEM,
  unit,
  UNITS,
} from "./testing.ts";

const [WATER, POWER, GAS] = UNITS;
const succession = (more: Partial<HolderSucceeded> = {}) =>
  ({
    type: "SUCCEED_HOLDER",
    fromUnitId: WATER,
    toUnitId: null,
    on: "2026-03-03",
    how: "DISSOLVED",
    document: "注销〔2026〕1号",
    joint: [],
    ...more,
  }) as const;
const dissolve = (street: Street): void => street.component(SYSTEM, succession());
const claim: InquiryCommand = {
  type: "ANSWER",
  answer: "CLAIM",
  reasonCode: null,
  evidence: [{ kind: "PIPE_MAP", photoIds: ["map"] }],
};
/** A hole of which nobody knows the owner: the units are asked, none holds anything. */
function asked(): Street {
  const street = new Street();
  street.file();
  return street;
}
const letterTo = (street: Street, unitId: string) =>
  street.search.letters.find((letter) => letter.unitId === unitId);

describe("D4: nothing waits for a unit that is no more, whatever it held", () => {
  test("its letter is closed as such, which is no silence, and the round may end with it", () => {
    const street = asked();
    dissolve(street);
    expect(letterTo(street, WATER)?.answer).toBe("UNIT_DISSOLVED");
    expect(unanswered(street.search).map(({ unitId }) => unitId)).toEqual([POWER, GAS]);
    street.pass(5 * 1440);
    expect(letterTo(street, WATER)?.answer).toBe("UNIT_DISSOLVED");
    const last = asked();
    for (const unitId of [POWER, GAS])
      last.inquiry(unit(unitId), {
        type: "ANSWER",
        answer: "DENY",
        reasonCode: "NOT_ON_OUR_MAP",
        evidence: [],
      });
    dissolve(last);
    expect(last.search.state).toBe("SITE_SURVEY");
  });

  test("its open claim is withdrawn and stands in nobody's way", () => {
    const street = asked();
    street.inquiry(unit(WATER), claim);
    dissolve(street);
    expect(openClaims(street.search)).toEqual([]);
    expect(street.search.claims).toMatchObject([{ unitId: WATER, status: "WITHDRAWN" }]);
  });

  test("a case that it has acknowledged falls to the department", () => {
    const street = asked();
    street.case(SEAT, { type: "DISPATCH", unitId: WATER, substituteHandling: true, emergencyReason: "X" });
    street.case(unit(WATER), { type: "ACKNOWLEDGE" });
    dissolve(street);
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true });
  });

  test("what was proposed for it is confirmed by nobody", () => {
    const street = asked();
    street.inquiry(unit(WATER), claim);
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: street.today });
    dissolve(street);
    expect(street.search.proposal).toBeNull();
    expect(
      street.refusal(CONVENER, {
        on: "inquiry",
        id: street.search.id,
        command: { type: "CONFIRM_DETERMINATION" },
      }),
    ).toBe("NO_PROPOSAL");
    const maintained = new Street();
    const by = { type: "ASSIGN_ROLE", role: "maintainer", basis: "HANDOVER", basisRef: null } as const;
    maintained.component(SEAT, { ...by, unitId: WATER, from: maintained.today, photoIds: ["paper"] });
    dissolve(maintained);
    expect(maintained.dossier.component?.roleProposal).toBeNull();
  });

  test("its successor goes on with letter, claim and evidence", () => {
    const street = new Street({ candidates: [WATER, GAS] });
    street.file();
    street.inquiry(unit(WATER), claim);
    street.component(SYSTEM, succession({ toUnitId: POWER, how: "MERGER" }));
    expect(openClaims(street.search)).toMatchObject([{ unitId: POWER }]);
    expect(street.search.letters.map(({ unitId }) => unitId)).toEqual([POWER, GAS]);
    expect(street.search.evidence.every((item) => item.unitId !== WATER)).toBe(true);
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: POWER, from: street.today });
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    expect(street.search.determination?.ownerUnitId).toBe(POWER);
  });

  test("a successor that was asked itself has one letter, and one claim", () => {
    const street = asked();
    street.inquiry(unit(WATER), claim);
    street.inquiry(unit(POWER), claim);
    street.component(SYSTEM, succession({ toUnitId: POWER, how: "MERGER" }));
    expect(openClaims(street.search)).toMatchObject([{ unitId: POWER }]);
    expect(street.search.letters.filter((letter) => letter.unitId === POWER)).toHaveLength(1);
  });
});

describe("D4: nor whatever state a case or an inquiry is at", () => {
  /** A hole that the unit was sent to and has made safe. */
  function safe(): Street {
    const street = asked();
    street.case(SEAT, { type: "DISPATCH", unitId: WATER, substituteHandling: true, emergencyReason: "X" });
    street.case(unit(WATER), { type: "GUARD", position: null, ...shot() });
    street.case(unit(WATER), { type: "MAKE_SAFE", measure: "PLATE", ...shot() });
    return street;
  }
  const rested = (): Street => {
    const street = safe();
    const until = new Date(Date.parse(street.now) + 10 * 86_400_000).toISOString();
    street.case(SEAT, { type: "REQUEST_SUSPENSION", until, reasonCode: "NO_PARTS" });
    street.case(LEAD, { type: "CONFIRM_SUSPENSION" });
    return street;
  };
  const repaired = (): Street => {
    const street = safe();
    street.case(unit(WATER), {
      type: "REPAIR",
      measure: "NEW_LID",
      material: null,
      loadClass: null,
      ...shot(),
    });
    return street;
  };
  const checked = (): Street => {
    const street = repaired();
    street.case(GRID, { type: "PASS_CHECK", ...shot() });
    return street;
  };

  test.each([
    ["suspended", rested, "SUSPENDED"],
    ["repaired", repaired, "REPAIRED"],
    ["checked", checked, "POST_REPAIR_CHECK"],
  ])("a case that is %s is the department's, and no clock of it moves", (_, at, state) => {
    const street = at();
    const { deadlines } = street.matter;
    dissolve(street);
    expect(street.matter).toMatchObject({ unitId: DEPT, state, deadlines });
    expect(replay(street.told)).toEqual(street.dossier);
  });

  test.each([
    ["suspended", rested],
    ["checked", checked],
  ])("a case that is %s is the successor's", (_, at) => {
    const street = at();
    street.component(SYSTEM, succession({ toUnitId: POWER, how: "MERGER" }));
    expect(street.matter.unitId).toBe(POWER);
  });

  test("what rested goes on with the department when its day comes", () => {
    const street = rested();
    dissolve(street);
    street.pass(11 * 1440);
    expect(street.matter).toMatchObject({ state: "MADE_SAFE", unitId: DEPT });
  });

  test("who worked beside the department is relieved, or its successor works there", () => {
    const beside = (): Street => {
      const street = new Street({ roles: [held("owner", WATER)] });
      street.file();
      street.case(SEAT, sent(WATER));
      street.pass(40);
      expect(unitsBeside(street.matter)).toEqual([WATER]);
      return street;
    };
    const gone = beside();
    dissolve(gone);
    expect(unitsBeside(gone.matter)).toEqual([]);
    const merged = beside();
    merged.component(SYSTEM, succession({ toUnitId: POWER, how: "MERGER" }));
    expect(unitsBeside(merged.matter)).toEqual([POWER]);
  });

  test("where no department acts, somebody must be sent again, with a clock", () => {
    const street = new Street({ departmentUnitId: null });
    street.file();
    street.case(SEAT, { type: "DISPATCH", unitId: WATER, substituteHandling: true, emergencyReason: "X" });
    dissolve(street);
    expect(street.matter).toMatchObject({ unitId: null, state: "RETURNED" });
    expect(street.matter.deadlines.some((one) => one.kind === "DISPATCH" && running(one))).toBe(true);
  });

  test("its promise to look first is no visit that others wait for", () => {
    const street = asked();
    street.inquiry(unit(WATER), {
      type: "ANSWER",
      answer: "NEED_SITE_VISIT",
      reasonCode: null,
      evidence: [],
    });
    dissolve(street);
    expect(letterTo(street, WATER)?.answer).toBe("UNIT_DISSOLVED");
    expect(visitsOpen(street.search)).toEqual([]);
  });

  test("nobody waits to hear it about days that were its own", () => {
    const street = new Street({ roles: [held("owner", WATER)] });
    street.inquiry(
      SYSTEM,
      {
        type: "OPEN",
        number: "Q",
        componentId: street.id,
        divisionCode: "440604011",
        danger: false,
        origin: "REGISTRY",
        caseId: null,
        candidates: [{ unitId: POWER, permille: 500 }],
        modelVersion: null,
      },
      "doubt",
    );
    const since = "2024-01-01";
    street.inquiry(unit(POWER), {
      ...claim,
      evidence: [{ kind: "HANDOVER_DOCUMENT", photoIds: ["paper"], since }],
    });
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: POWER, from: since });
    const hearing = () => street.search.deadlines.filter((one) => one.kind === "HEARING" && running(one));
    expect(hearing()).toHaveLength(1);
    dissolve(street);
    expect(street.search.proposal).toBeNull();
    expect(hearing()).toEqual([]);
  });
});

describe("guard 3: what the street looks after for a dissolved owner is no backstop", () => {
  test("it is care with an inquiry and a clock, which nobody withdraws", () => {
    const street = new Street({ roles: [held("owner", WATER)] });
    dissolve(street);
    expect(
      street.dossier.component && holderOn(street.dossier.component, "interim_custodian", street.today),
    ).toMatchObject({
      unitId: DEPT,
      basis: "UNIT_DISSOLVED",
    });
    expect(["UNKNOWN", "SUSPECTED"]).toContain(street.status);
    expect(
      street.search.deadlines.some(({ metAt, cancelledAt }) => metAt === null && cancelledAt === null),
    ).toBe(true);
    const withdraw = { type: "WITHDRAW", reasonCode: "OPENED_BY_MISTAKE" } as const;
    expect(street.refusal(LEAD, { on: "inquiry", id: street.search.id, command: withdraw })).toBe(
      "INTERIM_CARE",
    );
  });

  test("a backstop that two persons decided goes on when its custodian is dissolved", () => {
    const street = new Street();
    street.file();
    street.pass(3 * 1440);
    street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: ["spot"], observation: { letters: "x" } });
    street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
    street.inquiry(STREET, {
      type: "PROPOSE_BACKSTOP",
      custodianUnitId: WATER,
      inspectionIntervalDays: 30,
      reviewOn: null,
      emergencyReason: "SEVERE_WEATHER",
      photoIds: ["consent"],
      ...STATED,
      overridesPrivate: false,
    });
    street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
    dissolve(street);
    expect(street.status).toBe("BACKSTOP");
    expect(
      street.dossier.component && holderOn(street.dossier.component, "interim_custodian", street.today),
    ).toMatchObject({
      unitId: DEPT,
      basis: "BACKSTOP",
    });
  });
});
