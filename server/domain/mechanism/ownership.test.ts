import { describe, expect, test } from "vitest";
import { holderOn } from "../component/state.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import type { ComponentRole } from "../names.ts";
import {
  AUDITOR,
  CONVENER,
  DEPT,
  GRID,
  insideCompound,
  LEAD,
  SEAT,
  Street,
  SYSTEM,
  unit,
  UNITS,
} from "./testing.ts";

const [WATER, POWER, GAS] = UNITS;
const answer = (unitId: string, said: "CLAIM" | "DENY"): InquiryCommand => ({
  type: "ANSWER",
  unitId,
  answer: said,
  reasonCode: said === "DENY" ? "NOT_ON_OUR_MAP" : null,
  evidence: [],
});
const holder = (street: Street, role: ComponentRole, day = street.today): string | undefined =>
  street.dossier.component ? holderOn(street.dossier.component, role, day)?.unitId : undefined;
const REOPEN: InquiryCommand = { type: "REOPEN", reasonCode: "NEW_EVIDENCE", notes: { reason: "a drawing" } };
/** By two, as it was decided. */
const reopen = (street: Street): void => {
  street.inquiry(LEAD, REOPEN);
  street.inquiry(CONVENER, { type: "CONFIRM_REOPENING" });
};
const determine = (street: Street, unitId: string): void => {
  street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId, from: street.today });
  street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
};
/** Denied by silence, surveyed, announced, signed: what nobody owns is caught. */
function caught(danger = true): Street {
  const street = new Street();
  street.file(danger ? {} : { danger, defect: "NOISY" });
  street.pass(7 * 1440);
  street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: [], observation: { lettering: "无" } });
  street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
  street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "现场与网站" });
  street.pass(16 * 1440);
  street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
  return street;
}

describe("answers", () => {
  // docs/domain.md#d9
  test("the last one ends the round: one claim to a determination, two to a meeting, none to the spot", () => {
    const ends = (...said: ("CLAIM" | "DENY")[]): string => {
      const street = new Street();
      street.file();
      for (const [n, unitId] of UNITS.entries())
        street.inquiry(unit(unitId), answer(unitId, said[n] ?? "DENY"));
      return `${street.search.state} ${street.status}`;
    };
    expect(ends("CLAIM", "DENY", "DENY")).toBe("SITE_SURVEY CLAIM_PENDING");
    expect(ends("CLAIM", "CLAIM", "DENY")).toBe("MEETING DISPUTED");
    expect(ends("DENY", "DENY", "DENY")).toBe("SITE_SURVEY UNKNOWN");
  });

  test("a unit that was never asked may claim and may not deny", () => {
    const street = new Street();
    street.file();
    const say = (said: "CLAIM" | "DENY"): string | null =>
      street.refusal(unit("bus-unit"), {
        on: "inquiry",
        id: street.search.id,
        command: answer("bus-unit", said),
      });
    expect(say("DENY")).toBe("NOT_ASKED");
    expect(say("CLAIM")).toBeNull();
  });

  test("nobody is written to twice in a round, and the seat can ask again in the next", () => {
    const street = new Street();
    street.file();
    street.inquiry(unit(WATER), answer(WATER, "DENY"));
    const letters = (...ids: string[]): InquiryCommand => ({
      type: "SEND_LETTERS",
      unitIds: ids,
    });
    const again = { on: "inquiry", id: street.search.id, command: letters(WATER, POWER) } as const;
    expect(street.refusal(SEAT, again)).toBe("NO_CANDIDATES");
    street.inquiry(SEAT, letters("bus-unit", "bus-unit"));
    expect(street.search.letters.filter(({ round }) => round === 1).length).toBe(4);
    street.pass(3 * 1440);
    street.inquiry(SEAT, letters(WATER, POWER));
    expect(street.search).toMatchObject({ round: 2, state: "CONSULTING" });
  });

  test("a late denial is put on file and wakes nothing", () => {
    const street = new Street();
    street.file();
    street.inquiry(unit(WATER), answer(WATER, "CLAIM"));
    determine(street, WATER);
    street.inquiry(unit(GAS), answer(GAS, "DENY"));
    expect(street.search.state).toBe("DETERMINED");
    expect(street.search.letters.find(({ unitId }) => unitId === GAS)?.answer).toBe("DENY");
  });
});

