import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { ApiError, Problem } from "../contract/errors.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";
import { answerErrors, closeShell, openShell } from "./app-shell.ts";
import { mount } from "./mount.ts";

/** A little API of its own: a counter in the database that only a command changes. */
const Count = z.object({ version: z.int(), note: z.string() });
const add = endpoint({
  name: "add",
  method: "POST",
  path: "/api/test/counter",
  summary: "Adds one",
  tag: "admin",
  access: ["SEAT_OPERATOR", "OWNER_UNIT"],
  precondition: "IF_MATCH",
  body: z.object({ note: z.string() }),
  answer: Count,
});
const read = endpoint({
  name: "read",
  method: "GET",
  path: "/api/test/counter",
  summary: "Reads it",
  tag: "admin",
  access: "SIGNED_IN",
  answer: Count,
});
const notes = endpoint({
  name: "notes",
  method: "GET",
  path: "/api/test/units/:id",
  summary: "Photos of a unit, by a query that forgets whose they are",
  tag: "admin",
  access: "SIGNED_IN",
  params: z.object({ id: z.uuid() }),
  answer: z.array(z.object({ unitId: z.string() })),
});

let server: TestServer;
let tiny: Server;
let origin: string;
let seat: TestPerson;
let committed = 0;
let leak = false;

beforeAll(async () => {
  server = await testServer();
  seat = await server.person("SEAT_OPERATOR");
  const deps = { ...server.app.deps, mounted: [], onCommitted: () => (committed += 1) };
  const app = openShell(deps, { trustProxy: undefined, mapOrigins: [], contentPolicy: true });
  mount(
    app,
    add,
    async ({ tx, body, expectedVersion }) => {
      const { n } = await tx.one<{ n: number }>(
        sql`select (value)::int as n from setting where key = 'counter' for update`,
      );
      if (expectedVersion !== n && expectedVersion !== 999)
        throw new ApiError("stale_version", { seen: expectedVersion ?? 0, current: n });
      await tx.run(sql`update setting set value = to_jsonb(${n + 1}::int) where key = 'counter'`);
      if (body.note === "fail") throw new Error("secret detail of the database");
      return { version: n + 1, note: body.note };
    },
    deps,
  );
  mount(
    app,
    read,
    async ({ database }) => {
      const { n } = await database.one<{ n: number }>(
        sql`select (value)::int as n from setting where key = 'counter'`,
      );
      return { version: n, note: "", ...(leak && { passwordHash: "$argon2id$" }) };
    },
    deps,
  );
  mount(
    app,
    notes,
    ({ database }) => database.rows(sql`select uploaded_by_unit_id as "unitId" from photo`),
    deps,
  );
  closeShell(app, deps);
  app.use(answerErrors(deps));
  tiny = createServer(app).listen(0, "127.0.0.1");
  await once(tiny, "listening");
  origin = `http://127.0.0.1:${(tiny.address() as AddressInfo).port}`;
});
afterAll(async () => {
  tiny.closeAllConnections();
  tiny.close();
  await server.close();
});
beforeEach(async () => {
  committed = 0;
  await server.database.run(
    sql`insert into setting (key, value) values ('counter', '0') on conflict (key) do update set value = '0'`,
  );
});

interface Sent {
  key?: string;
  version?: string;
  body?: string;
  headers?: Record<string, string>;
  by?: TestPerson;
}
async function post({
  key = newId(),
  version = '"999"',
  body = '{"note":"n"}',
  headers = {},
  by = seat,
}: Sent = {}): Promise<Response> {
  const all = {
    cookie: by.cookie,
    "Content-Type": "application/json",
    "Idempotency-Key": key,
    "If-Match": version,
    ...headers,
  };
  return await fetch(`${origin}${add.path}`, {
    method: "POST",
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== "")),
    body,
  });
}
async function counter(): Promise<number> {
  return (
    await server.database.one<{ n: number }>(sql`select (value)::int as n from setting where key = 'counter'`)
  ).n;
}
async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  return Problem.parse(await response.json());
}

