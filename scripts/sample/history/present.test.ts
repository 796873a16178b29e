import { inquiryOpen } from "../../../server/domain/inquiry/state.ts";
import { waiting } from "../../../server/domain/inquiry/waiting.ts";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { caseOpen, openDanger } from "../../../server/domain/case/state.ts";
import { nextDue, runningOf } from "../../../server/domain/clocks/deadline.ts";
import type { Actor, Role } from "../../../server/domain/names.ts";
import { parsePack } from "../../../server/reference/stored-pack.ts";
import { DEMO_ACCOUNTS } from "../demo-accounts.ts";
import { generateTown, type Town } from "../town/town.ts";
import type { DemoUnit } from "../town/model.ts";
import { departmentsIn, domainComponent } from "../seed.ts";
import { later, type Cast } from "./cast.ts";
import type { Chronicle } from "./chronicle.ts";
import { tellYear } from "./year.ts";

const STARTS = [
  ["a Monday morning in the office", "2026-11-23T01:05:00.000Z"],
  ["a Tuesday at noon", "2026-03-10T04:31:00.000Z"],
  ["a Thursday afternoon", "2026-06-11T08:59:30.000Z"],
  ["a Saturday evening", "2026-08-15T12:00:00.000Z"],
  ["a Sunday, one minute past midnight", "2026-05-16T16:01:00.000Z"],
  ["the fourth day of the National Day holiday", "2026-10-04T07:20:00.000Z"],
] as const;

let town: Town;
beforeAll(() => {
  town = generateTown(440604011);
}, 120_000);

const account = (role: Role, unitId: string | null): Actor => ({ accountId: randomUUID(), role, unitId });

function castOf({ demoUnits }: Town): Cast {
  const staff = new Map(
    DEMO_ACCOUNTS.map(({ username, role }) => [
      username,
      account(role, username in demoUnits ? demoUnits[username as DemoUnit] : null),
    ]),
  );
  const actor = (name: string): Actor => staff.get(name) as Actor;
  const owners = [...staff.values()].filter(({ role }) => role === "OWNER_UNIT");
  return {
    seat: actor("seat"),
    lead: actor("lead"),
    grid: actor("grid"),
    dept: actor("dept"),
    contractor: actor("contractor"),
    convener: actor("convener"),
    auditor: actor("auditor"),
    units: new Map(owners.map((owner) => [owner.unitId ?? "", owner])),
  };
}

/** The last month of the year that ends at `now`, which holds whatever is still open. */
function endOfYear(now: string): Chronicle[] {
  const pack = JSON.parse(
    readFileSync(new URL("../../../data/reference/rule-packs/yuncheng.json", import.meta.url), "utf8"),
  ) as unknown;
  const cast = castOf(town);
  return tellYear({
    town,
    cast,
    rulePack: parsePack(pack),
    now,
    since: later(now, -30 * 1440),
    newId: randomUUID,
    componentOf: (component) => domainComponent(component, () => "COVER"),
    departmentOf: departmentsIn(town, cast),
    photoIds: Array.from({ length: 12 }, () => randomUUID()),
    onProgress: () => {},
  });
}

describe.each(STARTS)("a town first started on %s", (_, now) => {
  let cases: Chronicle["dossier"]["cases"];
  let inquiries: Chronicle["dossier"]["inquiries"];
  let registered: NonNullable<Chronicle["dossier"]["component"]>[];
  beforeAll(() => {
    const told = endOfYear(now);
    cases = told.flatMap(({ dossier }) => dossier.cases).filter(caseOpen);
    inquiries = told.flatMap(({ dossier }) => dossier.inquiries);
    registered = told.flatMap(({ dossier }) => dossier.component ?? []);
  }, 60_000);

  const standing = (state: string) => cases.filter((file) => file.state === state).length;

  test("has two open dangers: one whose guard clock runs, one that the department has guarded", () => {
    const dangers = cases.filter(openDanger);
    expect(dangers.map(({ state }) => state).sort()).toEqual(["DISPATCHED", "GUARDED"]);
    const [waiting] = dangers.filter(({ state }) => state === "DISPATCHED");
    const left = Date.parse(runningOf(waiting?.deadlines ?? [], "GUARD")?.dueAt ?? now) - Date.parse(now);
    expect(left).toBeGreaterThan(15 * 60_000);
    const [guarded] = dangers.filter(({ state }) => state === "GUARDED");
    expect(guarded?.substituteHandling).toBe(true);
    const asking = inquiries.find(({ caseIds }) => caseIds.includes(guarded?.id ?? ""));
    expect(asking?.letters.length).toBeGreaterThan(0);
  });

  test("has two repairs overdue, and a plated hole that waits for its repair in time", () => {
    const overdue = cases.filter(({ deadlines }) => (runningOf(deadlines, "REPAIR")?.dueAt ?? now) < now);
    expect(overdue).toHaveLength(2);
    expect(overdue.filter(({ state }) => state === "MADE_SAFE")).toHaveLength(1);
    expect(standing("MADE_SAFE")).toBeGreaterThanOrEqual(2);
    const late = cases.filter(({ deadlines }) => (nextDue(deadlines) ?? now) < now);
    expect(late.length).toBeLessThanOrEqual(4);
  });

  test("guard 10: has a retirement and a correction of past days wait for their second person", () => {
    expect(registered.map(({ changeProposal }) => changeProposal?.kind).filter(Boolean)).toEqual(["RETIRE"]);
    const corrections = registered.flatMap(({ roleProposal }) => roleProposal?.correction ?? []);
    expect(corrections).toHaveLength(1);
    expect(corrections[0]?.asked.length).toBeGreaterThan(0);
    expect(corrections[0] && corrections[0].until > now).toBe(true);
  });

  test("has cases come back, suspended, and asked more time for", () => {
    expect(standing("RETURNED")).toBe(2);
    expect(standing("SUSPENDED")).toBe(3);
    expect(cases.filter(({ request }) => request?.kind === "EXTENSION")).toHaveLength(2);
  });

  test("leaves nothing open without a clock, nor anything that waits without somebody whose step it is", () => {
    for (const file of cases) expect(nextDue(file.deadlines), `${file.number} ${file.state}`).not.toBeNull();
    for (const inquiry of inquiries) {
      const awaited = waiting(inquiry);
      if (inquiryOpen(inquiry) || inquiry.state === "BACKSTOP")
        expect(awaited, `${inquiry.number} ${inquiry.state}`).not.toBeNull();
      if (awaited) expect(runningOf(inquiry.deadlines, awaited.step), inquiry.number).toBeDefined();
    }
  });

  test("searches for owners at every stage", () => {
    const states = new Set(inquiries.map(({ state }) => state));
    expect([...states]).toEqual(
      expect.arrayContaining(["CONSULTING", "SITE_SURVEY", "MEETING", "NOTICE", "BACKSTOP", "DETERMINED"]),
    );
    expect(inquiries.filter(({ state }) => state === "CONSULTING").length).toBeGreaterThanOrEqual(5);
  });
});
