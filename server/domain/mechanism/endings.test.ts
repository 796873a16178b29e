import { describe, expect, test } from "vitest";
import { running } from "../clocks/deadline.ts";
import { holderOn } from "../component/state.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { waiting } from "../inquiry/waiting.ts";
import type { ComponentRole } from "../names.ts";
import {
  AUDITOR,
  CONVENER,
  DEPT,
  GRID,
  insideCompound,
  LEAD,
  person,
  SEAT,
  STREET,
  Street,
  SYSTEM,
  unit,
  UNITS,
} from "./testing.ts";
import { standing } from "./standing.ts";

/** What two decided two undo, and what ends leaves nothing behind. */

const [WATER, POWER, GAS] = UNITS;
const DAY = 1440;
const notes = { reason: "a drawing was found" };
const REOPEN: InquiryCommand = { type: "REOPEN", reasonCode: "NEW_EVIDENCE", notes };
const WITHDRAW: InquiryCommand = { type: "WITHDRAW", reasonCode: "OPENED_BY_MISTAKE", notes };
const claim: InquiryCommand = {
  type: "ANSWER",
  answer: "CLAIM",
  reasonCode: null,
  evidence: [{ kind: "PIPE_MAP", photoIds: ["p"] }],
};
const holder = (street: Street, role: ComponentRole): string | undefined =>
  street.dossier.component ? holderOn(street.dossier.component, role, street.today)?.unitId : undefined;
const clocks = ({ search }: Street): string[] => search.deadlines.filter(running).map(({ kind }) => kind);
const why = (street: Street, who: Parameters<Street["refusal"]>[0], command: InquiryCommand): string | null =>
  street.refusal(who, { on: "inquiry", id: street.search.id, command });

const asked = (danger = false): Street => {
  const street = new Street();
  street.file(danger ? {} : { danger, defect: "NOISY" });
  return street;
};
const looked = (danger = false): Street => {
  const street = asked(danger);
  street.pass(7 * DAY);
  street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: ["p"], observation: { contents: "dry" } });
  street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
  return street;
};
const announced = (danger = false): Street => {
  const street = looked(danger);
  street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "SITE_AND_WEB" });
  street.pass(16 * DAY);
  return street;
};
const caught = (danger = false): Street => {
  const street = announced(danger);
  street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
  return street;
};
const determined = (): Street => {
  const street = asked();
  street.inquiry(unit(WATER), claim);
  street.pass(DAY);
  street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: street.today });
  street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
  street.pass(2 * DAY);
  return street;
};
const reopen = (street: Street): void => {
  street.inquiry(LEAD, REOPEN);
  street.inquiry(CONVENER, { type: "CONFIRM_REOPENING" });
};

