import { describe, expect, test } from "vitest";
import type { Inquiry } from "./state.ts";
import { INQUIRY_COMMANDS, type InquiryCommandName } from "./commands.ts";
import { inquiryCan } from "./table.ts";
import { INQUIRY_STATES, ROLES, type InquiryState, type Role } from "../names.ts";
import { person, Street, UNITS } from "../mechanism/testing.ts";

/** docs/domain.md#ownership-track and #roles, on one page: command, who, in which states. */
const POLICY: Readonly<Record<InquiryCommandName, readonly [who: string, when: string]>> = {
  SEND_LETTERS: ["SEAT LEAD", "ASKING"],
  ANSWER: ["UNIT SEAT LEAD", "ANY"],
  CONFIRM_DISCLAIMER: ["LEAD CONVENER", "ANY"],
  CONTEST_ANSWER: ["UNIT", "ASKING DETERMINED"],
  WITHDRAW_CLAIM: ["UNIT", "ASKING"],
  DISCLAIM: ["UNIT SEAT LEAD", "ANY"],
  END_CONSULTATION: ["SEAT LEAD", "CONSULTING"],
  ADD_EVIDENCE: ["GRID DEPT UNIT CONVENER SEAT LEAD", "ASKING BACKSTOP"],
  RECORD_SITE_SURVEY: ["GRID DEPT SEAT LEAD", "ASKING"],
  CHECK_PARCEL: ["DEPT CONVENER SEAT LEAD", "ASKING"],
  REJECT_CLAIM: ["CONVENER", "ASKING"],
  PROPOSE_DETERMINATION: ["DEPT CONVENER SEAT LEAD", "ASKING"],
  CONFIRM_DETERMINATION: ["LEAD CONVENER", "ASKING"],
  PUBLISH_NOTICE: ["SEAT LEAD", "CONSULTING SITE_SURVEY MEETING"],
  PROPOSE_BACKSTOP: ["DEPT SEAT LEAD", "SITE_SURVEY MEETING NOTICE"],
  SIGN_BACKSTOP: ["CONVENER", "SITE_SURVEY MEETING NOTICE"],
  PROPOSE_PRIVATE: ["DEPT SEAT LEAD", "ASKING"],
  CONFIRM_PRIVATE: ["LEAD CONVENER", "ASKING"],
  REFUSE_PROPOSAL: ["LEAD CONVENER", "ANY"],
  REVIEW_BACKSTOP: ["AUDITOR", "BACKSTOP"],
  CALL_MEETING: ["LEAD CONVENER", "ASKING"],
  PROPOSE_SEALING: ["DEPT SEAT LEAD", "ASKING"],
  CONFIRM_SEALING: ["CONVENER", "ASKING"],
  REFER_TO_COURT: ["CONVENER", "ASKING"],
  COURT_DECIDED: ["CONVENER", "JUDICIAL"],
  REOPEN: ["DEPT CONVENER LEAD", "DECIDED"],
  CONFIRM_REOPENING: ["CONVENER", "DECIDED"],
  WITHDRAW: ["SEAT LEAD", "ASKING"],
  CONFIRM_WITHDRAWAL: ["LEAD CONVENER", "ASKING"],
  ADD_NOTE: ["GRID DEPT UNIT CONVENER SEAT LEAD", "ANY"],
};
const NAMES: Readonly<Record<string, Role>> = {
  SEAT: "SEAT_OPERATOR",
  LEAD: "SHIFT_LEAD",
  GRID: "GRID_WORKER",
  DEPT: "STREET_DEPT",
  UNIT: "OWNER_UNIT",
  CONVENER: "CONVENER",
  AUDITOR: "AUDITOR",
};
const ASKING: readonly InquiryState[] = ["OPENED", "CONSULTING", "SITE_SURVEY", "MEETING", "NOTICE"];
const statesOf = (when: string): readonly string[] =>
  when.split(" ").flatMap((word): readonly string[] => {
    if (word === "ASKING") return ASKING;
    if (word === "DECIDED") return ["DETERMINED", "BACKSTOP", "SEALED", "PRIVATE"];
    return word === "ANY" ? INQUIRY_STATES.filter((state) => state !== "WITHDRAWN") : [word];
  });

const asked = new Street();
asked.file();
const inState = (state: InquiryState): Inquiry => ({ ...asked.search, state });
const commands = Object.keys(INQUIRY_COMMANDS) as InquiryCommandName[];

test("the page names every command of the ownership track", () => {
  expect(commands.toSorted()).toEqual(Object.keys(POLICY).toSorted());
});

describe.each(commands)("%s", (command) => {
  const [who, when] = POLICY[command];
  const roles = who.split(" ").map((name) => NAMES[name]);
  test.each(ROLES)("as %s", (role) => {
    for (const state of INQUIRY_STATES) {
      const reason = inquiryCan(person(role, UNITS[0]), inState(state), command)?.reason ?? null;
      if (!roles.includes(role)) expect(reason, state).toBe("ROLE_MAY_NOT");
      else if (!statesOf(when).includes(state)) expect(reason, state).toBe("WRONG_STATE");
      else expect(["ROLE_MAY_NOT", "WRONG_STATE"], state).not.toContain(reason);
    }
  });
});

test("a unit that was not asked adds no evidence and no note", () => {
  const stranger = person("OWNER_UNIT", "stranger-unit");
  expect(inquiryCan(stranger, inState("CONSULTING"), "ADD_EVIDENCE")).toEqual({ reason: "NOT_ASKED" });
  expect(inquiryCan(stranger, inState("CONSULTING"), "ADD_NOTE")).toEqual({ reason: "NOT_ASKED" });
  expect(inquiryCan(stranger, inState("CONSULTING"), "ANSWER")).toBeNull();
});
