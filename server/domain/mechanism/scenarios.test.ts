import { describe, expect, test } from "vitest";
import { holderOn } from "../component/state.ts";
import type { HolderSucceeded } from "../component/events.ts";
import type { ComponentCommand } from "../component/commands.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { replay } from "./fold.ts";
import { standing } from "./standing.ts";
import type { Actor, ComponentRole } from "../names.ts";
import { COMPONENT, CONVENER, DEPT, GRID, held, LEAD, SEAT, Street, SYSTEM, unit, UNITS } from "./testing.ts";

/** What real operators will meet (docs/domain.md#scenarios), as far as one component's dossier decides it. */
const [WATER, POWER, GAS] = UNITS;
const claim = (unitId: string): InquiryCommand => ({
  type: "ANSWER",
  unitId,
  answer: "CLAIM",
  reasonCode: null,
  evidence: [{ kind: "AS_BUILT_DRAWING", photoIds: [] }],
});
const holder = (street: Street, role: ComponentRole, day = street.today): string | undefined =>
  street.dossier.component ? holderOn(street.dossier.component, role, day)?.unitId : undefined;
const determine = (street: Street, unitId: string): void => {
  street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId, from: street.today });
  street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
};
/** Nobody answered; surveyed, announced on the site. */
function announced(street = new Street()): Street {
  street.file();
  street.pass(2880);
  street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: [], observation: { lettering: "无" } });
  street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
  street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "SITE" });
  return street;
}
function caught(): Street {
  const street = announced();
  street.pass(7200);
  street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
  return street;
}
const retold = (street: Street): void => expect(replay(street.told)).toEqual(street.dossier);

describe("D2: a confirmed owner finds that it erred", () => {
  const erred = (unitId: string, photoIds: string[] = []): InquiryCommand => ({
    type: "DISCLAIM",
    unitId,
    reasonCode: "DUCT_ENDS_BEFORE",
    evidence: [{ kind: "AS_BUILT_DRAWING", photoIds }],
  });
  function confirmed(): Street {
    const street = new Street();
    street.file();
    street.inquiry(unit(WATER), claim(WATER));
    determine(street, WATER);
    street.pass(60 * 24 * 40);
    return street;
  }

  test("it owned until that day, the days before stay its own, and everybody else is asked anew", () => {
    const street = confirmed();
    const before = street.today;
    street.pass(60 * 24);
    street.inquiry(unit(WATER), erred(WATER));
    expect(holder(street, "owner", before)).toBe(WATER);
    expect(holder(street, "owner")).toBeUndefined();
    expect(street.search).toMatchObject({ state: "CONSULTING", determination: null, reopenings: 1 });
    expect(
      street.search.letters.filter(({ round }) => round === street.search.round).map(({ unitId }) => unitId),
    ).toEqual([POWER, GAS]);
    expect(street.status).toBe("UNKNOWN");
    retold(street);
  });

  test("a case that was sent to it falls to the department at once", () => {
    const street = confirmed();
    street.file({ id: "case-2" });
    street.case(
      SEAT,
      { type: "DISPATCH", unitId: WATER, substituteHandling: false, emergencyReason: null },
      "case-2",
    );
    street.inquiry(unit(WATER), erred(WATER));
    expect(street.matterOf("case-2")).toMatchObject({
      unitId: DEPT,
      substituteHandling: true,
      emergencyReason: "OWNER_DISCLAIMED",
    });
  });

  test("with a reason, with what shows it, and only by the unit that owns it", () => {
    const street = confirmed();
    const {
      search: { id },
    } = street;
    const refusal = (command: InquiryCommand, actor = unit(WATER)) =>
      street.refusal(actor, { on: "inquiry", id, command });
    expect(refusal({ type: "DISCLAIM", unitId: WATER, reasonCode: " ", evidence: [] })).toBe("REASON_NEEDED");
    expect(refusal({ type: "DISCLAIM", unitId: WATER, reasonCode: "ERROR", evidence: [] })).toBe(
      "ERROR_UNPROVEN",
    );
    expect(refusal(erred(POWER), unit(POWER))).toBe("NOT_THE_OWNER");
    expect(refusal(erred(WATER), SEAT)).toBe("LETTER_NEEDED");
    expect(refusal(erred(WATER, ["letter"]), SEAT)).toBeNull();
  });

  test("an owner cannot be disclaimed by another unit that names it", () => {
    const street = confirmed();
    expect(street.refusal(unit(POWER), { on: "inquiry", id: street.search.id, command: erred(WATER) })).toBe(
      "NOT_THE_OWNER",
    );
  });
});