describe("guard 10: what two decided only two undo", () => {
  test("a backstop: until the convener confirms, custodian and review stay", () => {
    const street = caught();
    street.inquiry(LEAD, REOPEN);
    expect(street.search.state).toBe("BACKSTOP");
    expect(clocks(street).toSorted()).toEqual(["CONFIRM", "REVIEW"]);
    expect(waiting(street.search)).toMatchObject({ command: "CONFIRM_REOPENING", roles: ["CONVENER"] });
    expect(why(street, LEAD, { type: "CONFIRM_REOPENING" })).toBe("ROLE_MAY_NOT");
    street.inquiry(CONVENER, { type: "CONFIRM_REOPENING" });
    expect(street.search).toMatchObject({ reopenings: 1, reopenedFrom: "BACKSTOP" });
    expect(holder(street, "interim_custodian")).toBe(DEPT);
  });

  test("not the convener who asked for it himself, not without words, and the lead does not refuse it", () => {
    const street = caught();
    expect(why(street, LEAD, { type: "REOPEN", reasonCode: "NEW_EVIDENCE" })).toBe("NOTE_NEEDED");
    street.inquiry(CONVENER, REOPEN);
    expect(why(street, CONVENER, { type: "CONFIRM_REOPENING" })).toBe("SECOND_PERSON_NEEDED");
    expect(why(street, LEAD, { type: "REFUSE_PROPOSAL" })).toBe("ROLE_MAY_NOT");
    street.inquiry(person("CONVENER", null, "2"), { type: "REFUSE_PROPOSAL" });
    expect(clocks(street)).toEqual(["REVIEW"]);
  });

  test("D30: the auditor's review asks for it, and the next review stays on the list", () => {
    const street = caught();
    street.inquiry(AUDITOR, { type: "REVIEW_BACKSTOP", outcome: "REOPEN", nextReviewOn: null });
    expect(street.search).toMatchObject({
      state: "BACKSTOP",
      proposal: { kind: "REOPENING", cause: "REVIEW" },
    });
    expect(clocks(street)).toContain("REVIEW");
    street.inquiry(CONVENER, { type: "CONFIRM_REOPENING" });
    expect(street.search.state).not.toBe("BACKSTOP");
  });

  test("a determination: the objection window runs on until somebody confirms", () => {
    const street = determined();
    street.inquiry(LEAD, REOPEN);
    expect(clocks(street)).toContain("OBJECTION");
    street.pass(20 * DAY);
    expect(street.search.determination?.final).toBe(true);
  });

  test("D10: a late claim still reopens by itself", () => {
    const street = caught();
    street.inquiry(LEAD, REOPEN);
    street.inquiry(unit(GAS), claim);
    expect(street.search).toMatchObject({ state: "CONSULTING", proposal: null });
  });

  test("D10: while it is open again every unit still sees it, the custodian is sent to the next hole and the claim is heard", () => {
    const street = caught();
    reopen(street);
    expect(standing(street.dossier, street.now).announced).toBe(true);
    street.file({ id: "case-2" });
    expect(street.matterOf("case-2").unitId).toBe(DEPT);
    expect(street.search.caseIds).toContain("case-2");
    street.inquiry(unit("bus-unit"), claim);
    expect(street.status).toBe("CLAIM_PENDING");
  });

  test("a withdrawal takes two, and leaves no hole behind that nobody asks about", () => {
    const street = asked();
    street.inquiry(LEAD, WITHDRAW);
    expect(waiting(street.search)?.command).toBe("CONFIRM_WITHDRAWAL");
    expect(why(street, LEAD, { type: "CONFIRM_WITHDRAWAL" })).toBe("SECOND_PERSON_NEEDED");
    street.inquiry(CONVENER, { type: "CONFIRM_WITHDRAWAL" });
    expect(street.search.state).toBe("WITHDRAWN");
    expect(why(asked(true), LEAD, WITHDRAW)).toBe("DANGER_NOT_MADE_SAFE");
  });

  test("not beside a hole that was reported after it was asked for", () => {
    const street = asked();
    street.inquiry(LEAD, WITHDRAW);
    street.file({ id: "case-2" });
    expect(why(street, CONVENER, { type: "CONFIRM_WITHDRAWAL" })).toBe("DANGER_NOT_MADE_SAFE");
  });

  test("withdrawn again, a reopened backstop is the backstop, with custodian and review", () => {
    const street = caught();
    reopen(street);
    street.pass(3 * DAY);
    street.inquiry(SEAT, WITHDRAW);
    street.inquiry(CONVENER, { type: "CONFIRM_WITHDRAWAL" });
    expect(street.search.state).toBe("BACKSTOP");
    expect(clocks(street)).toEqual(["REVIEW"]);
    expect(holder(street, "interim_custodian")).toBe(DEPT);
    street.inquiry(unit(GAS), claim);
    expect(street.search.state).toBe("CONSULTING");
  });

  test("a bulk opening is taken back only where nobody has done anything since", () => {
    const street = asked();
    const undo = { on: "inquiry", id: street.search.id, command: { type: "UNDO_OPENING" } } as const;
    expect(street.refusal(SYSTEM, undo)).toBe("WRONG_STATE");
    expect(street.refusal(LEAD, undo)).toBe("ROLE_MAY_NOT");
  });
});

