import { describe, expect, test } from "vitest";
import { running } from "../clocks/deadline.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { inquiryOpen, openClaims } from "../inquiry/state.ts";
import type { Dossier } from "./dossier.ts";
import { foldInto } from "./fold.ts";
import { identify, undoIdentification, type Identify, type Pair } from "./identify.ts";
import {
  CONVENER,
  DEPT,
  GRID,
  held,
  LEAD,
  SEAT,
  shot,
  Street,
  STREET,
  SYSTEM,
  unit,
  UNITS,
  type StreetOptions,
} from "./testing.ts";

const [WATER, POWER] = UNITS;
const FOUND = "found-by-phone";
const SEEN: Identify = {
  type: "IDENTIFY",
  with: "component-1",
  reasonCode: "SEEN_ON_THE_SPOT",
  photoIds: [],
};
const claim: InquiryCommand = {
  type: "ANSWER",
  answer: "CLAIM",
  reasonCode: null,
  evidence: [{ kind: "PIPE_MAP", photoIds: ["map"] }],
};

/** A hole reported on the phone beside a registered cover. */
class TwoLids {
  readonly found: Street;
  readonly known: Street;

  constructor(known: StreetOptions = {}, metres = 8) {
    this.known = new Street(known);
    this.found = new Street({ provisional: { id: FOUND, metres } });
  }

  get pair(): Pair {
    return { provisional: this.found.dossier, registered: this.known.dossier };
  }

  identify(actor = SEAT, command = SEEN): string | null {
    return this.#take(identify(this.pair, command, this.#contexts(actor)));
  }

  undo(actor = LEAD): string | null {
    return this.#take(
      undoIdentification(
        this.pair,
        { type: "UNDO_IDENTIFICATION", reasonCode: "SURVEYED_AGAIN" },
        this.#contexts(actor),
      ),
    );
  }

  pass(minutes: number): void {
    this.found.pass(minutes);
    this.known.pass(minutes);
  }

  #contexts(actor: typeof SEAT) {
    return { provisional: this.found.context(actor), registered: this.known.context(actor) };
  }

  #take(performed: ReturnType<typeof identify>): string | null {
    if ("refused" in performed) return performed.refused.reason;
    const { provisional, registered } = performed.pair;
    this.found.dossier = provisional;
    this.known.dossier = registered;
    for (const { side, outcome } of performed.outcomes)
      (side === "provisional" ? this.found : this.known).told.push({ event: outcome, at: this.known.now });
    return null;
  }
}

const clocks = (street: Street, kinds: readonly string[]) =>
  street.matter.deadlines.filter(({ kind }) => kinds.includes(kind));

