import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { danger } from "../../scripts/sample/testing/reports.ts";
import { commandCase, reportCase } from "../contract/cases.ts";
import { UploadedPhoto } from "../contract/photos.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";

let town: TestTown;
let server: TestServer;
let grid: TestPerson;
beforeAll(async () => {
  town = await testTown();
  server = await testServer({ town });
  grid = await server.as("grid");
}, 300_000);
afterAll(() => server.close());

/** One picture, sent under one key: a phone without a network sends it again until it has an answer. */
async function send(file: Buffer, key: string): Promise<string> {
  const answer = await grid.fetch("/api/photos", {
    method: "POST",
    body: new Uint8Array(file),
    headers: { "Content-Type": "image/jpeg", "Idempotency-Key": key },
  });
  return UploadedPhoto.parse(await answer.json()).id;
}

test("guard 1: what a phone sends again for want of an answer is no second use of its picture", async () => {
  const seat = await server.as("seat");
  const { id, version } = await seat.call(reportCase, { body: danger(town.ownerless()) });
  const file = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#a33" } })
    .jpeg()
    .toBuffer();
  const [upload, step] = [newId(), newId()];
  const photoId = await send(file, upload);
  expect(await send(file, upload)).toBe(photoId);
  const guard = (key: string, photoIds: string[]) =>
    grid.call(commandCase, {
      params: { id },
      body: { type: "GUARD", photoIds, position: null },
      ifMatch: version,
      idempotencyKey: key,
    });
  const first = await guard(step, [photoId]);
  expect(await guard(step, [photoId])).toEqual(first);
  const proofs = await server.database.rows(sql`select step from case_proof where case_id = ${id}`);
  expect(proofs).toEqual([{ step: "CASE_GUARDED" }]);

  // Another upload of the same file for another step is one, and the answer says where it was used, in the reader's language.
  const again = await send(file, newId());
  const refused = await grid.fetch(`/api/cases/${id}/commands`, {
    method: "POST",
    body: JSON.stringify({ type: "MAKE_SAFE", photoIds: [again], measure: "钢板" }),
    headers: {
      "Content-Type": "application/json",
      "If-Match": `"${first.version}"`,
      "Accept-Language": "zh-CN",
    },
  });
  expect(refused.status).toBe(409);
  expect(await refused.text()).toMatch(/同一张照片已在案件 C-\d{4}-\d+ 中用于证明“围蔽警示”/);
});
