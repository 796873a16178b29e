import { createHash, randomBytes } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { danger, deskIn, refusal, type Desk } from "../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { adoptPhotos } from "../registry/commands.ts";
import { developPicture } from "../registry/photos/picture.ts";
import { storePicture } from "../registry/photos/queries.ts";

let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

/** A picture as a phone sends it; another one each time. */
async function taken(): Promise<Buffer> {
  return await sharp(randomBytes(48 * 32 * 3), { raw: { width: 48, height: 32, channels: 3 } })
    .jpeg()
    .withExif({ IFD0: { Model: "Phone" } })
    .toBuffer();
}
const upload = async (file: Buffer) => {
  const picture = await developPicture(file);
  const id = newId();
  await town.by("grid", (tx) =>
    storePicture(tx, id, picture, {
      accountId: town.as("grid").accountId ?? "",
      role: "GRID_WORKER",
      unitId: null,
    }),
  );
  return id;
};
const hole = async () => (await desk.file(danger(town.ownerless()))).id;
const guard = (id: string, photoId: string) =>
  desk.onCase("grid", id, { type: "GUARD", photoIds: [photoId], position: null });
const safe = (id: string, photoId: string) =>
  desk.onCase("grid", id, { type: "MAKE_SAFE", photoIds: [photoId], measure: "钢板" });
const numberOf = async (id: string) =>
  (await town.database.one<{ number: string }>(sql`select number from case_file where id = ${id}`)).number;

describe("guard 1: the same picture uploaded again is the same picture", () => {
  test("the same file, sent twice, proves one step; the sentence says which, and of which case", async () => {
    const [id, file] = [await hole(), await taken()];
    const [first, again] = [await upload(file), await upload(file)];
    expect(again).not.toBe(first);
    await guard(id, first);
    const refused = await refusal(safe(id, again));
    expect(refused.extra).toMatchObject({ reason: "PHOTO_USED" });
    expect(refused.params).toMatchObject({
      number: await numberOf(id),
      stepZh: "围蔽警示",
      stepEn: "guarding",
    });
    expect(refused.message).toContain(`proved guarding in case ${await numberOf(id)}`);
    await safe(id, await upload(await taken()));
  });

  test("without what the camera wrote into it, it shows the same", async () => {
    const [id, file] = [await hole(), await taken()];
    const [first, stripped] = [await upload(file), await upload(withoutExif(file))];
    await guard(id, first);
    expect((await refusal(safe(id, stripped))).extra).toMatchObject({ reason: "PHOTO_USED" });
  });

  test("fetched from here and sent again, it is the one that was kept", async () => {
    const [id, first] = [await hole(), await upload(await taken())];
    const { content } = await town.database.one<{ content: Buffer }>(
      sql`select content from photo where id = ${first}`,
    );
    await guard(id, first);
    const fetched = await upload(Buffer.from(content));
    expect((await refusal(safe(id, fetched))).extra).toMatchObject({ reason: "PHOTO_USED" });
  });

  test("an encoder of a later day changes nothing: what was sent has its own hash", async () => {
    const [id, file] = [await hole(), await taken()];
    const [first, again] = [await upload(file), await upload(file)];
    await town.database.run(sql`update photo set sha256 = sha256('another encoder') where id = ${again}`);
    await guard(id, first);
    expect((await refusal(safe(id, again))).extra).toMatchObject({ reason: "PHOTO_USED" });
  });

  test("on another component too, also when the first case is long closed; a unit is not told which", async () => {
    const [one, other, file] = [await hole(), await hole(), await taken()];
    await guard(one, await upload(file));
    await town.database.run(sql`update case_file set open = false, state = 'CLOSED' where id = ${one}`);
    const refused = await refusal(guard(other, await upload(file)));
    expect(refused.params).toMatchObject({ number: await numberOf(one) });
    const sent = { type: "DISPATCH", substituteHandling: false, emergencyReason: null } as const;
    await desk.onCase("seat", other, { ...sent, unitId: town.unit("water") });
    const waters = await upload(file);
    await town.database.run(
      sql`update photo set uploaded_by_unit_id = ${town.unit("water")} where id = ${waters}`,
    );
    const told = await refusal(
      desk.onCase("water", other, { type: "MAKE_SAFE", photoIds: [waters], measure: "钢板" }),
    );
    expect(told.extra).toMatchObject({ reason: "PHOTO_USED_ELSEWHERE" });
    expect(JSON.stringify(told.params)).not.toContain(await numberOf(one));
  });

  test("from before its hash was kept, only what is stored tells: an upload with unknown bytes is its own", async () => {
    const [id, file] = [await hole(), await taken()];
    const [first, again] = [await upload(file), await upload(file)];
    await town.database.run(sql`update photo set original_sha256 = null where id = ${again}`);
    await guard(id, first);
    // As kept they are the same bytes still.
    expect((await refusal(safe(id, again))).extra).toMatchObject({ reason: "PHOTO_USED" });
    const own = sql`update photo set original_sha256 = null, sha256 = ${createHash("sha256").update(newId()).digest()} where id = ${again}`;
    await town.database.run(own);
    await safe(id, again);
  });

  test("what came with the report, or was kept of a component, proves that nothing is safe", async () => {
    const [seen, old, other] = [await taken(), await upload(await taken()), town.ownerless()];
    const reported = await desk.file({ ...danger(town.ownerless()), photoIds: [await upload(seen)] });
    expect((await refusal(guard(reported.id, await upload(seen)))).params).toMatchObject({
      number: await numberOf(reported.id),
      stepZh: "上报或备注",
    });
    // Also in the case of another cover, and told as this one's.
    expect((await refusal(guard(await hole(), await upload(seen)))).params).toMatchObject({
      number: await numberOf(reported.id),
    });
    await town.by("grid", (tx) => adoptPhotos(tx, [old], other));
    expect((await refusal(safe(reported.id, old))).extra).toMatchObject({ reason: "PHOTO_KEPT_BEFORE" });
    await safe(reported.id, await upload(await taken()));
  });

  test("rows say what the history says", async () => {
    const [id, first] = [await hole(), await upload(await taken())];
    await guard(id, first);
    const rows = await town.database.rows(
      sql`select photo_id as "photoId", step from case_proof where case_id = ${id}`,
    );
    expect(rows).toEqual([{ photoId: first, step: "CASE_GUARDED" }]);
  });
});

/** A JPEG without its APP1 segment: other bytes, the same pixels. */
function withoutExif(file: Buffer): Buffer {
  const at = file.indexOf(Buffer.from([0xff, 0xe1]));
  const length = file.readUInt16BE(at + 2);
  return Buffer.concat([file.subarray(0, at), file.subarray(at + 2 + length)]);
}
