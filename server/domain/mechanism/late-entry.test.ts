import { describe, expect, test } from "vitest";
import type { CaseCommand } from "../case/commands.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { replay } from "./fold.ts";
import { GRID, SEAT, STREET, Street, person, shot } from "./testing.ts";

const retold = (street: Street): void => expect(replay(street.told)).toEqual(street.dossier);

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
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "plate" });
    street.case(STREET, { type: "REPAIR", ...shot(), measure: "lid", material: null, loadClass: null });
    expect(
      street.refusal(GRID, {
        on: "case",
        id: "case-1",
        command: { type: "PASS_CHECK", ...shot(), occurredAt: at },
      }),
    ).toBe("OCCURRED_TOO_EARLY");
    const survey = (occurredAt: string): InquiryCommand => ({
      type: "RECORD_SITE_SURVEY",
      ...shot(),
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
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "plate", occurredAt: at });
    street.case(STREET, {
      type: "REPAIR",
      ...shot(),
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
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "plate" });
    expect(street.search).toMatchObject({ danger: false, everDanger: true });
    expect(street.search.deadlines).toEqual(before);
    retold(street);
  });

  test("lasts while another of its cases is a hole", () => {
    const street = new Street();
    street.file();
    street.file({ id: "case-2" });
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "plate" });
    expect(street.search.danger).toBe(true);
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "plate" }, "case-2");
    expect(street.search.danger).toBe(false);
  });

  test("is back when the plate is stolen", () => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "plate" });
    street.case(person("GRID_WORKER"), { type: "REASSESS_DANGER", danger: true });
    expect(street.search.danger).toBe(true);
  });

  test("that is over still leaves the notice as short as it made it", () => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "plate" });
    street.pass(2880);
    street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: [], observation: { lettering: "无" } });
    street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "SITE" });
    expect(street.search.deadlines.find(({ kind }) => kind === "NOTICE")?.ruleId).toBe(
      "test/1/NOTICE_DANGER",
    );
  });
});