describe("endings clean up", () => {
  test("guard 5: found to be private after all, the old owner owns it no more", () => {
    const street = determined();
    reopen(street);
    insideCompound(street);
    street.inquiry(SEAT, {
      type: "PROPOSE_PRIVATE",
      areaId: null,
      managerUnitId: "property-unit",
      photoIds: ["consent"],
    });
    street.inquiry(LEAD, { type: "CONFIRM_PRIVATE" });
    expect(holder(street, "owner")).toBeUndefined();
    expect(street.status).toBe("PRIVATE");
    expect(street.search.determination).toBeNull();
    expect(street.search.claims.map(({ status }) => status)).toEqual(["SUPERSEDED"]);
    const ended = street.dossier.component?.roles.find(({ role }) => role === "owner");
    expect(ended).toMatchObject({ unitId: WATER, to: street.today });
  });

  test("guard 5: caught by the backstop after all, there is a custodian and no owner beside it", () => {
    const street = determined();
    reopen(street);
    street.pass(7 * DAY);
    street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: ["p"], observation: { contents: "dry" } });
    street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
    street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "SITE_AND_WEB" });
    street.pass(16 * DAY);
    street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
    expect(holder(street, "owner")).toBeUndefined();
    expect(holder(street, "interim_custodian")).toBe(DEPT);
    street.file({ id: "case-2" });
    expect(street.matterOf("case-2").unitId).toBe(DEPT);
  });

  test("D1: decided for the objector, only its claim counts as accepted", () => {
    const street = determined();
    street.inquiry(unit(POWER), claim);
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: POWER, from: street.today });
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    expect(street.search.claims.map(({ unitId, status }) => `${unitId} ${status}`)).toEqual([
      `${WATER} SUPERSEDED`,
      `${POWER} ACCEPTED`,
    ]);
  });

  test("D7: the next danger on private premises goes to who runs them, in nobody's stead", () => {
    const street = asked();
    insideCompound(street);
    street.inquiry(SEAT, {
      type: "PROPOSE_PRIVATE",
      areaId: null,
      managerUnitId: "property-unit",
      photoIds: ["consent"],
    });
    street.inquiry(LEAD, { type: "CONFIRM_PRIVATE" });
    street.file({ id: "case-2" });
    expect(street.matterOf("case-2")).toMatchObject({ unitId: "property-unit", substituteHandling: false });
    street.pass(40);
    expect(street.matterOf("case-2").unitId).toBe(DEPT);
  });

  test("D3: a noise that was mended brings no lid back; a report that was voided does", () => {
    const street = new Street();
    street.file({ danger: false });
    street.file({ id: "case-2", danger: false, defect: "NOISY" });
    const work = { photoIds: ["p"], measure: "pad", material: null, loadClass: null };
    street.case(
      SEAT,
      { type: "DISPATCH", unitId: DEPT, substituteHandling: true, emergencyReason: "X" },
      "case-2",
    );
    street.case(STREET, { type: "REPAIR", ...work }, "case-2");
    expect(street.dossier.component?.physicalState).toBe("LOST");
    street.case(SEAT, { type: "REQUEST_VOID", reasonCode: "NOT_FOUND", photoIds: ["q"] });
    street.case(LEAD, { type: "CONFIRM_VOID" });
    expect(street.dossier.component?.physicalState).toBe("INTACT");
  });

  test("a reopened inquiry takes the open hole in and becomes urgent; one whose hole is gone is none any more", () => {
    const street = determined();
    street.component(SYSTEM, { type: "END_ROLE", role: "owner", on: street.today, basis: "ERROR" });
    street.report({ id: "case-2" });
    street.case(LEAD, { type: "FILE", danger: true, defect: "MISSING" }, "case-2");
    const other = street.search.id;
    expect(street.search).toMatchObject({ danger: true });
    const second = caught();
    second.file({ id: "case-2" });
    reopen(second);
    expect(second.search).toMatchObject({ danger: true });
    expect(second.search.caseIds).toContain("case-2");
    expect(other).not.toBe("");
  });

  test("an owner found after the case was closed leaves a mark on it", () => {
    const street = asked(true);
    street.case(STREET, { type: "MAKE_SAFE", photoIds: ["p"], measure: "plate" });
    street.case(STREET, { type: "REPAIR", photoIds: ["q"], measure: "lid", material: null, loadClass: null });
    street.case(GRID, { type: "PASS_CHECK", photoIds: ["r"] });
    street.case(LEAD, { type: "CLOSE" });
    street.inquiry(unit(WATER), claim);
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: street.today });
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    expect(street.matter).toMatchObject({ state: "CLOSED", ownerNoted: { unitId: WATER } });
  });
});

describe("a retired component", () => {
  const retire = {
    on: "component",
    id: "component-1",
    command: { type: "RETIRE", reasonCode: "GONE" },
  } as const;

  test("is not made of one that is in backstop or has something open", () => {
    const held = caught();
    held.case(SEAT, { type: "REQUEST_FORCED_CLOSE", reasonCode: "OTHER" });
    held.case(LEAD, { type: "CONFIRM_FORCED_CLOSE" });
    expect(held.refusal(LEAD, retire)).toBe("BACKSTOP_RUNS");
    expect(asked().refusal(LEAD, retire)).toBe("OPEN_MATTERS");
  });

  test("has nothing opened on it, and the refusal says what to do instead", () => {
    const street = determined();
    street.case(SEAT, { type: "REQUEST_FORCED_CLOSE", reasonCode: "OTHER" });
    street.case(LEAD, { type: "CONFIRM_FORCED_CLOSE" });
    street.pass(20 * DAY);
    street.do(SEAT, retire);
    street.component(LEAD, { type: "CONFIRM_CHANGE" });
    expect(why(street, LEAD, REOPEN)).toBe("RETIRED_COMPONENT");
    expect(() => street.report({ id: "case-2" })).toThrow("RETIRED_COMPONENT");
  });
});

