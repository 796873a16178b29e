import { describe, expect, test } from "vitest";
import { running } from "../clocks/deadline.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { waiting } from "../inquiry/waiting.ts";
import { AUDITOR, CONVENER, GRID, LEAD, SEAT, STREET, Street, unit, UNITS } from "./testing.ts";

/** Nothing rests without a clock: who has the next step, until when, and to whom it comes when nobody takes it. */

const DAYS = 1440;
const clocks = ({ search }: Street): string[] => search.deadlines.filter(running).map(({ kind }) => kind);
const silent = (): Street => {
  const street = new Street();
  street.file({ danger: false, defect: "NOISY" });
  street.pass(7 * DAYS);
  return street;
};
const announced = (): Street => {
  const street = silent();
  street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: ["p"], observation: {} });
  street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
  return street;
};
const claim: InquiryCommand = { type: "ANSWER", answer: "CLAIM", reasonCode: null, evidence: [] };

describe("every state that waits for a person has a clock and an owner of the next step", () => {
  test("nobody to ask: the seat has to write", () => {
    const street = new Street({ candidates: [] });
    street.file({ danger: false, defect: "NOISY" });
    expect(street.search.state).toBe("OPENED");
    expect(waiting(street.search)).toMatchObject({ step: "LETTERS", roles: ["SEAT_OPERATOR"] });
    expect(clocks(street)).toEqual(["LETTERS"]);
  });

  test("after the round the spot, then the parcel, then the notice", () => {
    const street = silent();
    expect(clocks(street)).toContain("SURVEY");
    street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: ["p"], observation: {} });
    expect(clocks(street)).toEqual(["PARCEL"]);
    street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
    expect(clocks(street)).toEqual(["PUBLISH"]);
    expect(waiting(street.search)).toMatchObject({ command: "PUBLISH_NOTICE", roles: ["SEAT_OPERATOR"] });
  });

  test("D9: the backstop is proposed by itself when the notice is over, and its signature has a clock", () => {
    const street = announced();
    street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "SITE" });
    expect(clocks(street)).toEqual(["NOTICE"]);
    street.pass(16 * DAYS);
    expect(clocks(street)).toEqual(["SIGN"]);
    expect(waiting(street.search)).toMatchObject({ step: "SIGN", roles: ["CONVENER"] });
    street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
    expect(clocks(street)).toEqual(["REVIEW"]);
    expect(street.search.deadlines.find(({ kind }) => kind === "SIGN")?.metAt).not.toBeNull();
  });

  test("D1: rival claims wait for the convener, three work days", () => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    street.inquiry(unit(UNITS[0]), claim);
    street.inquiry(unit(UNITS[1]), claim);
    expect(waiting(street.search)).toMatchObject({ step: "MEETING", roles: ["CONVENER"] });
    expect(clocks(street)).toContain("MEETING");
  });

  test("D1: an objection makes it the convener's, with a clock", () => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    street.inquiry(unit(UNITS[0]), { ...claim, evidence: [{ kind: "PIPE_MAP", photoIds: ["p"] }] });
    expect(waiting(street.search)?.step).toBe("PROPOSE");
    street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: UNITS[0], from: street.today });
    expect(clocks(street)).toContain("CONFIRM");
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    expect(clocks(street)).toEqual(["OBJECTION"]);
    street.inquiry(unit(UNITS[1]), { ...claim, evidence: [{ kind: "PIPE_MAP", photoIds: ["q"] }] });
    expect(waiting(street.search)).toMatchObject({ step: "MEETING", roles: ["CONVENER"] });
    expect(clocks(street)).toContain("MEETING");
  });

  test("what nobody takes in time comes to the lead, then to the convener", () => {
    const street = announced();
    street.pass(40);
    expect(street.search.escalation).toMatchObject({ step: "PUBLISH", to: "SHIFT_LEAD" });
    street.pass(40);
    expect(street.search.escalation).toMatchObject({ step: "PUBLISH", to: "CONVENER" });
    expect(clocks(street)).toContain("PUBLISH");
    street.inquiry(LEAD, { type: "PUBLISH_NOTICE", channel: "SITE" });
    expect(street.search.escalation).toBeNull();
    expect(clocks(street)).toEqual(["NOTICE"]);
  });

  test("D30: a backstop that nobody signs comes to the auditor, an overdue review to the convener", () => {
    const street = announced();
    street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "SITE" });
    street.pass(21 * DAYS);
    expect(street.search.escalation).toMatchObject({ step: "SIGN", to: "AUDITOR" });
    street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
    expect(street.search.escalation).toBeNull();
    street.pass(40 * DAYS);
    expect(street.search.escalation).toMatchObject({ step: "REVIEW", to: "CONVENER" });
    street.inquiry(AUDITOR, { type: "REVIEW_BACKSTOP", outcome: "CONTINUE", nextReviewOn: null });
    expect(street.search.escalation).toBeNull();
  });

  test("D28: a consultation that nobody answered has run out; its clock is not met", () => {
    const [consult] = silent().search.deadlines.filter(({ kind }) => kind === "CONSULT");
    expect(consult?.firedAt).not.toBeNull();
    expect(consult?.metAt).toBeNull();
  });
});

describe("a case that waits for a desk", () => {
  const repaired = (): Street => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", photoIds: ["p"], measure: "plate" });
    street.case(STREET, { type: "REPAIR", photoIds: ["q"], measure: "lid", material: null, loadClass: null });
    street.case(GRID, { type: "PASS_CHECK", photoIds: ["r"] });
    return street;
  };
  const of = (street: Street, kind: string) => street.matter.deadlines.find((one) => one.kind === kind);

  test("after its check has a clock for the closing", () => {
    const street = repaired();
    expect(of(street, "CLOSE")).toMatchObject({ metAt: null });
    street.case(LEAD, { type: "CLOSE" });
    expect(of(street, "CLOSE")?.metAt).toBe(street.now);
  });

  test("guard 10: a request for a second person has a clock and is escalated", () => {
    const street = repaired();
    street.case(SEAT, { type: "REQUEST_FORCED_CLOSE", reasonCode: "WAITING" });
    street.pass(3 * DAYS);
    expect(of(street, "REQUEST")?.firedAt).not.toBeNull();
    expect(street.kinds.filter((kind) => kind === "CASE_ESCALATED").length).toBeGreaterThan(0);
    street.case(LEAD, { type: "REFUSE_REQUEST" });
    expect(of(street, "REQUEST")?.metAt).toBe(street.now);
  });
});