describe("D5: what was reported on the phone is a cover that is registered already", () => {
  test("its case goes on there, with every safety clock as it was and whoever is at work", () => {
    const two = new TwoLids();
    two.found.file();
    two.found.case(STREET, { type: "ACKNOWLEDGE" });
    const before = clocks(two.found, ["GUARD", "MAKE_SAFE", "REPAIR"]);
    expect(before.every(running)).toBe(true);
    expect(two.identify()).toBeNull();
    expect(two.found.dossier).toMatchObject({
      component: { retired: true, identified: { with: "component-1", on: two.known.today } },
      cases: [],
      inquiries: [],
    });
    expect(two.known.matter).toMatchObject({ componentId: "component-1", movedFrom: FOUND, unitId: DEPT });
    expect(clocks(two.known, ["GUARD", "MAKE_SAFE", "REPAIR"])).toEqual(before);
    expect(two.known.dossier.component?.physicalState).toBe("LOST");
    two.known.case(STREET, { type: "GUARD", position: null, ...shot() });
    two.known.case(STREET, { type: "MAKE_SAFE", measure: "TEMPORARY_COVER", ...shot() });
    expect(two.known.matter.state).toBe("MADE_SAFE");
  });

  test("where nobody asks there, the inquiry itself goes there, and its letters run on", () => {
    const two = new TwoLids();
    two.found.file();
    two.found.inquiry(unit(WATER), claim);
    const { letters, deadlines, id } = two.found.search;
    two.identify();
    expect(two.known.search).toMatchObject({ id, componentId: "component-1", letters, deadlines });
    expect(openClaims(two.known.search)).toHaveLength(1);
    expect(two.known.status).toBe("CLAIM_PENDING");
    two.known.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: two.known.today });
    two.known.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    expect(two.known.status).toBe("CONFIRMED");
    expect(two.known.matter.ownerNoted?.unitId).toBe(WATER);
  });

  test("where somebody asks there already, that inquiry goes on with it, becomes urgent and asks who has not answered", () => {
    const two = new TwoLids({ candidates: [WATER] });
    two.known.file({ danger: false, defect: "NOISY", id: "case-2" });
    two.found.file();
    two.found.inquiry(unit(WATER), {
      type: "ANSWER",
      answer: "DENY",
      reasonCode: "NOT_ON_OUR_MAP",
      evidence: [],
    });
    const [mine] = two.known.dossier.inquiries;
    two.identify();
    const [there, here] = two.known.dossier.inquiries;
    expect(there).toMatchObject({ id: mine?.id, danger: true, caseIds: ["case-2", "case-1"] });
    expect(there?.letters.map(({ unitId }) => unitId)).toEqual([WATER, POWER, "gas-unit"]);
    expect(here).toMatchObject({ state: "WITHDRAWN", absorbed: { into: mine?.id, state: "CONSULTING" } });
    expect(here?.deadlines.some(running)).toBe(false);
    expect(two.known.dossier.inquiries.filter(inquiryOpen)).toHaveLength(1);
  });

  test("the owner on record is told, and asked; who acts in his place goes on", () => {
    const two = new TwoLids({ roles: [held("owner", WATER)], candidates: [POWER] });
    two.found.file();
    two.identify();
    expect(two.known.matter).toMatchObject({ unitId: DEPT, ownerNoted: { unitId: WATER } });
    expect(two.known.kinds).toContain("NOTICE_RECORDED");
    expect(two.known.search.letters.some(({ unitId }) => unitId === WATER)).toBe(true);
    expect(two.known.status).toBe("CONFIRMED");
  });

  test("nothing is left without a clock, and time alone brings it on", () => {
    const two = new TwoLids();
    two.found.file();
    two.identify();
    two.pass(30 * 1440);
    expect(two.known.matter.escalations).toBeGreaterThan(0);
    expect(two.known.search.deadlines.some(running)).toBe(true);
    expect(two.found.due("2030-01-01T00:00:00.000Z")).toEqual([]);
  });

  test("what is not yet filed is filed there, and asks there", () => {
    const two = new TwoLids();
    two.found.report();
    two.identify();
    two.known.case(SEAT, { type: "FILE", danger: true, defect: "MISSING" });
    expect(two.known.search.caseIds).toEqual(["case-1"]);
  });
});

describe("D5: two things are not said to be one lightly", () => {
  test.each([
    ["too far away", new TwoLids({}, 31), "TOO_FAR_APART"],
    [
      "itself provisional",
      new TwoLids({ provisional: { id: "component-1", metres: 0 } }),
      "IDENTIFIED_WITH_REGISTERED",
    ],
  ])("not with one that is %s", (_, two, reason) => {
    two.found.file();
    expect(two.identify()).toBe(reason);
  });

  test("not with one that is no more, nor one of another kind", () => {
    const retired = new TwoLids();
    retired.known.component(SEAT, { type: "RETIRE", reasonCode: "REMOVED" });
    retired.known.component(LEAD, { type: "CONFIRM_CHANGE" });
    expect(retired.identify()).toBe("RETIRED_COMPONENT");
    const lamp = new TwoLids();
    lamp.known.component(SEAT, {
      type: "RECLASSIFY",
      classCode: "0301",
      classGroup: "LAMP",
      code: null,
      scheme: "A",
    });
    expect(lamp.identify()).toBe("OTHER_KIND");
  });

  test("a registered one is no provisional one, and another reason takes words", () => {
    const two = new TwoLids();
    two.found.component(SEAT, { type: "CONFIRM_REGISTRATION" });
    expect(two.identify()).toBe("NOT_PROVISIONAL");
    const vague = new TwoLids();
    expect(vague.identify(SEAT, { ...SEEN, reasonCode: "OTHER" })).toBe("EXPLANATION_NEEDED");
    expect(
      vague.identify(SEAT, { ...SEEN, reasonCode: "OTHER", notes: { note: "两次来电说的是同一口井" } }),
    ).toBeNull();
  });

  test("guard 10: what two decided about it does not fall by one person's word", () => {
    const two = new TwoLids({ roles: [held("owner", POWER)] });
    two.found.component(SYSTEM, {
      type: "ASSIGN_ROLE",
      role: "owner",
      unitId: WATER,
      from: "2025-01-01",
      basis: "DETERMINATION",
      basisRef: null,
    });
    expect(two.identify()).toBe("DECIDED_OTHERWISE");
  });

  test("guard 4: no claim is lost, nor what was proposed on it", () => {
    const two = new TwoLids({ candidates: [POWER] });
    two.known.file({ danger: false, defect: "NOISY", id: "case-2" });
    two.found.file();
    two.found.inquiry(unit(WATER), claim);
    expect(two.identify()).toBe("CLAIMED_HERE_ONLY");
    two.known.inquiry(unit(WATER), claim);
    two.found.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: two.found.today });
    expect(two.identify()).toBe("PROPOSAL_WAITING");
    two.found.inquiry(CONVENER, { type: "REFUSE_PROPOSAL" });
    expect(two.identify()).toBeNull();
  });
});