describe("meeting, sealing and court are reached by commands", () => {
  test("D9: a meeting is called for a place and a time, and waits for the convener", () => {
    const street = asked();
    const meetsAt = "2026-03-05T02:00:00.000Z";
    street.inquiry(CONVENER, { type: "CALL_MEETING", place: "at the lid", meetsAt });
    expect(street.search).toMatchObject({ state: "MEETING", meeting: { place: "at the lid", meetsAt } });
    expect(waiting(street.search)).toMatchObject({ step: "MEETING", roles: ["CONVENER"] });
    street.pass(10 * DAY);
    expect(clocks(street)).toEqual(["MEETING"]);
  });

  const SEAL: InquiryCommand = {
    type: "PROPOSE_SEALING",
    material: "C15 concrete",
    photoIds: ["filled"],
    notes: { reason: "dry and dead, both ends blind" },
  };
  const denied = (): Street => {
    const street = asked();
    for (const unitId of UNITS)
      street.inquiry(unit(unitId), {
        type: "ANSWER",
        answer: "DENY",
        reasonCode: "NOT_ON_OUR_MAP",
        evidence: [{ kind: "WRITTEN_DENIAL", photoIds: ["p"] }],
      });
    street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: ["p"], observation: { contents: "dry" } });
    return street;
  };

  test("D14: a shaft is filled by two persons when every unit has written that no line of its is in it; the point stays", () => {
    const street = denied();
    expect(why(street, STREET, { ...SEAL, photoIds: [] })).toBe("PHOTO_NEEDED");
    street.inquiry(STREET, SEAL);
    expect(waiting(street.search)?.command).toBe("CONFIRM_SEALING");
    street.inquiry(CONVENER, { type: "CONFIRM_SEALING" });
    expect(street.search.state).toBe("SEALED");
    expect(street.status).toBe("ABANDONED");
    expect(street.dossier.component).toMatchObject({ retired: false, disposition: "ABANDONED" });
  });

  test("D14: not while gas or power are silent, nor while somebody wants to see it first", () => {
    expect(why(announced(), STREET, SEAL)).toBe("PROPOSAL_WAITING");
    const silent = looked();
    expect(why(silent, STREET, SEAL)).toBe("NOTICE_NOT_OVER");
    const quiet = announced();
    quiet.inquiry(LEAD, { type: "REFUSE_PROPOSAL" });
    expect(why(quiet, STREET, SEAL)).toBe("LIVE_LINE_SILENT");
    const visit = asked();
    for (const [n, unitId] of UNITS.entries())
      visit.inquiry(unit(unitId), {
        type: "ANSWER",
        answer: n === 0 ? "NEED_SITE_VISIT" : "DENY",
        reasonCode: n === 0 ? null : "NOT_ON_OUR_MAP",
        evidence: [{ kind: "WRITTEN_DENIAL", photoIds: ["p"] }],
      });
    visit.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: ["p"], observation: { contents: "dry" } });
    expect(why(visit, STREET, SEAL)).toBe("VISIT_OUTSTANDING");
  });

  test("the court's way runs for a year, hears whoever comes forward, and comes back with its decision", () => {
    const street = looked();
    street.inquiry(CONVENER, { type: "REFER_TO_COURT", court: "禅城区法院", reference: "(2026) 1" });
    expect(street.search.state).toBe("JUDICIAL");
    expect(clocks(street)).toEqual(["COURT"]);
    street.pass(366 * DAY);
    expect(street.search.escalation).toMatchObject({ step: "COURT" });
    expect(
      why(street, CONVENER, { type: "COURT_DECIDED", outcome: "OWNER", unitId: null, photoIds: ["d"] }),
    ).toBe("UNKNOWN_UNIT");
    street.inquiry(CONVENER, { type: "COURT_DECIDED", outcome: "OWNER", unitId: WATER, photoIds: ["d"] });
    expect(street.search.state).toBe("MEETING");
    expect(street.search.evidence.at(-1)).toMatchObject({ kind: "COURT_DECISION", unitId: WATER });
  });
});