describe("D4: what becomes of a unit becomes of what it holds", () => {
  const succession = (more: Partial<HolderSucceeded> = {}) =>
    ({
      type: "SUCCEED_HOLDER",
      fromUnitId: WATER,
      toUnitId: POWER,
      on: "2026-03-01",
      how: "MERGER",
      document: "佛国资〔2026〕12号",
      joint: [],
      ...more,
    }) as const;
  const owned = () =>
    new Street({ roles: [held("owner", WATER), held("maintainer", WATER, "2024-01-01", "2027-01-01")] });

  test("merged: its roles are the successor's from that day, with the document, in the component's own history", () => {
    const street = owned();
    street.component(SYSTEM, succession());
    expect(street.kinds.at(-1)).toBe("HOLDER_SUCCEEDED");
    expect(holder(street, "owner", "2026-02-28")).toBe(WATER);
    expect(holder(street, "owner", "2026-03-01")).toBe(POWER);
    expect(
      street.dossier.component?.roles.find(({ role, unitId }) => role === "maintainer" && unitId === POWER),
    ).toMatchObject({
      from: "2026-03-01",
      to: "2027-01-01",
      basis: "MERGER",
      basisRef: "佛国资〔2026〕12号",
    });
    expect(street.status).toBe("CONFIRMED");
    retold(street);
  });

  test("work that the old unit was sent to goes to the successor", () => {
    const street = owned();
    street.file();
    street.case(SEAT, { type: "DISPATCH", unitId: WATER, substituteHandling: false, emergencyReason: null });
    street.component(SYSTEM, succession());
    expect(street.matter).toMatchObject({ unitId: POWER, substituteHandling: false });
  });

  test("renamed: it goes on holding them, and the history says so", () => {
    const street = owned();
    const before = street.dossier.component?.roles;
    street.component(SYSTEM, succession({ toUnitId: WATER, how: "RENAME" }));
    expect(street.dossier.component?.roles).toEqual(before);
    expect(street.kinds.at(-1)).toBe("HOLDER_SUCCEEDED");
  });

  describe("D4, guard 10: what the parts of a split hold together is allocated to one of them, by two persons", () => {
    const split = () => {
      const street = owned();
      street.component(SYSTEM, succession({ how: "SPLIT", joint: [POWER, GAS] }));
      return street;
    };
    const allocation = (more: { unitId?: string; from?: string; photoIds?: string[]; basis?: string } = {}) =>
      ({
        type: "ASSIGN_ROLE",
        role: "owner",
        unitId: GAS,
        from: "2026-03-03",
        basis: "ALLOCATION",
        basisRef: "n",
        photoIds: ["agreement"],
        ...more,
      }) as const;
    const refusal = (street: Street, command: ComponentCommand, actor: Actor = SEAT) =>
      street.refusal(actor, { on: "component", id: COMPONENT, command });
    const ownerOn = (street: Street, day: string) =>
      street.dossier.component && holderOn(street.dossier.component, "owner", day);

    test("held jointly until it is allocated, also to the part that holds it meanwhile", () => {
      for (const unitId of [POWER, GAS]) {
        const street = split();
        expect(ownerOn(street, street.today)).toMatchObject({
          basis: "SPLIT_UNALLOCATED",
          joint: [POWER, GAS],
        });
        street.component(SEAT, allocation({ unitId }));
        expect(ownerOn(street, street.today)).toMatchObject({ basis: "SPLIT_UNALLOCATED" });
        expect(refusal(street, { type: "CONFIRM_ROLE" }, SEAT)).toBe("ROLE_MAY_NOT");
        street.component(LEAD, { type: "CONFIRM_ROLE" });
        expect(ownerOn(street, street.today)).toMatchObject({ unitId, basis: "ALLOCATION" });
        retold(street);
      }
    });

    test("one seat names nobody, with no document nobody, and nobody who is no part", () => {
      const street = split();
      expect(refusal(street, allocation({ unitId: "heat-unit" }))).toBe("NOT_A_PART");
      expect(refusal(street, allocation({ unitId: WATER }))).toBe("NOT_A_PART");
      expect(refusal(street, allocation({ photoIds: [] }))).toBe("DOCUMENT_NEEDED");
      expect(refusal(street, allocation({ from: "2026-02-28" }))).toBe("OWNER_BY_INQUIRY");
      expect(refusal(street, allocation({ basis: "SPLIT_UNALLOCATED" }))).toBe("JOINT_BY_SPLIT");
      street.component(LEAD, allocation());
      expect(refusal(street, { type: "CONFIRM_ROLE" }, LEAD)).toBe("SECOND_PERSON_NEEDED");
    });

    test("of days that are over every part is asked, and the convener decides", () => {
      const street = split();
      street.component(SEAT, allocation({ from: "2026-03-02" }));
      expect(street.dossier.component?.roleProposal?.correction?.asked.toSorted()).toEqual(
        [GAS, POWER].toSorted(),
      );
      expect(refusal(street, { type: "CONFIRM_ROLE" }, LEAD)).toBe("CORRECTION_BY_CONVENER");
      expect(refusal(street, { type: "CONFIRM_ROLE" }, CONVENER)).toBe("HEARING_OPEN");
      for (const part of [GAS, POWER])
        street.component(unit(part), { type: "ANSWER_CORRECTION", objects: false, photoIds: [] });
      street.component(CONVENER, { type: "CONFIRM_ROLE" });
      expect(ownerOn(street, "2026-03-01")).toMatchObject({ basis: "SPLIT_UNALLOCATED" });
      expect(ownerOn(street, "2026-03-02")).toMatchObject({ unitId: GAS, basis: "ALLOCATION" });
      retold(street);
    });

    test("what was proposed falls with the split's holder: it is asked again when it is confirmed", () => {
      const street = split();
      street.component(SEAT, allocation());
      street.component(
        SYSTEM,
        succession({ fromUnitId: POWER, toUnitId: "heat-unit", on: street.today, how: "MERGER" }),
      );
      expect(refusal(street, { type: "CONFIRM_ROLE" }, LEAD)).toBe("OWNER_BY_INQUIRY");
    });
  });

  test("dissolved: the department looks after it from that day, and everybody else is asked", () => {
    const street = owned();
    street.component(SYSTEM, succession({ toUnitId: null, how: "DISSOLVED" }));
    expect(holder(street, "owner", "2026-02-28")).toBe(WATER);
    expect(holder(street, "owner", "2026-03-01")).toBeUndefined();
    expect(holder(street, "interim_custodian", "2026-03-01")).toBe(DEPT);
    expect(street.search).toMatchObject({ state: "CONSULTING", origin: "REGISTRY" });
    expect(street.search.letters.map(({ unitId }) => unitId)).toEqual([POWER, GAS]);
    expect(street.status).toBe("UNKNOWN");
    retold(street);
  });

  test("dissolved custodian of a backstop: another looks after it, and nobody is asked again", () => {
    const street = caught();
    street.component(
      SYSTEM,
      succession({ fromUnitId: DEPT, toUnitId: null, on: street.today, how: "DISSOLVED" }),
    );
    expect(street.dossier.inquiries).toHaveLength(1);
    expect(holder(street, "interim_custodian")).toBe(DEPT); // the place rule names nobody else in this street
  });

  test("a unit that holds nothing here changes nothing", () => {
    const street = owned();
    const before = street.dossier;
    street.component(SYSTEM, succession({ fromUnitId: GAS }));
    expect(street.dossier).toEqual(before);
  });
});

