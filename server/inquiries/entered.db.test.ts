import { afterAll, beforeAll, expect, test } from "vitest";
import { danger, deskIn, type Desk, refusal } from "../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { asViewer } from "../access/as-viewer.ts";
import { sql } from "../db/sql.ts";
import { loadDossier } from "../store/dossier-queries.ts";
import { inboxPage, inquiryDetail } from "./queries.ts";

let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

/** An inquiry whose letter to the water company the seat has answered. */
async function entered(
  answer: "CLAIM" | "DENY",
): Promise<{ inquiryId: string; cover: string; letter: string }> {
  const newComponent = {
    classCode: "0102",
    position: { lon: 113.0537, lat: 23.0292, crs: "EPSG:4490" as const },
    address: "",
  };
  const made = await desk.file(danger(null, { newComponent }));
  const cover = made.componentId;
  const inquiryId = made.inquiryId ?? "";
  const asked = await town.database.maybe(sql`
    select id from inquiry_letter where inquiry_id = ${inquiryId} and unit_id = ${town.unit("water")}`);
  if (!asked)
    await desk.onInquiry("seat", inquiryId, { type: "SEND_LETTERS", unitIds: [town.unit("water")] });
  const letter = desk.photo;
  await desk.onInquiry("seat", inquiryId, {
    type: "ANSWER",
    unitId: town.unit("water"),
    answer,
    reasonCode: answer === "DENY" ? "NOT_ON_OUR_MAP" : null,
    evidence: [{ kind: answer === "DENY" ? "WRITTEN_DENIAL" : "WRITTEN_ADMISSION", photoIds: [letter] }],
  });
  return { inquiryId, cover, letter };
}
const asWater = (inquiryId: string) =>
  asViewer(town.database, town.as("water") as never, (queries) =>
    inquiryDetail(queries, town.as("water") as never, inquiryId),
  );

test("D28: the seat enters nothing for a unit without its letter", async () => {
  const made = await desk.file(danger(town.ownerless()));
  const bare = desk.onInquiry("seat", made.inquiryId ?? "", {
    type: "ANSWER",
    unitId: town.unit("water"),
    answer: "CLAIM",
    reasonCode: null,
    evidence: [{ kind: "WRITTEN_ADMISSION", photoIds: [] }],
  });
  expect((await refusal(bare)).extra.reason).toBe("LETTER_NEEDED");
});

test("D28: what was entered is shown to the unit with the letter, which can contest it", async () => {
  const { inquiryId, cover, letter } = await entered("CLAIM");
  const seen = await asWater(inquiryId);
  expect(seen?.file).toMatchObject({
    letters: [{ unitId: town.unit("water"), answer: "CLAIM", onBehalf: true }],
    evidence: [{ onBehalf: true, photoIds: [letter], fallen: false }],
  });
  expect(seen?.evidence.map(({ photoIds }) => photoIds)).toEqual([[letter]]);
  const photo = await asViewer(town.database, town.as("water") as never, (queries) =>
    queries.maybe(sql`select id from photo where id = ${letter}`),
  );
  expect(photo).toBeDefined();
  expect((await refusal(desk.onInquiry("gas", inquiryId, { type: "CONTEST_ANSWER" }))).extra.reason).toBe(
    "NOTHING_ENTERED",
  );
  await desk.onInquiry("water", inquiryId, { type: "CONTEST_ANSWER" });
  expect(await desk.componentRow(cover)).toMatchObject({
    status: expect.stringMatching(/UNKNOWN|SUSPECTED/),
  });
  const inbox = await inboxPage(town.database, town.as("water") as never, true, null, 50);
  expect(inbox.map(({ inquiry }) => inquiry.id)).toContain(inquiryId);
  const told = await town.retold(cover);
  const { dossier } = await town.by("auditor", (tx) => loadDossier(tx, cover, { inquiry: inquiryId }));
  expect(dossier.inquiries).toEqual(told.inquiries);
});

test("D28: a contested denial is open again in the register, with its new time", async () => {
  const { inquiryId } = await entered("DENY");
  await desk.onInquiry("water", inquiryId, { type: "CONTEST_ANSWER" });
  const letter = await town.database.one<{ answer: string | null; open: boolean }>(sql`
    select answer, due_at > now() as open from inquiry_letter where inquiry_id = ${inquiryId} and unit_id = ${town.unit("water")}`);
  expect(letter).toEqual({ answer: null, open: true });
});

test("guard 4: a claim rejected as false takes its drawing and the proposal with it, and is not made again with it", async () => {
  const made = await desk.file(danger(town.ownerless()));
  const inquiryId = made.inquiryId ?? "";
  const claim = (photoId: string) =>
    desk.onInquiry("water", inquiryId, {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [{ kind: "AS_BUILT_DRAWING", photoIds: [photoId] }],
    });
  const drawing = await desk.photoOf("water");
  await claim(drawing);
  const from = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const propose = { type: "PROPOSE_DETERMINATION", unitId: town.unit("water"), from } as const;
  await desk.onInquiry("seat", inquiryId, propose);
  await desk.onInquiry("convener", inquiryId, {
    type: "REJECT_CLAIM",
    unitId: town.unit("water"),
    reasonCode: "DRAWING_FALSE",
    notes: { reason: "图纸与现场管线走向不符" },
  });
  const confirm = () => desk.onInquiry("lead", inquiryId, { type: "CONFIRM_DETERMINATION" });
  expect((await refusal(confirm())).extra.reason).toBe("NO_PROPOSAL");
  await desk.onInquiry("seat", inquiryId, propose);
  expect((await refusal(confirm())).extra.reason).toBe("EVIDENCE_NEEDED");
  expect((await refusal(claim(drawing))).extra.reason).toBe("NEW_EVIDENCE_NEEDED");
  // docs/domain.md#d1: the same file under another name is the same drawing.
  const { id: again } = await town.database.one<{ id: string }>(sql`
    insert into photo (id, sha256, content, thumbnail, width, height, uploaded_by_unit_id)
    select gen_random_uuid(), sha256, content, thumbnail, width, height, uploaded_by_unit_id from photo where id = ${drawing} returning id`);
  expect((await refusal(claim(again))).extra.reason).toBe("NEW_EVIDENCE_NEEDED");
  await claim(await desk.photoOf("water"));
});
