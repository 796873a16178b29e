import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../clocks/working-time.ts";
import { holderAsKnown } from "./correction.ts";
import { holderOn, ownershipStatus, type Component } from "./state.ts";
import type { Actor } from "../names.ts";
import type { ComponentCommand } from "./commands.ts";
import { COMPONENT, held, LEAD, SEAT, Street, SYSTEM, UNITS } from "../mechanism/testing.ts";

const [WATER, POWER] = UNITS;
const street = (...roles: ReturnType<typeof held>[]): Street => new Street({ roles });
const assign = (to: Street, unitId: string, from: string): string | null =>
  to.try(SYSTEM, {
    on: "component",
    id: COMPONENT,
    command: { type: "ASSIGN_ROLE", role: "owner", unitId, from, basis: "HANDOVER", basisRef: null },
  });
const component = (from: Street): Component => {
  if (!from.dossier.component) throw new Error("not registered");
  return from.dossier.component;
};
const owners = (from: Street): string[] =>
  component(from).roles.map((role) => `${role.unitId} ${role.from}..${role.to ?? ""}`);

describe("the status of ownership", () => {
  const nobody = component(new Street());
  const owned = component(street(held("owner", WATER)));
  const caught = component(street(held("interim_custodian", WATER)));
  const none = { openClaims: 0, objected: false, topPermille: 0 };
  test.each([
    ["unknown where nobody is known", nobody, null, "UNKNOWN"],
    ["unknown while everybody is equally likely", nobody, { ...none, topPermille: 499 }, "UNKNOWN"],
    ["suspected where one candidate is likely", nobody, { ...none, topPermille: 500 }, "SUSPECTED"],
    ["a claim pending where one unit claims", nobody, { ...none, openClaims: 1 }, "CLAIM_PENDING"],
    ["disputed where two claim", nobody, { ...none, openClaims: 2 }, "DISPUTED"],
    [
      "disputed where the owner is objected to",
      owned,
      { ...none, openClaims: 1, objected: true },
      "DISPUTED",
    ],
    ["confirmed where a unit holds it today", owned, null, "CONFIRMED"],
    ["backstop where a custodian looks after it", caught, null, "BACKSTOP"],
    ["backstop while it is asked again", caught, { ...none, topPermille: 900 }, "BACKSTOP"],
    ["private on private premises", { ...nobody, disposition: "PRIVATE" }, null, "PRIVATE"],
    [
      "confirmed on private premises too, where the owner is known",
      { ...owned, disposition: "PRIVATE" },
      null,
      "CONFIRMED",
    ],
    [
      "backstop on private premises that nobody manages",
      { ...caught, disposition: "PRIVATE" },
      null,
      "BACKSTOP",
    ],
    ["abandoned once the shaft is filled", { ...owned, disposition: "ABANDONED" }, null, "ABANDONED"],
  ] as const)("is %s", (_, known, inquiry, status) => {
    expect(ownershipStatus(known, inquiry, "2026-03-03")).toBe(status);
  });

  test("counts the owner of today, not of yesterday or tomorrow", () => {
    const handedOver = component(street(held("owner", WATER, "2026-03-01", "2026-03-05")));
    expect(ownershipStatus(handedOver, null, "2026-02-28")).toBe("UNKNOWN");
    expect(ownershipStatus(handedOver, null, "2026-03-01")).toBe("CONFIRMED");
    expect(ownershipStatus(handedOver, null, "2026-03-04")).toBe("CONFIRMED");
    expect(ownershipStatus(handedOver, null, "2026-03-05")).toBe("UNKNOWN");
  });
});

