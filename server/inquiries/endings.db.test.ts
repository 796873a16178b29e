import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { danger, deskIn, refusal, type Desk } from "../../scripts/sample/testing/reports.ts";
import { sql } from "../db/sql.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import { loadDossier } from "../store/dossier-queries.ts";
import { caseDetail } from "../cases/queries.ts";
import { correct } from "../registry/commands.ts";
import { inquiryDetail } from "./queries.ts";

/** Undoing takes two through the server too, and a closed case hears of its owner. */
let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

const notes = { reason: "a drawing was found" };
async function determined() {
  const newComponent = {
    classCode: "0102",
    position: { lon: 113.0537, lat: 23.0292, crs: "EPSG:4490" as const },
    address: "",
  };
  const made = await desk.file(danger(null, { newComponent, danger: false, defect: "NOISY" }));
  const inquiryId = made.inquiryId ?? "";
  await desk.onCase("seat", made.id, {
    type: "REQUEST_FORCED_CLOSE",
    reasonCode: "OTHER",
    notes: { reason: "no noise heard any more" },
  });
  await desk.onCase("lead", made.id, { type: "CONFIRM_FORCED_CLOSE" });
  await desk.onInquiry("water", inquiryId, {
    type: "ANSWER",
    answer: "CLAIM",
    reasonCode: null,
    evidence: [{ kind: "PIPE_MAP", photoIds: [] }],
  });
  await desk.onInquiry("seat", inquiryId, {
    type: "PROPOSE_DETERMINATION",
    unitId: town.unit("water"),
    from: dayOf(new Date().toISOString()),
  });
  await desk.onInquiry("convener", inquiryId, { type: "CONFIRM_DETERMINATION" });
  return { ...made, inquiryId };
}

test("D1: nothing is retired inside the objection window, whatever else is over", async () => {
  const { componentId } = await determined();
  const retire = { type: "RETIRE" as const, reasonCode: "道路改造时已拆除", photoIds: [desk.photo] };
  const asked = town.by("seat", (tx) => correct(tx, componentId, retire, undefined));
  expect((await refusal(asked)).extra.reason).toBe("OBJECTION_RUNS");
});

describe("guard 10: what two decided only two undo", () => {
  test("a determination is reopened by the lead's request and the convener's word, and listed for the auditor", async () => {
    const { inquiryId, componentId } = await determined();
    const words = { type: "REOPEN", reasonCode: "NEW_EVIDENCE" } as const;
    expect((await refusal(desk.onInquiry("lead", inquiryId, words))).extra.reason).toBe("NOTE_NEEDED");
    expect((await desk.onInquiry("lead", inquiryId, { ...words, notes })).state).toBe("DETERMINED");
    expect((await desk.componentRow(componentId)).owner).toBe(town.unit("water"));
    const seen = await inquiryDetail(town.database, town.as("convener") as never, inquiryId);
    expect(seen).toMatchObject({ proposal: "REOPENING", awaits: { step: "CONFIRM", roles: ["CONVENER"] } });
    const unit = await inquiryDetail(town.database, town.as("water") as never, inquiryId);
    expect(unit?.deadlines.map(({ kind }) => kind)).not.toContain("CONFIRM");
    await desk.onInquiry("convener", inquiryId, { type: "CONFIRM_REOPENING" });
    const told = await town.retold(componentId);
    const { dossier } = await town.by("auditor", (tx) =>
      loadDossier(tx, componentId, { inquiry: inquiryId }),
    );
    expect(dossier.inquiries).toEqual(told.inquiries);
    const kinds = await town.kinds(componentId);
    expect(kinds).toContain("REOPENING_PROPOSED");
    expect(kinds).toContain("INQUIRY_REOPENED");
  });
});

test("an owner found after the case was closed leaves a mark on the case", async () => {
  const { id, componentId, inquiryId } = await determined();
  const file = await caseDetail(town.database, town.as("seat") as never, id);
  expect(file?.ownerNoted).toMatchObject({ unit: { id: town.unit("water") } });
  const told = await town.retold(componentId);
  const { dossier } = await town.by("auditor", (tx) => loadDossier(tx, componentId, { inquiry: inquiryId }));
  expect(dossier.cases).toEqual(told.cases);
  const open = await town.database.one<{ open: boolean }>(sql`select open from case_file where id = ${id}`);
  expect(open.open).toBe(false);
});
