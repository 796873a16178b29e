import { describe, expect, test } from "vitest";
import type { CaseCommand } from "./case-decide.ts";
import { earliestFiling } from "./case-merge.ts";
import { holderOn } from "./component.ts";
import type { HolderSucceeded } from "./component.ts";
import { running } from "./deadline.ts";
import type { InquiryCommand } from "./inquiry-command.ts";
import { replay, standing } from "./mechanism.ts";
import type { ComponentRole } from "./names.ts";
import {
  COMPONENT,
  CONVENER,
  DEPT,
  GRID,
  held,
  LEAD,
  SEAT,
  STREET,
  Street,
  SYSTEM,
  unit,
  UNITS,
  person,
} from "./testing.ts";

/** What real operators will meet (DOMAIN.md d), as far as one component's dossier decides it. */
const [WATER, POWER, GAS] = UNITS;
const claim = (unitId: string): InquiryCommand => ({
  type: "ANSWER",
  unitId,
  answer: "CLAIM",
  reasonCode: null,
  evidence: [{ id: `claim-${unitId}`, kind: "AS_BUILT_DRAWING", photoIds: [] }],
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
  street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: [], observation: {} });
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
    evidence: [{ id: "drawing", kind: "AS_BUILT_DRAWING", photoIds }],
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

  test("split: held jointly until it is allocated, also to the part that holds it meanwhile", () => {
    const street = owned();
    street.component(SYSTEM, succession({ how: "SPLIT", joint: [POWER, GAS] }));
    expect(street.dossier.component?.roles.at(1)).toMatchObject({ basis: "SPLIT_UNALLOCATED" });
    const allocate = {
      type: "ASSIGN_ROLE",
      role: "owner",
      unitId: POWER,
      from: "2026-03-02",
      basis: "ALLOCATION",
      basisRef: "n",
    } as const;
    street.component(SEAT, allocate);
    const owner = street.dossier.component && holderOn(street.dossier.component, "owner", "2026-03-02");
    expect(owner).toMatchObject({ unitId: POWER, basis: "ALLOCATION" });
    retold(street);
  });

  test("dissolved: the department looks after it from that day, and everybody else is asked", () => {
    const street = owned();
    street.component(SYSTEM, succession({ toUnitId: null, how: "DISSOLVED" }));
    expect(holder(street, "owner", "2026-02-28")).toBe(WATER);
    expect(holder(street, "owner", "2026-03-01")).toBeUndefined();
    expect(holder(street, "interim_custodian", "2026-03-01")).toBe(DEPT);
    expect(street.search).toMatchObject({ state: "CONSULTING", origin: "REGISTRY" });
    expect(street.search.letters.map(({ unitId }) => unitId)).toEqual([POWER, GAS]);
    expect(street.status).toBe("BACKSTOP");
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

describe("D5: two reports that were taken for one", () => {
  function twice(): Street {
    const street = new Street({ roles: [held("owner", WATER)] });
    street.report({ id: "case-1", danger: false, defect: "NOISY" });
    street.pass(3);
    street.report({ id: "case-2", danger: false, defect: "NOISY" });
    street.pass(2);
    return street;
  }
  const accept = (street: Street, id: string) =>
    street.matterOf(id).deadlines.filter((deadline) => deadline.kind === "ACCEPT" && running(deadline));

  test("count as one case with two reports, whose clocks follow the earlier one", () => {
    const street = twice();
    const first = accept(street, "case-1");
    street.case(SEAT, { type: "MERGE", into: "case-2" }, "case-1");
    expect(street.matterOf("case-2")).toMatchObject({
      reportCount: 2,
      merged: [{ caseId: "case-1", number: "case-1", channel: "GRID_APP" }],
    });
    expect(accept(street, "case-2")).toEqual(first);
    retold(street);
  });

  test("are taken apart by the lead: each has its own clocks again, as its own report started them", () => {
    const street = twice();
    const [first, second] = [accept(street, "case-1"), accept(street, "case-2")];
    street.case(SEAT, { type: "MERGE", into: "case-2" }, "case-1");
    street.pass(1);
    expect(street.refusal(SEAT, { on: "case", id: "case-1", command: { type: "UNMERGE" } })).toBe(
      "ROLE_MAY_NOT",
    );
    street.case(LEAD, { type: "UNMERGE" }, "case-1");
    expect(street.matterOf("case-1")).toMatchObject({
      state: "REPORTED",
      mergedInto: null,
      endedAt: null,
      number: "case-1",
      channel: "GRID_APP",
    });
    expect(street.matterOf("case-2")).toMatchObject({ reportCount: 1, merged: [] });
    expect([accept(street, "case-1"), accept(street, "case-2")]).toEqual([first, second]);
    retold(street);
  });

  test("of three reports, taking the earliest away leaves the clocks of the next", () => {
    const street = twice();
    street.report({ id: "case-3", danger: false, defect: "NOISY" });
    const second = accept(street, "case-2");
    street.case(SEAT, { type: "MERGE", into: "case-3" }, "case-1");
    street.case(SEAT, { type: "MERGE", into: "case-3" }, "case-2");
    street.case(LEAD, { type: "UNMERGE" }, "case-1");
    expect(accept(street, "case-3")).toEqual(second);
    expect(street.matterOf("case-3").reportCount).toBe(2);
  });

  test("the repair is due as the filing that came first made it", () => {
    const street = twice();
    street.case(SEAT, { type: "FILE", danger: false, defect: "NOISY" }, "case-1");
    const due = street.matterOf("case-1").deadlines.find(({ kind }) => kind === "REPAIR")?.dueAt;
    street.pass(24 * 60);
    street.case(SEAT, { type: "MERGE", into: "case-2" }, "case-1");
    street.case(SEAT, { type: "FILE", danger: false, defect: "NOISY" }, "case-2");
    expect(earliestFiling(street.matterOf("case-2"))).toBe(street.matterOf("case-1").filedAt);
    expect(street.matterOf("case-2").deadlines.find(({ kind }) => kind === "REPAIR")?.dueAt).toBe(due);
  });

  test("no longer after thirty days, and the last merger first", () => {
    const street = twice();
    street.report({ id: "case-3", danger: false, defect: "NOISY" });
    street.case(SEAT, { type: "MERGE", into: "case-2" }, "case-1");
    street.case(SEAT, { type: "MERGE", into: "case-3" }, "case-2");
    expect(street.matterOf("case-3").reportCount).toBe(3);
    const unmerge = { on: "case", id: "case-1", command: { type: "UNMERGE" } } as const;
    expect(street.refusal(LEAD, unmerge)).toBe("MERGED_FURTHER");
    street.case(LEAD, { type: "UNMERGE" }, "case-2");
    expect(street.matterOf("case-3").reportCount).toBe(1);
    street.now = "2026-05-01T00:00:00.000Z";
    expect(street.refusal(LEAD, unmerge)).toBe("UNMERGE_TOO_LATE");
  });

  test("each reporter is answered, also the one whose case was merged away", () => {
    const street = twice();
    street.case(SEAT, { type: "MERGE", into: "case-2" }, "case-1");
    street.case(SEAT, { type: "REPLY", channel: "WECHAT" }, "case-1");
    expect(street.matterOf("case-1").repliedAt).toBe(street.now);
    expect(street.matterOf("case-2").repliedAt).toBeNull();
    expect(
      street.refusal(SEAT, { on: "case", id: "case-1", command: { type: "REPLY", channel: "WECHAT" } }),
    ).toBe("ALREADY_REPLIED");
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

describe("a step on the spot that reaches the office late", () => {
  const guard = (occurredAt: string): CaseCommand => ({
    type: "GUARD",
    photoIds: ["photo"],
    position: null,
    occurredAt,
  });
  function offline(): { street: Street; at: string } {
    const street = new Street();
    street.file();
    street.pass(10);
    const at = street.now;
    street.pass(170);
    return { street, at };
  }

  test("is judged by when it happened, and its lateness stays visible", () => {
    const { street, at } = offline();
    street.case(STREET, guard(at));
    const clock = street.matter.deadlines.find(({ kind }) => kind === "GUARD");
    expect(clock).toMatchObject({ metAt: at, toldAt: street.now });
    expect(clock && at <= clock.dueAt && clock.firedAt).toBeTruthy(); // the alarm was raised, for nobody knew
    expect(street.matter.guardedAt).toBe(at);
    retold(street);
  });

  test("not from the future, not from before the filing, not from last week", () => {
    const { street } = offline();
    const refusal = (occurredAt: string) =>
      street.refusal(STREET, { on: "case", id: "case-1", command: guard(occurredAt) });
    const minutes = (n: number, from = street.now) => new Date(Date.parse(from) + n * 60_000).toISOString();
    expect(refusal(minutes(6))).toBe("OCCURRED_IN_FUTURE");
    expect(refusal(minutes(4))).toBeNull(); // a phone's clock is not the server's
    expect(refusal(minutes(-1, street.matter.filedAt ?? ""))).toBe("OCCURRED_TOO_EARLY");
    street.pass(73 * 60);
    expect(refusal(minutes(-72 * 60 - 1))).toBe("OCCURRED_TOO_LONG_AGO");
    expect(refusal(minutes(-71 * 60))).toBeNull();
  });

  test("a check cannot have been made before the repair, nor a survey before the inquiry", () => {
    const { street, at } = offline();
    street.case(STREET, { type: "MAKE_SAFE", photoIds: [], measure: "plate" });
    street.case(STREET, { type: "REPAIR", photoIds: ["p"], measure: "lid", material: null, loadClass: null });
    expect(
      street.refusal(GRID, {
        on: "case",
        id: "case-1",
        command: { type: "PASS_CHECK", photoIds: [], occurredAt: at },
      }),
    ).toBe("OCCURRED_TOO_EARLY");
    const survey = (occurredAt: string): InquiryCommand => ({
      type: "RECORD_SITE_SURVEY",
      photoIds: [],
      observation: {},
      occurredAt,
    });
    const { id } = street.search;
    expect(street.refusal(GRID, { on: "inquiry", id, command: survey("2026-03-03T01:00:00.000Z") })).toBe(
      "OCCURRED_TOO_EARLY",
    );
    street.inquiry(GRID, survey(at));
    expect(street.search.survey?.at).toBe(at);
  });

  test("what follows from it is timed by the office: nobody's time has run out before they were told", () => {
    const { street, at } = offline();
    street.case(STREET, { type: "MAKE_SAFE", photoIds: [], measure: "plate", occurredAt: at });
    street.case(STREET, {
      type: "REPAIR",
      photoIds: ["p"],
      measure: "lid",
      material: null,
      loadClass: null,
      occurredAt: at,
    });
    expect(street.matter.repairedAt).toBe(at);
    expect(street.matter.deadlines.find(({ kind }) => kind === "CHECK")?.startedAt).toBe(street.now);
  });
});

describe("the danger of an inquiry", () => {
  test("ends when the last of its cases is made safe, and no clock of it moves", () => {
    const street = new Street();
    street.file();
    const before = street.search.deadlines;
    street.case(STREET, { type: "MAKE_SAFE", photoIds: [], measure: "plate" });
    expect(street.search).toMatchObject({ danger: false, everDanger: true });
    expect(street.search.deadlines).toEqual(before);
    retold(street);
  });

  test("lasts while another of its cases is a hole", () => {
    const street = new Street();
    street.file();
    street.file({ id: "case-2" });
    street.case(STREET, { type: "MAKE_SAFE", photoIds: [], measure: "plate" });
    expect(street.search.danger).toBe(true);
    street.case(STREET, { type: "MAKE_SAFE", photoIds: [], measure: "plate" }, "case-2");
    expect(street.search.danger).toBe(false);
  });

  test("is back when the plate is stolen", () => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", photoIds: [], measure: "plate" });
    street.case(person("GRID_WORKER"), { type: "REASSESS_DANGER", danger: true });
    expect(street.search.danger).toBe(true);
  });

  test("that is over still leaves the notice as short as it made it", () => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", photoIds: [], measure: "plate" });
    street.pass(2880);
    street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: [], observation: {} });
    street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "SITE" });
    expect(street.search.deadlines.find(({ kind }) => kind === "NOTICE")?.ruleId).toBe(
      "test/1/NOTICE_DANGER",
    );
  });
});

test("the dossier's own component is what these streets are about", () => {
  expect(caught().dossier.component?.id).toBe(COMPONENT);
});
