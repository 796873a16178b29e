import { afterAll, beforeAll, describe, expect, test } from "vitest";

import * as contract from "../contract/imports.ts";
import { sql } from "../db/sql.ts";
import { type TestPerson, type TestServer, testServer } from "../testing.ts";

let server: TestServer;
let admin: TestPerson;
beforeAll(async () => {
  server = await testServer();
  admin = await server.person("ADMIN");
});
afterAll(() => server.close());

const OPTIONS = { subject: "COMPONENTS", crs: "EPSG:4490", scheme: "A" };
const CSV = [
  "经度,纬度,标识码,小类代码",
  "113.05,23.05,4406040102000001,0102",
  "113.06,23.06,4406040102000002,0102",
  "x,y,4406040102000003,0102",
].join("\n");

function form(options: object, content: string | Uint8Array<ArrayBuffer>, name = "覆盖.csv"): FormData {
  const data = new FormData();
  data.append("options", JSON.stringify(options));
  data.append("file", new Blob([content]), name);
  return data;
}

const post = (person: TestPerson, path: string, body: FormData, headers: Record<string, string> = {}) =>
  person.fetch(path, { method: "POST", body, headers });

/** Asks until the batch has come to rest. */
async function settled(id: string): Promise<contract.ImportBatch> {
  for (;;) {
    const batch = await admin.call(contract.getImport, { params: { id } });
    if (batch.state !== "READING" && batch.state !== "APPLYING" && batch.progress === null) return batch;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function start(options: object, content: string, name?: string): Promise<contract.ImportBatch> {
  const answer = await post(admin, "/api/imports", form(options, content, name));
  expect(answer.status).toBe(201);
  return settled(((await answer.json()) as { id: string }).id);
}

describe("an administrator imports a survey through the browser", () => {
  let batch: contract.ImportBatch;

  test("looks into the file first", async () => {
    const answer = await post(admin, "/api/imports/inspect", form({}, CSV));
    expect(await answer.json()).toMatchObject({
      format: "CSV",
      layers: [
        { name: "覆盖", featureCount: 3, crs: null, guessedMap: { class: "小类代码", code: "标识码" } },
      ],
    });
  });

  test("tries it out and sees what would come of it", async () => {
    batch = await start(OPTIONS, CSV);
    expect(batch).toMatchObject({
      state: "CHECKED",
      fileName: "覆盖.csv",
      summary: { counts: { read: 3, new: 2, refused: 1 }, classes: [{ classCode: "0102", count: 2 }] },
    });
    expect(batch.summary?.problems[0]).toMatchObject({
      count: 1,
      firstLine: 4,
      note: { code: "coordinate-not-number", zh: "坐标“x, y”不是数字。" },
    });
    const page = await admin.call(contract.importRows, {
      params: { id: batch.id },
      query: { verdict: "REFUSED" },
    });
    expect(page.items).toMatchObject([{ line: 4, verdict: "REFUSED", row: { 经度: "x" } }]);
  });

  test("takes the report of the refused rows to the surveyor", async () => {
    const answer = await admin.fetch(`/api/imports/${batch.id}/report`);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const text = Buffer.from(await answer.arrayBuffer()).toString("utf8");
    expect(text.startsWith("\uFEFF行号 line")).toBe(true);
    expect(text).toContain(
      '4,REFUSED,coordinate-not-number,"坐标“x, y”不是数字。","The coordinates ""x, y"" are not numbers."',
    );
  });

  test("applies it only after accepting the refused row, and only in the version seen", async () => {
    const body = { acceptRefusals: false, acceptNeighbours: false, acceptOutside: false };
    const params = { id: batch.id };
    await expect(
      admin.call(contract.applyImport, { params, body, ifMatch: batch.version }),
    ).rejects.toMatchObject({ code: "import_has_refusals" });
    const accepted = { ...body, acceptRefusals: true };
    await expect(
      admin.call(contract.applyImport, { params, body: accepted, ifMatch: batch.version + 7 }),
    ).rejects.toMatchObject({ code: "stale_version" });
    await admin.call(contract.applyImport, { params, body: accepted, ifMatch: batch.version });
    batch = await settled(batch.id);
    expect(batch.state).toBe("APPLIED");
    expect(batch.merkleRoot).toMatch(/^[0-9a-f]{64}$/);
    expect((await admin.call(contract.listImports)).items.map(({ id }) => id)).toEqual([batch.id]);
  });

  test("takes it back", async () => {
    await admin.call(contract.undoImport, { params: { id: batch.id }, ifMatch: batch.version, body: {} });
    expect((await settled(batch.id)).state).toBe("UNDONE");
    expect(await server.database.rows(sql`select 1 as one from component`)).toEqual([]);
  });
});

describe("what is refused", () => {
  test("everybody but administrators", async () => {
    const seat = await server.person("SEAT_OPERATOR");
    expect((await post(seat, "/api/imports", form(OPTIONS, CSV))).status).toBe(403);
    expect((await seat.fetch("/api/imports")).status).toBe(403);
  });

  test("options that are none, a form without a file, a body that is no form", async () => {
    expect((await post(admin, "/api/imports", form({ subject: "PEOPLE" }, CSV))).status).toBe(422);
    expect((await post(admin, "/api/imports", new FormData())).status).toBe(422);
    const answer = await admin.fetch("/api/imports", {
      method: "POST",
      body: "x",
      headers: { "Content-Type": "text/plain" },
    });
    expect(answer.status).toBe(415);
  });

  test("100 MB, before they are read", async () => {
    const answer = await post(admin, "/api/imports", form(OPTIONS, new Uint8Array(100 * 1024 * 1024))).catch(
      () => null,
    );
    // The server may hang up while the rest is still being sent.
    if (answer) expect(answer.status).toBe(413);
    // It may also have hung up a connection that was to be used again.
    await expect.poll(async () => (await admin.fetch("/healthz")).status).toBe(200);
  });

  test("a file that is something else fails with a sentence, and nothing of it stays", async () => {
    const batch = await start(OPTIONS, "%PDF-1.7\n", "survey.pdf");
    expect(batch).toMatchObject({ state: "FAILED", error: { code: "format-unknown" } });
    expect(batch.error?.zh).toContain("不认识 survey.pdf 的格式");
    const rows = await admin.call(contract.importRows, { params: { id: batch.id } });
    expect(rows.items).toEqual([]);
  });

  test("the same request twice is one batch", async () => {
    const key = { "Idempotency-Key": "import-twice-0001" };
    const ids = [];
    for (let n = 0; n < 2; n += 1) {
      const answer = await post(admin, "/api/imports", form(OPTIONS, CSV), key);
      ids.push(((await answer.json()) as { id: string }).id);
    }
    expect(ids[0]).toBe(ids[1]);
    expect((await settled(ids[0] ?? "")).state).toBe("CHECKED");
  });
});