describe("D27: it is taken back within thirty days", () => {
  test("everything that came goes back, with its clocks, its letters and its inquiry", () => {
    const two = new TwoLids({ candidates: [WATER] });
    two.known.file({ danger: false, defect: "NOISY", id: "case-2" });
    two.found.file();
    const before = two.found.dossier;
    const [asking] = two.known.dossier.inquiries;
    two.identify();
    expect(two.undo(SEAT)).toBe("ROLE_MAY_NOT");
    expect(two.undo()).toBeNull();
    const [inquiry] = two.found.dossier.inquiries;
    expect(two.found.dossier.component).toMatchObject({ retired: false, identified: null });
    expect(two.found.matter).toMatchObject({ componentId: FOUND, deadlines: before.cases[0]?.deadlines });
    expect(two.found.matter.movedFrom).toBeUndefined();
    expect(inquiry).toMatchObject({
      componentId: FOUND,
      state: "CONSULTING",
      letters: before.inquiries[0]?.letters,
      deadlines: before.inquiries[0]?.deadlines,
    });
    expect(two.known.dossier.component?.physicalState).toBe("INTACT");
    expect(two.known.dossier.cases.map(({ id }) => id)).toEqual(["case-2"]);
    expect(two.known.dossier.inquiries).toMatchObject([{ id: asking?.id, danger: false }]);
  });

  test("not later, not when cases were merged, not when it was decided", () => {
    const late = new TwoLids();
    late.found.file();
    late.identify();
    late.pass(31 * 1440);
    expect(late.undo()).toBe("IDENTIFIED_LONG_AGO");

    const merged = new TwoLids();
    merged.known.file({ id: "case-2" });
    merged.found.report();
    merged.identify();
    merged.known.case(SEAT, { type: "MERGE", into: "case-2" });
    expect(merged.undo()).toBe("MERGED_SINCE");

    const decided = new TwoLids();
    decided.found.file();
    decided.found.inquiry(unit(WATER), claim);
    decided.identify();
    decided.pass(1);
    decided.known.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId: WATER, from: decided.known.today });
    decided.known.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    expect(decided.undo()).toBe("DECIDED_SINCE");
    expect(new TwoLids().undo()).toBe("NOT_IDENTIFIED");
  });

  test("a hole that the other's inquiry asked for gets one of its own", () => {
    const two = new TwoLids();
    two.found.report();
    two.identify();
    two.known.case(SEAT, { type: "FILE", danger: true, defect: "MISSING" });
    two.undo();
    expect(two.found.search).toMatchObject({ componentId: FOUND, caseIds: ["case-1"], danger: true });
    expect(two.known.search.danger).toBe(false);
  });
});

test("D5: a dossier is what its events make of it, on both sides", () => {
  const two = new TwoLids({ candidates: [WATER] });
  two.known.file({ danger: false, defect: "NOISY", id: "case-2" });
  two.found.file();
  const start: Dossier = {
    ...two.known.dossier,
    cases: [...two.known.dossier.cases, ...two.found.dossier.cases],
    inquiries: [...two.known.dossier.inquiries, ...two.found.dossier.inquiries],
  };
  const performed = identify(two.pair, SEEN, {
    provisional: two.found.context(SEAT),
    registered: two.known.context(SEAT),
  });
  if ("refused" in performed) throw new Error(performed.refused.reason);
  const folded = performed.outcomes
    .filter(({ outcome }) => outcome.stream !== "component" || outcome.id === "component-1")
    .reduce<Dossier>((dossier, { outcome }) => foldInto(dossier, outcome, two.known.now), start);
  expect(folded).toEqual(performed.pair.registered);
  const causes = performed.outcomes.map(({ outcome }) => outcome.cause);
  expect(causes[0]).toBeNull();
  expect(causes.slice(1).every((cause, n) => cause !== null && cause <= n)).toBe(true);
});

test("D5: a grid worker's later report is taken in by the case there", () => {
  const two = new TwoLids();
  two.found.file();
  two.identify();
  two.known.case(GRID, { type: "ADD_REPORT", channel: "GRID_APP", danger: true });
  expect(two.known.matter.reportCount).toBe(2);
});
