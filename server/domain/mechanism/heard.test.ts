import { describe, expect, test } from "vitest";
import { holderOn } from "../component/state.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { waiting } from "../inquiry/waiting.ts";
import type { Actor } from "../names.ts";
import { replay } from "./fold.ts";
import {
  COMPONENT,
  CONVENER,
  held,
  insideCompound,
  LEAD,
  SEAT,
  Street,
  unit,
  UNITS,
  type StreetOptions,
} from "./testing.ts";

/** No decision passes over a claim that is open, an owner on record, or a word that was not a unit's own. */
const [WATER, POWER, GAS] = UNITS;
const DAY = 1440;

const says = (unitId: string, said: "CLAIM" | "DENY", ...photoIds: string[]): InquiryCommand => ({
  type: "ANSWER",
  unitId,
  answer: said,
  reasonCode: said === "DENY" ? "NOT_ON_OUR_MAP" : null,
  evidence:
    photoIds.length > 0 ? [{ kind: said === "CLAIM" ? "AS_BUILT_DRAWING" : "WRITTEN_DENIAL", photoIds }] : [],
});
const PRIVATE: InquiryCommand = { type: "PROPOSE_PRIVATE", areaId: null, managerUnitId: null };
const CONFIRM_PRIVATE: InquiryCommand = { type: "CONFIRM_PRIVATE" };
const refusal = (street: Street, actor: Actor, command: InquiryCommand): string | null =>
  street.refusal(actor, { on: "inquiry", id: street.search.id, command });
const retold = (street: Street): void => expect(replay(street.told)).toEqual(street.dossier);
const owner = ({ dossier: { component }, today }: Street): string | undefined =>
  component ? holderOn(component, "owner", today)?.unitId : undefined;

function asked(options: StreetOptions = {}): Street {
  const street = new Street(options);
  street.file();
  return street;
}

describe("guard 4: private premises end no inquiry over a claim", () => {
  test("neither proposed nor confirmed while a claim is open: the claimant is answered first", () => {
    const street = asked();
    insideCompound(street);
    street.inquiry(unit(WATER), says(WATER, "CLAIM", "drawing"));
    expect(refusal(street, SEAT, PRIVATE)).toBe("CLAIMS_COMPETE");
    street.inquiry(unit(WATER), { type: "WITHDRAW_CLAIM" });
    street.inquiry(SEAT, PRIVATE);
    street.inquiry(unit(POWER), says(POWER, "CLAIM", "map"));
    expect(refusal(street, LEAD, CONFIRM_PRIVATE)).toBe("CLAIMS_COMPETE");
    expect(refusal(street, CONVENER, CONFIRM_PRIVATE)).toBe("CLAIMS_COMPETE");
  });

  test("an owner on record whom nobody asked loses the role by the convener's decision only", () => {
    const street = asked({ roles: [held("owner", WATER)], candidates: [POWER] });
    street.inquiry(SEAT, PRIVATE, opened(street));
    expect(refusal(street, LEAD, CONFIRM_PRIVATE)).toBe("CONVENER_DECIDES");
    street.inquiry(CONVENER, CONFIRM_PRIVATE);
    expect(owner(street)).toBeUndefined();
    retold(street);
  });

  test("one that was asked and had its time is passed over by nobody, and two persons are enough", () => {
    const street = asked({ roles: [held("owner", WATER)], candidates: [WATER] });
    street.inquiry(SEAT, PRIVATE, opened(street));
    street.pass(7 * DAY);
    expect(refusal(street, LEAD, CONFIRM_PRIVATE)).toBeNull();
  });
});

/** An owned cover whose owner is in doubt: somebody opens an inquiry, and it lies in a compound. */
function opened(street: Street): string {
  const id = "doubted";
  street.do(
    { accountId: null, role: "SYSTEM", unitId: null },
    {
      on: "inquiry",
      id,
      command: {
        type: "OPEN",
        number: "Q-1",
        componentId: COMPONENT,
        divisionCode: "440604011",
        danger: false,
        origin: "REGISTRY",
        caseId: null,
        candidates: [...street.context(SEAT).candidates],
        modelVersion: null,
      },
    },
  );
  insideCompound(street);
  return id;
}