describe("an Idempotency-Key", () => {
  test("makes the same submit one effect and the same answer, however often it comes", async () => {
    const first = await post({ key: "same-key-1" });
    const again = await post({ key: "same-key-1" });
    expect(await again.json()).toEqual(await first.json());
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    expect(first.headers.get("ETag")).toBe('"1"');
    expect([await counter(), committed]).toEqual([1, 1]);
  });

  test("belongs to one request: with another body or version it is refused", async () => {
    await post({ key: "same-key-2" });
    for (const other of [{ body: '{"note":"other"}' }, { version: '"1"' }]) {
      const answer = await post({ key: "same-key-2", ...other });
      expect((await problemOf(answer)).code).toBe("idempotency_key_reused");
    }
    expect(await counter()).toBe(1);
  });

  test("belongs to one account: somebody else's is another", async () => {
    await post({ key: "same-key-3" });
    await post({ key: "same-key-3", by: await server.person("SEAT_OPERATOR") });
    expect(await counter()).toBe(2);
  });

  test("of a refused command may be used again once the command is possible", async () => {
    expect((await post({ key: "same-key-4", version: '"5"' })).status).toBe(409);
    expect((await post({ key: "same-key-4", version: '"0"' })).status).toBe(200);
  });

  test(
    "holds when every submit is sent up to five times at once, one in ten with another body",
    { timeout: 600_000 },
    async () => {
      const commands = Number(process.env["R10_COMMANDS"] ?? 120);
      let mismatches = 0;
      let wrong = 0;
      let sent = 0;
      const oneCommand = async (n: number) => {
        const key = `race-command-${n}`;
        const odd = n % 10 === 9;
        const copies = 1 + (n % 5);
        sent += copies;
        const bodies = Array.from({ length: copies }, (_, copy) =>
          JSON.stringify({ note: odd && copy > 0 ? "odd" : "n" }),
        );
        const answers = await Promise.all(bodies.map((body) => post({ key, body })));
        const given = new Set<string>();
        for (const answer of answers) {
          const text = await answer.text();
          if (answer.status === 200) given.add(text);
          else if (answer.status === 422 && odd) mismatches += 1;
          else wrong += 1;
        }
        if (given.size !== 1) wrong += 1;
      };
      for (let n = 0; n < commands; n += 12) {
        await Promise.all(Array.from({ length: Math.min(12, commands - n) }, (_, k) => oneCommand(n + k)));
      }
      expect(wrong).toBe(0);
      expect(mismatches).toBeGreaterThan(0);
      expect(await counter()).toBe(commands);
      console.info(
        `R10: ${commands} commands sent ${sent} times, 0 doubled, ${mismatches} mismatches refused`,
      );
    },
  );

  test("is required, and so is the version seen", async () => {
    expect((await problemOf(await post({ key: "", headers: { "X-Youzhu": "1" } }))).code).toBe(
      "idempotency_key_missing",
    );
    const unconditional = await post({ version: "" });
    expect(unconditional.status).toBe(428);
    expect((await problemOf(unconditional)).code).toBe("version_missing");
    expect((await post({ version: "yesterday" })).status).toBe(422);
    expect(await counter()).toBe(0);
  });
});