describe("a role is dated, never overwritten", () => {
  test("the old owner's period ends on the day the new one's begins: no gap and no overlap", () => {
    const town = street(held("owner", WATER));
    expect(assign(town, POWER, "2026-03-03")).toBeNull();
    expect(owners(town)).toEqual([`${WATER} 2020-01-01..2026-03-03`, `${POWER} 2026-03-03..`]);
    expect(holderOn(component(town), "owner", "2026-03-02")?.unitId).toBe(WATER);
    expect(holderOn(component(town), "owner", "2026-03-03")?.unitId).toBe(POWER);
  });

  test("who was owner on an old day is answered for ever", () => {
    const town = street(held("owner", WATER));
    assign(town, POWER, "2026-03-03");
    town.pass(2 * 1440);
    assign(town, WATER, town.today);
    expect(holderOn(component(town), "owner", "2021-06-01")?.unitId).toBe(WATER);
    expect(holderOn(component(town), "owner", "2026-03-03")?.unitId).toBe(POWER);
    expect(holderOn(component(town), "owner", town.today)?.unitId).toBe(WATER);
  });

  test("a role that would begin before the present one is refused", () => {
    const town = street(held("owner", WATER, "2025-01-01"));
    expect(assign(town, POWER, "2024-12-31")).toBe("PAST_IS_ANOTHERS");
    // Nor does a later day that is over: the present owner answered for it.
    expect(assign(town, POWER, "2026-03-02")).toBe("PAST_IS_ANOTHERS");
  });

  test("a role inside a period that is over is refused, one after it is not", () => {
    const town = street(held("owner", WATER, "2020-01-01", "2022-01-01"));
    expect(assign(town, POWER, "2021-01-01")).toBe("PAST_IS_ANOTHERS");
    expect(assign(town, POWER, "2023-01-01")).toBeNull();
    expect(owners(town)).toEqual([`${WATER} 2020-01-01..2022-01-01`, `${POWER} 2023-01-01..`]);
  });

  test("a mistake corrected on the same day leaves one owner on that day", () => {
    const town = street(held("owner", WATER, "2026-03-03"));
    expect(assign(town, POWER, "2026-03-03")).toBeNull();
    expect(owners(town)).toEqual([`${POWER} 2026-03-03..`]);
  });

  test("naming the present owner again changes nothing", () => {
    const town = street(held("owner", WATER));
    const before = town.told.length;
    expect(assign(town, WATER, "2026-03-03")).toBeNull();
    expect(town.told.length).toBe(before);
  });

  test("a role with a known end can be ended earlier", () => {
    const town = street(held("owner", WATER, "2020-01-01", "2030-01-01"));
    town.component(SYSTEM, { type: "END_ROLE", role: "owner", on: "2026-03-03", basis: "ERROR" });
    expect(owners(town)).toEqual([`${WATER} 2020-01-01..2026-03-03`]);
  });

  test("nobody's role cannot be ended", () => {
    const end = { type: "END_ROLE", role: "owner", on: "2026-03-03", basis: "ERROR" } as const;
    expect(new Street().refusal(SEAT, { on: "component", id: COMPONENT, command: end })).toBe(
      "ROLE_NOT_HELD",
    );
  });
});

test("guard 5: an owner's past days never change without a correction that names him, and what was known stays", () => {
  const day = constantFrom(
    "2015-01-01",
    "2019-06-01",
    "2026-02-01",
    "2026-03-02",
    "2026-03-03",
    "2026-03-05",
  );
  const named = constantFrom(
    undefined,
    [],
    UNITS.map((unitId) => ({ unitId, from: "2015-01-01", to: null })),
  );
  const given = record({
    unitId: constantFrom(...UNITS),
    from: day,
    corrects: named,
    wait: integer({ max: 2, min: 0 }),
  });
  const days = ["2015-06-01", "2020-06-01", "2026-02-01", "2026-03-02", "2026-03-04"];
  assert(
    property(array(given, { maxLength: 8 }), (all) => {
      const town = street(held("owner", WATER));
      for (const { wait, corrects, ...rest } of all) {
        town.pass(wait * 1440);
        const before = days
          .filter((past) => past < town.today)
          .map((past) => [past, holderOn(component(town), "owner", past)?.unitId] as const);
        const told = town.told.length;
        const role = {
          type: "ASSIGN_ROLE",
          role: "owner",
          basis: "DETERMINATION",
          basisRef: "inquiry",
          ...rest,
          ...(corrects && { corrects }),
        } as const;
        if (town.try(SYSTEM, { on: "component", id: COMPONENT, command: role }) !== null) continue;
        const taken = town.told
          .slice(told)
          .flatMap(({ event: { event } }) => (event.kind === "ROLE_CORRECTED" ? event.data.taken : []));
        for (const [past, unitId] of before) {
          if (unitId === undefined || holderOn(component(town), "owner", past)?.unitId === unitId) continue;
          expect(taken.map((period) => period.unitId)).toContain(unitId);
          expect(
            holderAsKnown(component(town), "owner", past, addDays(town.today, -1))?.unitId,
          ).toBeDefined();
        }
      }
    }),
  );
});