describe("the owner is found", () => {
  const found = (): Street => {
    const street = new Street();
    street.file();
    street.inquiry(unit(WATER), answer(WATER, "CLAIM"));
    determine(street, WATER);
    return street;
  };
  test("from that day on, and the repair goes on", () => {
    const street = found();
    expect(holder(street, "owner")).toBe(WATER);
    expect(holder(street, "owner", "2026-03-02")).toBeUndefined();
    expect(street.status).toBe("CONFIRMED");
    expect(street.matter).toMatchObject({ state: "DISPATCHED", unitId: DEPT });
    expect(street.kinds).toContain("OWNER_NOTED");
  });

  // docs/domain.md#d1
  test("an objection inside the window makes it disputed, and the owner stays until somebody decides", () => {
    const street = found();
    street.pass(1440);
    const objection: InquiryCommand = {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [{ kind: "AS_BUILT_DRAWING", photoIds: ["drawing"] }],
    };
    // A word against what two persons decided on evidence is not enough.
    expect(
      street.refusal(unit(POWER), { on: "inquiry", id: street.search.id, command: answer(POWER, "CLAIM") }),
    ).toBe("EVIDENCE_NEEDED");
    street.inquiry(unit(POWER), objection);
    expect(street.search).toMatchObject({ state: "CONSULTING", reopenings: 1 });
    expect(street.status).toBe("DISPUTED");
    expect(holder(street, "owner")).toBe(WATER);
    expect(street.told.map(({ event }) => event.event.data)).toContainEqual({ cause: "OBJECTION" });
  });

  test("D1: a determination is announced to whoever may be the true owner, who objects although nobody asked it", () => {
    const street = found();
    const stranger = "heat-unit";
    expect(street.search.letters.map(({ unitId }) => unitId)).not.toContain(stranger);
    expect(street.search.announcedTo).toContain(stranger);
    expect(street.search.announcedTo).not.toContain(WATER);
    const objection: InquiryCommand = {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [{ kind: "AS_BUILT_DRAWING", photoIds: ["drawing"] }],
    };
    street.inquiry(unit(stranger), objection);
    expect(street.status).toBe("DISPUTED");
    expect(street.told.map(({ event }) => event.event.data)).toContainEqual({ cause: "OBJECTION" });
  });

  test("D1: the seat enters an objection with the unit's letter, and later a late claim", () => {
    for (const [days, cause] of [
      [1, "OBJECTION"],
      [30, "LATE_CLAIM"],
    ] as const) {
      const street = found();
      street.pass(days * 1440);
      const letter: InquiryCommand = {
        type: "ANSWER",
        unitId: POWER,
        answer: "CLAIM",
        reasonCode: null,
        evidence: [{ kind: "HANDOVER_DOCUMENT", photoIds: ["letter"] }],
      };
      const denial: InquiryCommand = { ...letter, answer: "DENY", reasonCode: "NOT_ON_OUR_MAP" };
      expect(street.refusal(SEAT, { on: "inquiry", id: street.search.id, command: denial })).not.toBeNull();
      street.inquiry(SEAT, letter);
      expect(["DISPUTED", "CLAIM_PENDING"]).toContain(street.status);
      expect(street.told.map(({ event }) => event.event.data)).toContainEqual({ cause });
    }
  });

  test("the owner cannot object to its own determination", () => {
    const street = found();
    const command = answer(WATER, "CLAIM");
    expect(street.refusal(unit(WATER), { on: "inquiry", id: street.search.id, command })).toBe(
      "ALREADY_ANSWERED",
    );
    const letter = {
      ...command,
      evidence: [{ kind: "HANDOVER_DOCUMENT", photoIds: ["letter"] }],
    } as InquiryCommand;
    expect(street.refusal(SEAT, { on: "inquiry", id: street.search.id, command: letter })).toBe(
      "ALREADY_ANSWERED",
    );
  });

  test("letters that were open when it was decided are waited for again when it is reopened", () => {
    const street = found();
    reopen(street);
    street.pass(3 * 1440);
    expect(street.search.letters.map(({ answer: said }) => said)).toEqual(["CLAIM", "NO_REPLY", "NO_REPLY"]);
    expect(street.search.state).toBe("SITE_SURVEY");
  });
});