describe("a command", () => {
  test("that fails half-way leaves nothing behind, and its answer tells nothing of the inside", async () => {
    const answer = await post({ body: '{"note":"fail"}' });
    expect(answer.status).toBe(500);
    const problem = await problemOf(answer);
    expect(problem.detail).toContain(answer.headers.get("X-Request-Id"));
    expect(JSON.stringify(problem)).not.toContain("secret");
    expect([await counter(), committed]).toEqual([0, 0]);
    const { n } = await server.database.one<{ n: number }>(
      sql`select count(*) as n from idempotency where status is null`,
    );
    expect(n).toBe(0);
  });

  test("of a role that may not is refused in the reader's language", async () => {
    const grid = await server.person("GRID_WORKER");
    expect((await problemOf(await post({ by: grid }))).detail).toBe(
      "您的角色（GRID_WORKER）不能执行此操作。",
    );
    const english = await post({ by: grid, headers: { "Accept-Language": "en-GB,en;q=0.9,zh;q=0.1" } });
    expect((await problemOf(english)).detail).toBe("Your role (GRID_WORKER) may not do this.");
  });

  test("without a session, or with a made-up one, is refused", async () => {
    expect((await problemOf(await post({ headers: { cookie: "" } }))).code).toBe("not_signed_in");
    const forged = { cookie: `youzhu_session=${"A".repeat(43)}` };
    expect((await problemOf(await post({ headers: forged }))).code).toBe("session_expired");
  });

  test("from another site changes nothing", async () => {
    for (const headers of [
      { "Sec-Fetch-Site": "cross-site" },
      { Origin: "https://evil.example" },
      { "Content-Type": "text/plain", "Idempotency-Key": "" },
    ]) {
      expect((await problemOf(await post({ headers }))).code).toBe("csrf_refused");
    }
    expect(await counter()).toBe(0);
  });

  test.each([
    ["{not json", 400, "malformed_json"],
    ['"a string"', 400, "malformed_json"],
    ["{}", 422, "invalid_input"],
    ['{"note":"n","admin":true}', 422, "invalid_input"],
    ['{"note":"n","__proto__":{"a":1}}', 422, "invalid_input"],
    [`{"note":"${"x".repeat(1_100_000)}"}`, 413, "body_too_large"],
    [`{"note":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, 422, "invalid_input"],
  ])("that is malformed, unknown, too large or too deep is refused (%#)", async (body, status, code) => {
    const answer = await post({ body });
    expect(answer.status).toBe(status);
    expect((await problemOf(answer)).code).toBe(code);
  });

  test("that is no JSON is refused by its type", async () => {
    const answer = await post({ headers: { "Content-Type": "text/csv" } });
    expect([answer.status, (await problemOf(answer)).code]).toEqual([415, "unsupported_media_type"]);
  });
});

describe("an answer", () => {
  test("never carries a field that its contract does not name", async () => {
    leak = true;
    const answer = await fetch(`${origin}${read.path}`, { headers: { cookie: seat.cookie } });
    leak = false;
    expect(await answer.json()).toEqual({ version: 0, note: "" });
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  test("to a wrong method says which ones there are; to an unknown address that there is nothing", async () => {
    const wrong = await fetch(`${origin}${read.path}`, { method: "PUT", headers: { cookie: seat.cookie } });
    expect([wrong.status, wrong.headers.get("Allow")]).toEqual([405, "POST, GET"]);
    const unknown = await fetch(`${origin}/api/nothing`, { headers: { cookie: seat.cookie } });
    expect((await problemOf(unknown)).code).toBe("not_found");
    expect((await fetch(`${origin}/api/%E0%A4%A`)).status).toBe(404);
  });

  test("to headers of 100 KB is that they are too large", async () => {
    const { port } = tiny.address() as AddressInfo;
    const socket = connect(port, "127.0.0.1");
    socket.write(`GET ${read.path} HTTP/1.1\r\nHost: x\r\nX-Long: ${"y".repeat(100_000)}\r\n\r\n`);
    const [data] = (await once(socket, "data")) as [Buffer];
    expect(data.toString()).toContain("431");
    socket.destroy();
  });
});

describe("over pooled connections", () => {
  test("an owner unit never reads another unit's rows, even where a query forgets to ask", async () => {
    const units = await Promise.all(Array.from({ length: 8 }, () => server.person("OWNER_UNIT")));
    for (const unit of units) {
      await server.database.run(sql`
        insert into photo (id, sha256, content, thumbnail, width, height, uploaded_by_unit_id)
        values (${newId()}, '\\x00', '\\x00', '\\x00', 1, 1, ${unit.unitId})`);
    }
    let foreign = 0;
    let own = 0;
    let asked = 0;
    const askers = units
      .flatMap((unit) => [unit, unit])
      .map(async (unit) => {
        for (let n = 0; n < 25; n += 1) {
          asked += 1;
          const abort = new AbortController();
          const answer = fetch(`${origin}/api/test/units/${newId()}`, {
            headers: { cookie: unit.cookie },
            signal: abort.signal,
          });
          if (n % 7 === 3) {
            setTimeout(() => abort.abort(), Math.random() * 10);
            await answer.catch(() => undefined);
            continue;
          }
          for (const row of (await (await answer).json()) as { unitId: string }[]) {
            if (row.unitId === unit.unitId) own += 1;
            else foreign += 1;
          }
        }
      });
    const staff = Array.from({ length: 25 }, async () => {
      const answer = await fetch(`${origin}/api/test/units/${newId()}`, { headers: { cookie: seat.cookie } });
      expect(await answer.json()).toHaveLength(units.length);
    });
    await Promise.all([...askers, ...staff]);
    expect(asked).toBe(400);
    expect(own).toBeGreaterThan(250);
    expect(foreign).toBe(0);
  });
});