describe("one person alone (guards 4 and 10)", () => {
  const by = (role: "owner" | "interim_custodian" | "maintainer") =>
    ({ type: "ASSIGN_ROLE", role, unitId: WATER, from: "2026-03-03", basis: "?", basisRef: null }) as const;
  const refusal = (town: Street, command: ComponentCommand) =>
    town.refusal(SEAT, { on: "component", id: COMPONENT, command });

  test("makes nobody the owner, and no custodian", () => {
    expect(refusal(new Street(), by("owner"))).toBe("OWNER_BY_INQUIRY");
    expect(refusal(street(held("owner", POWER)), by("owner"))).toBe("OWNER_BY_INQUIRY");
    expect(refusal(new Street(), by("interim_custodian"))).toBe("CUSTODY_BY_BACKSTOP");
  });

  test("ends no ownership either", () => {
    const end = { type: "END_ROLE", role: "owner", on: "2026-03-03", basis: "ERROR" } as const;
    expect(refusal(street(held("owner", POWER)), end)).toBe("OWNER_BY_INQUIRY");
  });

  test("records who regulates it", () => {
    const town = new Street();
    town.component(SEAT, { ...by("maintainer"), role: "regulator" });
    expect(owners(town)).toEqual([`${WATER} 2026-03-03..`]);
  });
});

describe("guard 10: who maintains it, and is liable for it, is no one person's word", () => {
  const by = (from: string, photoIds: string[] = ["agreement"]) =>
    ({
      type: "ASSIGN_ROLE",
      role: "maintainer",
      unitId: WATER,
      from,
      basis: "HANDOVER",
      basisRef: null,
      photoIds,
    }) as const;
  const refusal = (town: Street, actor: Actor, command: ComponentCommand) =>
    town.refusal(actor, { on: "component", id: COMPONENT, command });

  test("a seat's word waits for a shift lead who is somebody else, and rests on a document", () => {
    const town = street(held("maintainer", POWER));
    expect(refusal(town, SEAT, by(town.today, []))).toBe("DOCUMENT_NEEDED");
    town.component(SEAT, by(town.today));
    expect(owners(town)).toEqual([`${POWER} 2020-01-01..`]);
    expect(refusal(town, SEAT, { type: "CONFIRM_ROLE" })).toBe("ROLE_MAY_NOT");
    expect(component(town).roleProposal).toMatchObject({ at: town.now, dueAt: expect.any(String) });
    const both = { ...LEAD, accountId: SEAT.accountId };
    expect(refusal(town, both, { type: "CONFIRM_ROLE" })).toBe("SECOND_PERSON_NEEDED");
    town.component(LEAD, { type: "CONFIRM_ROLE" });
    expect(owners(town)).toEqual([`${POWER} 2020-01-01..2026-03-03`, `${WATER} 2026-03-03..`]);
    expect(component(town).roleProposal).toBeNull();
  });
  test("nobody is ended back to 2021: there somebody else was it, and is named", () => {
    const end = {
      type: "END_ROLE",
      role: "maintainer",
      on: "2021-01-01",
      basis: "?",
      photoIds: ["letter"],
    } as const;
    expect(refusal(street(held("maintainer", POWER)), SEAT, end)).toBe("FROM_TODAY_ONLY");
  });
  test("a proposal that waits takes no day from whoever maintains it meanwhile", () => {
    const town = street(held("maintainer", POWER));
    town.component(SEAT, by(town.today));
    town.pass(3 * 1440);
    town.component(LEAD, { type: "CONFIRM_ROLE" });
    expect(owners(town)).toEqual([`${POWER} 2020-01-01..2026-03-06`, `${WATER} 2026-03-06..`]);
  });
  test("refused, nothing has changed", () => {
    const town = street(held("maintainer", POWER));
    town.component(SEAT, by(town.today));
    town.component(LEAD, { type: "REFUSE_ROLE" });
    expect(owners(town)).toEqual([`${POWER} 2020-01-01..`]);
    expect(refusal(town, LEAD, { type: "CONFIRM_ROLE" })).toBe("NO_PROPOSAL");
  });
});

describe("a change of class (guard 6)", () => {
  test("keeps the component, dates the new code and resolves the old one", () => {
    const town = new Street();
    const code = "4406040103900001";
    town.component(SEAT, { type: "RECLASSIFY", classCode: "0103", classGroup: "COVER", code, scheme: "A" });
    expect(component(town).id).toBe(COMPONENT);
    expect(component(town).codes).toEqual([
      { scheme: "A", code: "4406040102000001", from: "2020-01-01", to: "2026-03-03" },
      { scheme: "A", code, from: "2026-03-03", to: null },
    ]);
  });
});

test("a component with an open matter cannot be retired, and a retired one changes no more", () => {
  const town = new Street();
  town.file();
  const retire = {
    on: "component",
    id: COMPONENT,
    command: { type: "RETIRE", reasonCode: "REMOVED" },
  } as const;
  expect(town.refusal(SEAT, retire)).toBe("OPEN_MATTERS");
  const quiet = new Street();
  quiet.do(SEAT, retire);
  quiet.component(LEAD, { type: "CONFIRM_CHANGE" });
  expect(assign(quiet, WATER, "2026-03-03")).toBe("ALREADY_RETIRED");
});
