import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UploadedPhoto } from "../../contract/photos.ts";
import { asActor } from "../../db/actor.ts";
import { newId } from "../../db/id.ts";
import { sql } from "../../db/sql.ts";
import { testServer, type TestPerson, type TestServer } from "../../testing.ts";
import { adoptPhotos } from "../commands.ts";

let server: TestServer;
let grid: TestPerson;
beforeAll(async () => {
  server = await testServer();
  grid = await server.person("GRID_WORKER");
});
afterAll(async () => {
  await server.close();
});

/** What a phone writes into a picture: where, when, with which device. */
async function phonePicture(width = 3200, height = 2400): Promise<Buffer> {
  return await sharp({ create: { width, height, channels: 3, background: "#884422" } })
    .jpeg()
    .withExif({
      IFD0: { Make: "Phone", Model: "Secret 7", Copyright: "Somebody" },
      IFD2: { DateTimeOriginal: "2026:11:20 08:30:00", BodySerialNumber: "SN12345678" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "23/1 1/1 3000/100",
        GPSLongitudeRef: "E",
        GPSLongitude: "113/1 3/1 3600/100",
      },
    })
    .toBuffer();
}

async function upload(by: TestPerson, body: Buffer, headers: Record<string, string> = {}): Promise<Response> {
  return await by.fetch("/api/photos", {
    method: "POST",
    body: new Uint8Array(body),
    headers: { "Content-Type": "image/jpeg", ...headers },
  });
}

async function uploaded(by: TestPerson): Promise<UploadedPhoto> {
  return UploadedPhoto.parse(await (await upload(by, await phonePicture(60, 40))).json());
}

describe("a photo", () => {
  test("is kept upright, at most 2560 pixels and without a trace of place, time or device; those are offered to its sender", async () => {
    const answer = await upload(grid, await phonePicture());
    expect(answer.status).toBe(201);
    const photo = UploadedPhoto.parse(await answer.json());
    expect(photo).toMatchObject({ width: 2560, height: 1920, takenAt: "2026-11-20T00:30:00.000Z" });
    expect(photo.position).toEqual({ lat: 23.025, lon: 113.06 });
    for (const size of ["full", "thumb"]) {
      const served = await grid.fetch(`/api/photos/${photo.id}?size=${size}`);
      const bytes = Buffer.from(await served.arrayBuffer());
      const kept = await sharp(bytes).metadata();
      expect([kept.format, kept.exif, kept.xmp, kept.iptc]).toEqual([
        "jpeg",
        undefined,
        undefined,
        undefined,
      ]);
      expect(bytes.includes("SN12345678") || bytes.includes("Secret")).toBe(false);
      if (size === "thumb") expect(kept.width).toBe(320);
    }
  });

  test("comes with headers that keep it a picture, and is asked for again by its tag", async () => {
    const { id } = await uploaded(grid);
    const answer = await grid.fetch(`/api/photos/${id}`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-disposition": `attachment; filename="${id}.jpg"`,
      "cache-control": "private, no-cache",
    });
    const again = await grid.fetch(`/api/photos/${id}`, {
      headers: { "If-None-Match": answer.headers.get("ETag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  test("may come as a field of a form", async () => {
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(await phonePicture(80, 60))]), "IMG.jpg");
    const answer = await grid.fetch("/api/photos", { method: "POST", body: form });
    expect(answer.status).toBe(201);
    const none = new FormData();
    none.set("note", "no picture");
    expect((await grid.fetch("/api/photos", { method: "POST", body: none })).status).toBe(422);
  });

  test("sent twice with one key is kept once; another picture under it is refused", async () => {
    const key = { "Idempotency-Key": newId() };
    const picture = await phonePicture(50, 50);
    const [first, second] = await Promise.all([upload(grid, picture, key), upload(grid, picture, key)]);
    expect((await first.json()) as unknown).toEqual(await second.json());
    expect((await upload(grid, await phonePicture(51, 50), key)).status).toBe(422);
  });

  test.each([
    ["text", Buffer.from("hello"), 422, "photo_unreadable"],
    [
      "an SVG with a script",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      422,
      "photo_unreadable",
    ],
    ["a GIF", Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), 422, "photo_unreadable"],
    ["nothing", Buffer.alloc(0), 422, "photo_unreadable"],
    ["16 MB", Buffer.alloc(16 << 20, 0xff), 413, "body_too_large"],
  ])("that is %s is refused", async (_, body, status, code) => {
    const answer = await upload(grid, body);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });

  test("cut short, or of a billion pixels in a few kilobytes, is refused", async () => {
    const whole = await phonePicture(800, 600);
    expect((await upload(grid, whole.subarray(0, whole.length / 2))).status).toBe(422);
    const bomb = await sharp({ create: { width: 12_000, height: 9000, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    expect((await upload(grid, bomb)).status).toBe(422);
  });

  test("that is also a web page is served without the page", async () => {
    const polyglot = Buffer.concat([
      await phonePicture(40, 40),
      Buffer.from("<script>alert('polyglot')</script>"),
    ]);
    const { id } = UploadedPhoto.parse(await (await upload(grid, polyglot)).json());
    const bytes = Buffer.from(await (await grid.fetch(`/api/photos/${id}`)).arrayBuffer());
    expect(bytes.includes("script")).toBe(false);
  });
});

describe("who sees a photo", () => {
  test("the street's people, its sender, and a unit once it shows a component that the unit may see", async () => {
    const [water, gas, seat] = await Promise.all([
      server.person("OWNER_UNIT"),
      server.person("OWNER_UNIT"),
      server.person("SEAT_OPERATOR"),
    ]);
    const componentId = newId();
    await server.database.run(sql`
      insert into component (id, division_code, class_code, class_group, geom, ownership_status, owner_unit_id)
      values (${componentId}, '440604', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.1, 23.0), 4490), 'CONFIRMED', ${water.unitId})`);
    const { id } = await uploaded(grid);
    const own = await uploaded(gas);
    const status = async (person: TestPerson, photo = id) =>
      (await person.fetch(`/api/photos/${photo}`)).status;
    expect(await Promise.all([seat, grid, water, gas].map((person) => status(person)))).toEqual([
      200, 200, 404, 404,
    ]);
    expect(await Promise.all([seat, gas, water].map((person) => status(person, own.id)))).toEqual([
      200, 200, 404,
    ]);

    const actor = { accountId: seat.accountId, role: seat.role, unitId: null, username: "seat" };
    await asActor(server.database, actor, (tx) => adoptPhotos(tx, [id, own.id], componentId));
    expect(await Promise.all([water, gas].map((person) => status(person)))).toEqual([200, 404]);
    expect(await status(water, own.id)).toBe(404); // another unit's evidence
    const other = asActor(server.database, actor, (tx) => adoptPhotos(tx, [newId()], componentId));
    await expect(other).rejects.toThrow(expect.objectContaining({ code: "unknown_reference" }));
  });
});
