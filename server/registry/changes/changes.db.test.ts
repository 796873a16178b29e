import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deskIn, refusal, type Desk, type Name } from "../../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../../scripts/sample/testing/town.ts";
import type { Component } from "../../domain/component/state.ts";
import { dayOf } from "../../domain/clocks/working-time.ts";
import { historyOf } from "../../store/history-queries.ts";
import { loadDossier } from "../../store/dossier-queries.ts";
import { execute } from "../../store/execute.ts";
import { correct, register } from "../commands.ts";
import { componentDetail } from "../component-queries.ts";
import { answerCorrection } from "./commands.ts";
import { changesPage } from "./proposal-queries.ts";

let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown(60);
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

/** A cover that the water company has owned since 2020, and that somebody was known to maintain since then. */
async function owned(roles: { maintainer?: "power" } = {}): Promise<string> {
  const { id } = await town.by("seat", (tx) =>
    register(tx, {
      classCode: "0102",
      position: { lon: 113.0541, lat: 23.0295, crs: "EPSG:4490" },
      address: "两人路",
      provisional: false,
      attributes: {},
      photoIds: [],
      allocateCode: true,
    }),
  );
  const all = Object.entries({ owner: "water" as const, ...roles }) as ["owner" | "maintainer", "water"][];
  const commands = () =>
    all.map(([role, unit]) => {
      const given = { role, unitId: town.unit(unit), from: "2020-01-01", basis: "HANDOVER", basisRef: null };
      return { on: "component", id, command: { type: "ASSIGN_ROLE", ...given } } as const;
    });
  await town.by("seat", (tx) => execute(tx, { target: { component: id }, asSystem: true, commands }));
  return id;
}

type Body = Parameters<typeof correct>[2];
const give = (name: Name, id: string, body: Body) => town.by(name, (tx) => correct(tx, id, body, undefined));
const viewer = (name: Name) =>
  ({ ...town.as(name), username: name, displayName: name, divisionCode: null }) as never;
const waiting = async (name: Name, id: string) =>
  (await changesPage(town.database, viewer(name), null, 100)).filter(({ componentId }) => componentId === id);
const detail = async (name: Name, id: string) => await componentDetail(town.database, viewer(name), id);
/** The rows say what the history says. */
const sameAsTold = async (id: string) => {
  const { dossier } = await town.by("auditor", (tx) => loadDossier(tx, id, { component: id }));
  // In which order roles and codes of one day stand says nothing.
  const sorted = (component: Component | null) =>
    component && {
      ...component,
      roles: component.roles
        .map(({ role, unitId, from, to }) => `${role} ${unitId} ${from} ${to ?? ""}`)
        .toSorted(),
      codes: component.codes.map(({ code, to }) => `${code} ${to ?? ""}`).toSorted(),
    };
  expect(sorted(dossier.component)).toEqual(sorted((await town.retold(id)).component));
};
const exceptions = async (id: string) =>
  (
    await historyOf(town.database, viewer("auditor"), { componentId: id, twoPersons: true }, { limit: 50 })
  ).items.map(({ kind }) => kind);
const retire = (): Body => ({ type: "RETIRE", reasonCode: "道路改造时已拆除", photoIds: [desk.photo] });

describe("guard 10: what leaves the register takes two", () => {
  test("it stands on the list until another has confirmed it, and the auditor sees both", async () => {
    const cover = await owned();
    await give("seat", cover, retire());
    await sameAsTold(cover);
    expect(await detail("lead", cover)).toMatchObject({
      retired: false,
      changeProposal: { kind: "RETIRE", reasonCode: "道路改造时已拆除" },
    });
    expect(await waiting("lead", cover)).toMatchObject([{ kind: "RETIRE", dueAt: expect.any(String) }]);
    expect(await waiting("water", cover)).toEqual([]);
    expect((await detail("water", cover))?.changeProposal).toBeNull();
    const outside = await historyOf(town.database, viewer("water"), { componentId: cover }, { limit: 50 });
    expect(outside.items.map(({ kind }) => kind)).not.toContain("CHANGE_PROPOSED");

    const own = await refusal(give("seat", cover, { type: "CONFIRM_CHANGE" }));
    expect(own.extra).toMatchObject({ reason: "ROLE_MAY_NOT" });
    await give("lead", cover, { type: "CONFIRM_CHANGE" });
    await sameAsTold(cover);
    expect(await waiting("lead", cover)).toEqual([]);
    expect(await exceptions(cover)).toEqual(expect.arrayContaining(["COMPONENT_RETIRED", "CHANGE_PROPOSED"]));
  });

  test("a case that came in between stands against it", async () => {
    const cover = await owned();
    await give("seat", cover, retire());
    await desk.file({
      componentId: cover,
      newComponent: null,
      position: null,
      defect: "NOISY",
      danger: false,
      channel: "HOTLINE_12345",
      photoIds: [],
      file: true,
      dispatchTo: null,
    });
    const refused = await refusal(give("lead", cover, { type: "CONFIRM_CHANGE" }));
    expect(refused.extra).toMatchObject({ reason: "OPEN_MATTERS" });
    await give("seat", cover, { type: "REFUSE_CHANGE" });
    await sameAsTold(cover);
    expect((await detail("lead", cover))?.changeProposal).toBeNull();
  });
});

