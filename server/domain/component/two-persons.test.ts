import { describe, expect, test } from "vitest";
import {
  COMPONENT,
  CONVENER,
  GRID,
  held,
  LEAD,
  SEAT,
  Street,
  SYSTEM,
  unit,
  UNITS,
} from "../mechanism/testing.ts";
import type { Actor } from "../names.ts";
import type { ComponentCommand } from "./commands.ts";
import type { Component } from "./state.ts";

const [WATER] = UNITS;
const RETIRE: ComponentCommand = { type: "RETIRE", reasonCode: "the road was rebuilt", photoIds: ["spot"] };
const CONFIRM: ComponentCommand = { type: "CONFIRM_CHANGE", code: "4406040130900001" };
const reclassify = (
  classCode: string,
  reasonCode: string | null = "the survey says so",
): ComponentCommand => ({
  type: "RECLASSIFY",
  classCode,
  classGroup: "COVER",
  code: null,
  scheme: "A",
  reasonCode,
  photoIds: ["paper"],
});
const refusal = (town: Street, actor: Actor, command: ComponentCommand) =>
  town.refusal(actor, { on: "component", id: COMPONENT, command });
const of = ({ dossier: { component } }: Street): Component => {
  if (!component) throw new Error("not registered");
  return component;
};

describe("guard 10: nothing leaves the register at one person's word", () => {
  test("it is proposed with a reason, stands on a list with a time, and holds when another has confirmed it", () => {
    const town = new Street();
    expect(refusal(town, SEAT, { ...RETIRE, reasonCode: " " })).toBe("REASON_NEEDED");
    town.component(SEAT, RETIRE);
    expect(of(town).retired).toBe(false);
    expect(of(town).changeProposal).toMatchObject({
      kind: "RETIRE",
      reasonCode: "the road was rebuilt",
      photoIds: ["spot"],
      byAccountId: SEAT.accountId,
      at: town.now,
      dueAt: expect.any(String),
    });
    expect(refusal(town, LEAD, RETIRE)).toBe("PROPOSAL_WAITING");
    expect(refusal(town, SEAT, CONFIRM)).toBe("ROLE_MAY_NOT");
    expect(refusal(town, GRID, CONFIRM)).toBe("ROLE_MAY_NOT");
    const sameOne: Actor = { ...LEAD, personAccountIds: [SEAT.accountId ?? ""] };
    expect(refusal(town, sameOne, CONFIRM)).toBe("SECOND_PERSON_NEEDED");
    // An account of which nobody has entered whose it is may be the proposer's own.
    expect(refusal(town, { ...LEAD, personAccountIds: [] }, CONFIRM)).toBe("PERSON_UNKNOWN");
    town.component(LEAD, CONFIRM);
    expect(of(town)).toMatchObject({ retired: true, changeProposal: null });
    expect(town.kinds.slice(-2)).toEqual(["CHANGE_PROPOSED", "COMPONENT_RETIRED"]);
  });

  test("the convener may decide what the lead has left", () => {
    const town = new Street();
    town.component(LEAD, RETIRE);
    town.component(CONVENER, CONFIRM);
    expect(of(town).retired).toBe(true);
  });

  test("a case that came in meanwhile is seen when it is confirmed", () => {
    const town = new Street();
    town.component(SEAT, RETIRE);
    town.report();
    expect(refusal(town, LEAD, CONFIRM)).toBe("OPEN_MATTERS");
    expect(of(town).changeProposal).not.toBeNull();
  });

  test("refused or taken back, nothing has changed and it can be proposed anew", () => {
    const town = new Street();
    for (const by of [LEAD, SEAT, CONVENER]) {
      town.component(SEAT, RETIRE);
      town.component(by, { type: "REFUSE_CHANGE" });
      expect(of(town)).toMatchObject({ retired: false, changeProposal: null });
    }
    expect(refusal(town, LEAD, CONFIRM)).toBe("NO_PROPOSAL");
  });

  test("what is retired leaves no proposal that nobody could decide any more", () => {
    const town = new Street({ roles: [held("regulator", WATER)] });
    const maintainer = { role: "maintainer", unitId: WATER, basis: "HANDOVER", basisRef: null } as const;
    town.component(SEAT, { type: "ASSIGN_ROLE", ...maintainer, from: town.today, photoIds: ["paper"] });
    town.component(SEAT, RETIRE);
    town.component(LEAD, CONFIRM);
    expect(of(town)).toMatchObject({ roleProposal: null, changeProposal: null });
  });

  test("what follows by itself, as in an import, is done at once", () => {
    const town = new Street();
    town.component(SYSTEM, RETIRE);
    expect(of(town).retired).toBe(true);
  });
});

describe("guard 10, D26: nobody hides a component from its units with one word, nor shows it to them", () => {
  test("to class 0130 it is proposed; until another has confirmed it everybody sees it as before", () => {
    const town = new Street({ roles: [held("owner", WATER)] });
    expect(refusal(town, SEAT, reclassify("0130", null))).toBe("REASON_NEEDED");
    town.component(SEAT, reclassify("0130"));
    expect(of(town)).toMatchObject({ classCode: "0102", restricted: false });
    expect(refusal(town, SEAT, CONFIRM)).toBe("ROLE_MAY_NOT");
    expect(refusal(town, unit(WATER), CONFIRM)).toBe("ROLE_MAY_NOT");
    town.component(LEAD, CONFIRM);
    expect(of(town)).toMatchObject({ classCode: "0130", restricted: true, changeProposal: null });
    expect(of(town).codes.at(-1)).toMatchObject({ code: "4406040130900001", to: null });
  });

  test("a mistake can be taken back, by two again", () => {
    const town = new Street({ restricted: true });
    town.component(SEAT, reclassify("0102"));
    expect(of(town)).toMatchObject({ classCode: "0130", restricted: true });
    town.component(LEAD, CONFIRM);
    expect(of(town)).toMatchObject({ classCode: "0102", restricted: false });
  });

  test("what is restricted under another class, from before, takes two as well", () => {
    const town = new Street({ restricted: true });
    town.component(SYSTEM, reclassify("0102"));
    town.dossier = { ...town.dossier, component: { ...of(town), restricted: true } };
    town.component(SEAT, reclassify("0103"));
    expect(of(town)).toMatchObject({ classCode: "0102", restricted: true });
  });

  test("between ordinary classes one person corrects it, but not beside a proposal", () => {
    const town = new Street();
    town.component(SEAT, reclassify("0103", null));
    expect(of(town)).toMatchObject({ classCode: "0103", changeProposal: null });
    town.component(SEAT, reclassify("0130"));
    expect(refusal(town, SEAT, reclassify("0102", null))).toBe("PROPOSAL_WAITING");
  });

  test("the open inquiry becomes one on paper when it is confirmed, and not before", () => {
    const town = new Street();
    town.file();
    town.component(SEAT, reclassify("0130"));
    expect(town.search.restricted).toBe(false);
    town.component(LEAD, CONFIRM);
    expect(town.search.restricted).toBe(true);
  });
});