describe("D28: a denial that the seat entered", () => {
  test("is contested in a later round, too, and the unit is waited for in that one", () => {
    const street = asked();
    for (const unitId of UNITS) street.inquiry(SEAT, says(unitId, "DENY", "letter"));
    street.inquiry(SEAT, { type: "SEND_LETTERS", unitIds: ["bus-unit"] });
    expect(street.search.round).toBe(2);
    street.inquiry(unit(GAS), { type: "CONTEST_ANSWER" });
    const letter = street.search.letters.find(({ unitId }) => unitId === GAS);
    expect(letter).toMatchObject({ answer: null, round: 2, onBehalf: false });
    street.inquiry(unit(GAS), says(GAS, "CLAIM", "drawing"));
    expect(street.search.claims).toMatchObject([{ unitId: GAS, status: "OPEN" }]);
    retold(street);
  });

  test("but not once the unit has said something itself since", () => {
    const street = asked();
    for (const unitId of UNITS) street.inquiry(SEAT, says(unitId, "DENY", "letter"));
    street.inquiry(SEAT, { type: "SEND_LETTERS", unitIds: [GAS] });
    street.inquiry(unit(GAS), says(GAS, "DENY"));
    expect(refusal(street, unit(GAS), { type: "CONTEST_ANSWER" })).toBe("NOTHING_ENTERED");
  });
});

describe("guard 10: an owner's error that the seat enters", () => {
  const erred = (...photoIds: string[]): InquiryCommand => ({
    type: "DISCLAIM",
    unitId: WATER,
    reasonCode: "LINE_ENDS_BEFORE",
    evidence: [{ kind: "WRITTEN_DENIAL", photoIds }],
  });
  const CONFIRM: InquiryCommand = { type: "CONFIRM_DISCLAIMER" };
  function determined(): Street {
    const street = asked();
    street.inquiry(unit(WATER), says(WATER, "CLAIM", "drawing"));
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: street.today });
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    street.pass(2 * DAY);
    return street;
  }

  test("ends nothing before a second person has confirmed it", () => {
    const street = determined();
    expect(refusal(street, SEAT, erred())).toBe("LETTER_NEEDED");
    street.inquiry(LEAD, erred("letter"));
    expect(street.search).toMatchObject({ state: "DETERMINED", proposal: { kind: "DISCLAIMER" } });
    expect(owner(street)).toBe(WATER);
    expect(refusal(street, LEAD, CONFIRM)).toBe("SECOND_PERSON_NEEDED");
    expect(refusal(street, SEAT, CONFIRM)).toBe("ROLE_MAY_NOT");
    expect(waiting(street.search)).toMatchObject({ step: "CONFIRM", command: "CONFIRM_DISCLAIMER" });
    street.inquiry(CONVENER, CONFIRM);
    expect(owner(street)).toBeUndefined();
    expect(street.search).toMatchObject({ state: "CONSULTING", determination: null, proposal: null });
    expect(street.search.evidence.at(-1)).toMatchObject({
      photoIds: ["letter"],
      byAccountId: LEAD.accountId,
    });
    const told = street.told.find(({ event }) => event.event.kind === "OWNERSHIP_DISCLAIMED");
    expect(told?.event.event.data).toMatchObject({
      onBehalf: true,
      byAccountId: LEAD.accountId,
      confirmedBy: CONVENER.accountId,
    });
    retold(street);
  });

  test("D28: the unit says that it never wrote that, and stays the owner", () => {
    const street = determined();
    street.inquiry(SEAT, erred("not its letter"));
    expect(refusal(street, unit(POWER), { type: "CONTEST_ANSWER" })).toBe("NOTHING_ENTERED");
    street.inquiry(unit(WATER), { type: "CONTEST_ANSWER" });
    expect(street.search).toMatchObject({ state: "DETERMINED", proposal: null });
    expect(owner(street)).toBe(WATER);
    expect(refusal(street, CONVENER, CONFIRM)).toBe("NO_PROPOSAL");
    retold(street);
  });

  test("what the unit says itself needs nobody else, and settles what was entered", () => {
    const street = determined();
    street.inquiry(SEAT, erred("letter"));
    street.inquiry(unit(WATER), erred());
    expect(owner(street)).toBeUndefined();
    expect(street.search.proposal).toBeNull();
    retold(street);
  });
});

test("D1: nothing is retired inside the objection window, for then nobody could object any more", () => {
  const street = new Street({ candidates: [WATER] });
  street.file({ danger: false, defect: "NOISY" });
  street.inquiry(unit(WATER), says(WATER, "CLAIM", "drawing"));
  street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: street.today });
  street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
  street.case(SEAT, { type: "REQUEST_VOID", reasonCode: "NOT_FOUND", photoIds: ["spot"] });
  street.case(LEAD, { type: "CONFIRM_VOID" });
  const retire = { type: "RETIRE", reasonCode: "the road was rebuilt", photoIds: ["road"] } as const;
  const why = () => street.refusal(SEAT, { on: "component", id: COMPONENT, command: retire });
  expect(why()).toBe("OBJECTION_RUNS");
  street.pass(14 * DAY);
  expect(why()).toBeNull();
});