describe("guard 10, D26: what is hidden from units, or shown to them again, takes two", () => {
  test("its owner sees it until another has confirmed, then not any more, and again when two take it back", async () => {
    const cover = await owned();
    const to = (classCode: string): Body => ({
      type: "RECLASSIFY",
      classCode,
      reasonCode: "踏勘发现为专用井",
      photoIds: [desk.photo],
    });
    const { reason } = (await refusal(give("seat", cover, { ...to("0130"), reasonCode: null } as Body)))
      .extra;
    expect(reason).toBe("REASON_NEEDED");
    const before = (await detail("lead", cover))?.classCode ?? "";
    await give("seat", cover, to("0130"));
    expect(await detail("water", cover)).toMatchObject({ classCode: before, restricted: false });
    expect(await waiting("lead", cover)).toMatchObject([{ kind: "RECLASSIFY" }]);
    await give("lead", cover, { type: "CONFIRM_CHANGE" });
    await sameAsTold(cover);
    expect(await detail("water", cover)).toBeUndefined();
    expect((await detail("lead", cover))?.codes.map(({ code }) => code.slice(6, 10))).toContain("0130");

    await give("lead", cover, to(before));
    expect(await detail("water", cover)).toBeUndefined();
    const same = await refusal(give("lead", cover, { type: "CONFIRM_CHANGE" }));
    expect(same.extra).toMatchObject({ reason: "SECOND_PERSON_NEEDED" });
    await give("convener", cover, { type: "CONFIRM_CHANGE" });
    await sameAsTold(cover);
    expect(await detail("water", cover)).toMatchObject({ classCode: before, restricted: false });
    expect((await exceptions(cover)).filter((kind) => kind === "CLASS_CHANGED")).toHaveLength(2);
  });
});

describe("guard 5: the past days of whoever maintains it are corrected, never overwritten", () => {
  const since = (unit: "gas" | "power", from: string): Body => ({
    type: "ASSIGN_ROLE",
    role: "maintainer",
    unitId: town.unit(unit),
    from,
    basis: "HANDOVER",
    basisRef: "合同 7",
    photoIds: [desk.photo],
  });
  const hear = (name: Name, id: string, objects: boolean, more: object = {}) =>
    town.by(name, (tx) =>
      answerCorrection(tx, id, {
        objects,
        photoIds: [],
        ...(objects && { notes: { reason: "当年的养护合同仍在执行" } }),
        ...more,
      }),
    );

  test("the units are asked, see the paper, answer, and the convener decides; what was known stays", async () => {
    const cover = await owned({ maintainer: "power" });
    expect(await detail("gas", cover)).toBeUndefined();
    await give("seat", cover, since("gas", "2023-01-01"));
    const paper = (await detail("seat", cover))?.roleProposal?.photoIds[0] ?? "";
    for (const name of ["gas", "power"] as const) {
      expect(await waiting(name, cover)).toMatchObject([
        { kind: "CORRECTION", hearingUntil: expect.any(String) },
      ]);
      expect((await detail(name, cover))?.roleProposal).toMatchObject({
        byAccountId: null,
        correction: {
          takes: [{ unit: { id: town.unit("power") }, from: "2023-01-01", to: null }],
          asked: [{ id: town.unit(name) }],
        },
      });
    }
    expect((await detail("water", cover))?.roleProposal).toBeNull();
    expect(paper).not.toBe("");
    await expect(hear("water", cover, true)).rejects.toMatchObject({
      extra: { reason: "NOT_ASKED_ABOUT_DAYS" },
    });
    const early = await refusal(give("convener", cover, { type: "CONFIRM_ROLE" }));
    expect(early.extra).toMatchObject({ reason: "HEARING_OPEN" });
    await hear("power", cover, true);
    expect(await waiting("power", cover)).toEqual([]);
    await hear("seat", cover, false, { unitId: town.unit("gas"), photoIds: [desk.photo] });
    await sameAsTold(cover);
    expect((await detail("gas", cover))?.roleProposal?.correction?.heard).toMatchObject([
      { unitId: town.unit("gas"), onBehalf: true },
    ]);
    const bare = await refusal(give("convener", cover, { type: "CONFIRM_ROLE" }));
    expect(bare.extra).toMatchObject({ reason: "REASON_NEEDED" });
    const said = {
      reasonCode: "HANDED_OVER_ON_PAPER",
      notes: { reason: "移交清单载明自2023年起由其养护" },
    } as const;
    const lead = await refusal(give("lead", cover, { type: "CONFIRM_ROLE", ...said }));
    expect(lead.extra).toMatchObject({ reason: "CORRECTION_BY_CONVENER" });
    await give("convener", cover, { type: "CONFIRM_ROLE", ...said });
    await sameAsTold(cover);

    const seen = await detail("seat", cover);
    expect(
      seen?.roles
        .filter(({ role }) => role === "maintainer")
        .map(({ unit, from, to }) => [unit.id, from, to]),
    ).toEqual([
      [town.unit("gas"), "2023-01-01", null],
      [town.unit("power"), "2020-01-01", "2023-01-01"],
    ]);
    expect(seen?.corrected).toMatchObject([
      {
        role: "maintainer",
        unit: { id: town.unit("power") },
        from: "2023-01-01",
        correctedOn: dayOf(new Date().toISOString()),
      },
    ]);
    expect(await exceptions(cover)).toEqual(expect.arrayContaining(["ROLE_CORRECTED", "ROLE_PROPOSED"]));
    expect(await waiting("convener", cover)).toEqual([]);
  });
});
