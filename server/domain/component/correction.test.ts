import { describe, expect, test } from "vitest";
import { COMPONENT, CONVENER, held, LEAD, SEAT, Street, SYSTEM, unit, UNITS } from "../mechanism/testing.ts";
import type { Actor, ComponentRole } from "../names.ts";
import type { ComponentCommand } from "./commands.ts";
import { holderAsKnown } from "./correction.ts";
import { holderOn, type Component } from "./state.ts";

const [WATER, POWER, GAS] = UNITS;
const since = (
  from: string,
  unitId: string = WATER,
  role: ComponentRole = "maintainer",
): ComponentCommand => ({
  type: "ASSIGN_ROLE",
  role,
  unitId,
  from,
  basis: "HANDOVER",
  basisRef: "合同 7",
  photoIds: ["agreement"],
});
const says = (objects: boolean, more: Partial<ComponentCommand> = {}): ComponentCommand =>
  ({ type: "ANSWER_CORRECTION", objects, photoIds: [], ...more }) as ComponentCommand;
const YES: ComponentCommand = { type: "CONFIRM_ROLE" };
const DESPITE: ComponentCommand = {
  type: "CONFIRM_ROLE",
  reasonCode: "HANDED_OVER_ON_PAPER",
  notes: { reason: "移交清单载明自该日起由其养护" },
};
const refusal = (town: Street, actor: Actor, command: ComponentCommand) =>
  town.refusal(actor, { on: "component", id: COMPONENT, command });
const of = ({ dossier: { component } }: Street): Component => {
  if (!component) throw new Error("not registered");
  return component;
};
const holders = (town: Street, role: ComponentRole = "maintainer") =>
  of(town)
    .roles.filter((known) => known.role === role)
    .map(({ unitId, from, to }) => `${unitId} ${from}..${to ?? ""}`)
    .toSorted();

/** Since 2020 the power company was known to maintain it; in truth the water company did, since 2021. */
function proposed(): Street {
  const town = new Street({ roles: [held("maintainer", POWER)] });
  town.component(SEAT, since("2021-01-01"));
  return town;
}

