import { describe, expect, test } from "vitest";
import type { HolderSucceeded } from "../component/events.ts";
import { holderOn } from "../component/state.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { openClaims, unanswered } from "../inquiry/state.ts";
import { CONVENER, DEPT, GRID, held, LEAD, SEAT, STREET, Street, SYSTEM, unit, UNITS } from "./testing.ts";

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
      emergencyReason: "TYPHOON_SEASON",
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