describe("the backstop catches what nobody owns", () => {
  test("with a custodian from that day on, an interval and a review", () => {
    const street = caught();
    expect(holder(street, "interim_custodian")).toBe(DEPT);
    expect(holder(street, "owner")).toBeUndefined();
    expect(street.status).toBe("BACKSTOP");
    expect(street.search.backstop).toMatchObject({
      custodianUnitId: DEPT,
      inspectionIntervalDays: 30,
      signedBy: CONVENER.accountId,
      proposedBy: null,
    });
    expect(street.search.deadlines.at(-1)?.kind).toBe("REVIEW");
  });

  test("is reviewed, then at least every half year", () => {
    const street = caught();
    street.pass(20 * 1440);
    const review = (nextReviewOn: string | null): InquiryCommand => ({
      type: "REVIEW_BACKSTOP",
      outcome: "CONTINUE",
      nextReviewOn,
    });
    const late = { on: "inquiry", id: street.search.id, command: review("2027-03-01") } as const;
    expect(street.refusal(AUDITOR, late)).toBe("BAD_DATE");
    street.inquiry(AUDITOR, review(null));
    expect(street.search.backstop?.reviews.length).toBe(1);
    expect(street.search.backstop?.reviewOn).toBe("2026-10-14");
  });

  test("a claim eight months later ends the custody from that day and leaves the decision on record", () => {
    const street = caught();
    const signedOn = street.search.backstop?.from ?? "";
    street.pass(240 * 1440);
    street.inquiry(unit(GAS), answer(GAS, "CLAIM"));
    expect(street.status).toBe("CLAIM_PENDING");
    expect(holder(street, "interim_custodian")).toBe(DEPT);
    street.pass(1440);
    determine(street, GAS);
    expect(street.status).toBe("CONFIRMED");
    expect(holder(street, "interim_custodian")).toBeUndefined();
    expect(holder(street, "interim_custodian", signedOn)).toBe(DEPT);
    expect(street.search.backstop).toMatchObject({ from: signedOn, endedOn: street.today });
  });

  test("nobody opens a second inquiry beside it", () => {
    const street = caught();
    const { id } = street.search;
    const command: InquiryCommand = {
      type: "OPEN",
      number: "Q2",
      componentId: "component-1",
      divisionCode: "440604011",
      danger: false,
      origin: "PATROL",
      caseId: null,
      candidates: [],
      modelVersion: null,
    };
    expect(street.refusal(SYSTEM, { on: "inquiry", id: "second", command })).toBe("INQUIRY_EXISTS");
    reopen(street);
    expect(street.search).toMatchObject({ id, state: "CONSULTING" });
  });

  test("until it turns out to lie on private premises", () => {
    const street = caught();
    reopen(street);
    insideCompound(street);
    street.inquiry(SEAT, {
      type: "PROPOSE_PRIVATE",
      areaId: null,
      managerUnitId: "property-unit",
      photoIds: ["consent"],
    });
    street.inquiry(LEAD, { type: "CONFIRM_PRIVATE" });
    expect(street.status).toBe("PRIVATE");
    expect(holder(street, "interim_custodian")).toBeUndefined();
    expect(holder(street, "maintainer")).toBe("property-unit");
    expect(street.search.backstop?.endedOn).toBe(street.today);
  });
});

test("two inquiries are never open at once: a decided one is not reopened beside another", () => {
  const street = new Street();
  street.file();
  street.inquiry(unit(WATER), answer(WATER, "CLAIM"));
  determine(street, WATER);
  const first = street.search.id;
  street.component(SYSTEM, { type: "END_ROLE", role: "owner", on: street.today, basis: "ERROR" });
  street.file({ id: "case-2" });
  expect(street.search.id).not.toBe(first);
  expect(street.refusal(LEAD, { on: "inquiry", id: first, command: REOPEN })).toBe("INQUIRY_EXISTS");
});