describe("guard 5: the past days of whoever maintains it are corrected, never overwritten", () => {
  test("it names whose days it takes; he and who would answer for them are asked, with a time", () => {
    const town = proposed();
    expect(holders(town)).toEqual([`${POWER} 2020-01-01..`]);
    const { correction, dueAt = "" } = of(town).roleProposal ?? {};
    expect(correction).toMatchObject({
      takes: [{ unitId: POWER, from: "2021-01-01", to: null }],
      asked: [POWER, WATER],
      heard: [],
    });
    expect(correction?.until && correction.until < dueAt).toBe(true);
    expect(refusal(town, unit(GAS), says(false))).toBe("NOT_ASKED_ABOUT_DAYS");
  });

  test("the convener decides it when they were heard, and the period stays beside what holds", () => {
    const town = proposed();
    town.component(unit(POWER), says(false));
    expect(refusal(town, unit(POWER), says(false))).toBe("ALREADY_ANSWERED");
    expect(refusal(town, CONVENER, YES)).toBe("HEARING_OPEN");
    town.component(unit(WATER), says(false));
    expect(refusal(town, LEAD, YES)).toBe("CORRECTION_BY_CONVENER");
    expect(refusal(town, { ...CONVENER, accountId: SEAT.accountId }, YES)).toBe("SECOND_PERSON_NEEDED");
    const before = town.today;
    town.component(CONVENER, YES);
    expect(holders(town)).toEqual([`${POWER} 2020-01-01..2021-01-01`, `${WATER} 2021-01-01..`]);
    expect(of(town).corrected).toMatchObject([{ unitId: POWER, from: "2021-01-01", correctedOn: before }]);
    expect(holderOn(of(town), "maintainer", "2022-01-01")?.unitId).toBe(WATER);
    expect(holderAsKnown(of(town), "maintainer", "2022-01-01", "2025-01-01")?.unitId).toBe(POWER);
    expect(of(town).roleProposal).toBeNull();
  });

  test("who says nothing in his time has been heard", () => {
    const town = proposed();
    town.pass(60);
    expect(refusal(town, CONVENER, YES)).toBeNull();
  });

  test("an objection is answered by the convener with a reason and in words, which stand in the correction", () => {
    const town = proposed();
    expect(refusal(town, unit(WATER), says(true))).toBe("EXPLANATION_NEEDED");
    town.component(unit(WATER), says(true, { notes: { note: "我们从未签订这份养护合同" } }));
    town.component(unit(POWER), says(false));
    expect(refusal(town, CONVENER, YES)).toBe("REASON_NEEDED");
    expect(refusal(town, CONVENER, { type: "CONFIRM_ROLE", reasonCode: "HANDED_OVER_ON_PAPER" })).toBe(
      "EXPLANATION_NEEDED",
    );
    town.component(CONVENER, DESPITE);
    expect(town.told.at(-1)?.event.event).toMatchObject({
      kind: "ROLE_CORRECTED",
      data: { reasonCode: "HANDED_OVER_ON_PAPER", despite: [WATER] },
    });
  });

  test("the seat enters an answer from the unit's letter, and never without it", () => {
    const town = proposed();
    expect(refusal(town, SEAT, says(false, { unitId: POWER }))).toBe("LETTER_NEEDED");
    town.component(SEAT, says(false, { unitId: POWER, photoIds: ["letter"] }));
    expect(of(town).roleProposal?.correction?.heard).toMatchObject([{ unitId: POWER, onBehalf: true }]);
  });

  test("D28: what the seat entered the unit itself says otherwise, once", () => {
    const town = proposed();
    town.component(SEAT, says(false, { unitId: POWER, photoIds: ["not its letter"] }));
    town.component(unit(POWER), says(true, { notes: { note: "那不是我们的来函" } }));
    expect(of(town).roleProposal?.correction?.heard).toMatchObject([
      { unitId: POWER, objects: true, onBehalf: false },
    ]);
    const again = says(false, { unitId: POWER, photoIds: ["another letter"] });
    expect(refusal(town, SEAT, again)).toBe("ALREADY_ANSWERED");
    expect(refusal(town, unit(POWER), says(false))).toBe("ALREADY_ANSWERED");
    town.component(unit(WATER), says(false));
    expect(refusal(town, CONVENER, YES)).toBe("REASON_NEEDED");
  });

  test("D26: on what units cannot see no silence counts", () => {
    const town = new Street({ restricted: true, roles: [held("maintainer", POWER)] });
    town.component(SEAT, since("2021-01-01"));
    town.pass(60 * 24 * 30);
    expect(refusal(town, CONVENER, YES)).toBe("HEARING_OPEN");
    for (const unitId of [POWER, WATER]) town.component(LEAD, says(false, { unitId, photoIds: ["letter"] }));
    expect(refusal(town, CONVENER, YES)).toBeNull();
  });

  test("days that were nobody's are given to a unit only when it has been asked", () => {
    const town = new Street();
    town.component(SEAT, since("2015-01-01"));
    expect(holders(town)).toEqual([]);
    expect(refusal(town, CONVENER, YES)).toBe("HEARING_OPEN");
    town.component(unit(WATER), says(false));
    town.component(CONVENER, YES);
    expect(holders(town)).toEqual([`${WATER} 2015-01-01..`]);
  });

  test("the present one's own first day may have been earlier", () => {
    const town = new Street({
      roles: [held("maintainer", POWER, "2018-01-01", "2023-01-01"), held("maintainer", WATER, "2023-01-01")],
    });
    town.component(SEAT, since("2021-01-01"));
    town.component(unit(POWER), says(false));
    town.component(unit(WATER), says(false));
    town.component(CONVENER, YES);
    expect(holders(town)).toEqual([`${POWER} 2018-01-01..2021-01-01`, `${WATER} 2021-01-01..`]);
  });

  test("D4: a unit that is dissolved without an heir is waited for no more; whoever is left is heard", () => {
    const town = proposed();
    town.component(SYSTEM, {
      type: "SUCCEED_HOLDER",
      fromUnitId: POWER,
      toUnitId: null,
      on: town.today,
      how: "DISSOLVED",
      document: "order 8",
      joint: [],
    });
    expect(of(town).roleProposal?.correction?.asked).toEqual([WATER]);
    expect(refusal(town, CONVENER, YES)).toBe("HEARING_OPEN");
    town.component(unit(WATER), says(false));
    expect(refusal(town, CONVENER, YES)).toBeNull();
  });

  test("who came to hold it meanwhile, and was not named, loses nothing", () => {
    const town = proposed();
    town.component(SYSTEM, {
      type: "SUCCEED_HOLDER",
      fromUnitId: POWER,
      toUnitId: GAS,
      on: "2025-01-01",
      how: "MERGER",
      document: "order 7",
      joint: [],
    });
    expect(of(town).roleProposal?.correction?.asked).toEqual([WATER, GAS]);
    town.pass(60);
    expect(refusal(town, CONVENER, YES)).toBe("CORRECTION_NOT_NAMED");
  });
});

describe("guard 5: since when the interim custodian looks after it", () => {
  const custody = (unitId: string, from: string) => since(from, unitId, "interim_custodian");
  const town = () =>
    new Street({
      roles: [
        held("interim_custodian", POWER, "2024-01-01", "2026-02-01"),
        held("interim_custodian", WATER, "2026-02-01"),
      ],
    });

  test("is corrected for the present one, in the same way", () => {
    const street = town();
    street.component(SEAT, custody(WATER, "2025-06-01"));
    street.component(unit(POWER), says(false));
    street.component(unit(WATER), says(false));
    street.component(CONVENER, YES);
    expect(holders(street, "interim_custodian")).toEqual([
      `${POWER} 2024-01-01..2025-06-01`,
      `${WATER} 2025-06-01..`,
    ]);
  });

  test("names nobody as custodian whom no backstop has named", () => {
    expect(refusal(town(), SEAT, custody(POWER, "2025-06-01"))).toBe("CUSTODY_BY_BACKSTOP");
    expect(refusal(town(), SEAT, custody(WATER, town().today))).toBe("CUSTODY_BY_BACKSTOP");
  });

  test("sets no custodian beside an owner", () => {
    const owned = new Street({
      roles: [held("owner", GAS, "2020-01-01", "2026-02-01"), held("interim_custodian", WATER, "2026-02-01")],
    });
    expect(refusal(owned, SEAT, custody(WATER, "2025-06-01"))).toBe("OWNER_THEN");
  });
});