describe("D10: a unit that nobody thought of asking", () => {
  const stranger = unit("heating-unit");
  test("is told by the notice, and by the backstop it ends in", () => {
    const street = announced();
    expect(standing(street.dossier, street.now).announced).toBe(true);
    street.pass(7200);
    street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
    expect(standing(street.dossier, street.now).announced).toBe(true);
  });

  test("claims eight months later: it is a candidate, and the inquiry is open again", () => {
    const street = caught();
    street.pass(60 * 24 * 240);
    street.inquiry(stranger, claim("heating-unit"));
    expect(street.search).toMatchObject({ state: "CONSULTING", reopenings: 1 });
    expect(street.search.candidates.at(-1)).toEqual({ unitId: "heating-unit", permille: 0 });
    expect(street.status).toBe("CLAIM_PENDING");
    determine(street, "heating-unit");
    expect(holder(street, "owner")).toBe("heating-unit");
    expect(holder(street, "interim_custodian")).toBeUndefined();
    expect(street.search.backstop?.endedOn).toBe(street.today);
    retold(street);
  });

  test("claims while the notice runs: no backstop is proposed at its end", () => {
    const street = announced();
    street.inquiry(stranger, claim("heating-unit"));
    street.pass(7200);
    expect(street.search.proposal).toBeNull();
    expect(street.search.candidates.filter(({ unitId }) => unitId === "heating-unit")).toHaveLength(1);
  });
});
