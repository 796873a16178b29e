import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as accounts from "../contract/accounts.ts";
import { ApiError } from "../contract/errors.ts";
import * as session from "../contract/session.ts";
import { sql } from "../db/sql.ts";
import { newId } from "../db/id.ts";
import { hashPassword } from "./password.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";

let server: TestServer;
let admin: TestPerson;
beforeAll(async () => {
  server = await testServer({ limits: { wrongPasswords: 3 } });
  admin = await server.person("ADMIN");
});
afterAll(async () => {
  await server.close();
});

const PASSWORD = "correct horse battery";

async function signIn(username: string, password: string, cookie = ""): Promise<Response> {
  return await fetch(`${server.origin}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Youzhu": "1", cookie },
    body: JSON.stringify({ username, password }),
  });
}

const cookieOf = (response: Response) => response.headers.getSetCookie()[0]?.split(";")[0] ?? "";

async function whoAmI(cookie: string): Promise<Response> {
  return await fetch(`${server.origin}/api/accounts`, { headers: { cookie } });
}

async function newAdmin(username: string): Promise<accounts.Account> {
  return await admin.call(accounts.addAccount, {
    body: { username, password: PASSWORD, displayName: "管理员", role: "ADMIN", personNumber: username },
  });
}

const refusal = (code: string) => expect.objectContaining({ name: "ApiError", code });

describe("a session", () => {
  test("begins with the right password and tells who somebody is and what the role may do", async () => {
    await newAdmin("first");
    const answer = await signIn("FIRST", PASSWORD);
    expect(answer.status).toBe(200);
    const said = session.Session.parse(await answer.json());
    expect(said.account).toMatchObject({ username: "first", role: "ADMIN", unit: null });
    expect(said.permissions).toContain("manageAccounts");
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^youzhu_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  test("is a token of which the database holds only the hash", async () => {
    await newAdmin("hashed");
    const token = cookieOf(await signIn("hashed", PASSWORD)).split("=")[1] ?? "";
    const found = await server.database.one<{ plain: boolean; hashed: boolean }>(sql`
      select bool_or(position(convert_to(${token}, 'UTF8') in token_hash) > 0) as plain,
             bool_or(token_hash = sha256(convert_to(${token}, 'UTF8'))) as hashed from session`);
    expect(found).toEqual({ plain: false, hashed: true });
  });

  test("gets a new token at every sign-in, and the one that was planted ends", async () => {
    await newAdmin("fixated");
    const planted = cookieOf(await signIn("fixated", PASSWORD));
    const own = cookieOf(await signIn("fixated", PASSWORD, planted));
    expect(own).not.toBe(planted);
    expect((await whoAmI(planted)).status).toBe(401);
    expect((await whoAmI(own)).status).toBe(200);
  });

  test("ends at sign-out and cannot be used again", async () => {
    await newAdmin("leaver");
    const cookie = cookieOf(await signIn("leaver", PASSWORD));
    const out = await fetch(`${server.origin}/api/session`, {
      method: "DELETE",
      headers: { cookie, "X-Youzhu": "1" },
    });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toContain("Max-Age=0");
    const after = await whoAmI(cookie);
    expect(after.status).toBe(401);
    expect(await after.json()).toMatchObject({ code: "session_expired" });
  });

  test("ends after 8 idle hours, and after 7 days at the latest", async () => {
    for (const change of [
      sql`seen_at = now() - interval '481 minutes'`,
      sql`expires_at = now() - interval '1 second'`,
    ]) {
      const person = await server.person("AUDITOR");
      expect((await person.fetch("/api/photos/" + newId())).status).toBe(404);
      await server.database.run(sql`update session set ${change} where account_id = ${person.accountId}`);
      expect((await person.fetch("/api/photos/" + newId())).status).toBe(401);
    }
  });

  test("does not survive that its account is disabled, gets another role or another password", async () => {
    const account = await newAdmin("changing");
    const changes = [
      () => admin.call(accounts.changeAccount, { params: { id: account.id }, body: { disabled: true } }),
      () => admin.call(accounts.changeAccount, { params: { id: account.id }, body: { role: "AUDITOR" } }),
      () => admin.call(accounts.resetPassword, { params: { id: account.id }, body: { password: PASSWORD } }),
    ];
    for (const change of changes) {
      await admin.call(accounts.changeAccount, {
        params: { id: account.id },
        body: { disabled: false, role: "ADMIN" },
      });
      const cookie = cookieOf(await signIn("changing", PASSWORD));
      expect((await whoAmI(cookie)).status).toBe(200);
      await change();
      expect((await whoAmI(cookie)).status).toBe(401);
    }
  });

  test("of a visitor is nobody, without an error", async () => {
    const answer = await fetch(`${server.origin}/api/session`);
    expect(await answer.json()).toEqual({ account: null, permissions: [], sample: false });
  });
});

describe("passwords", () => {
  test("are stored as argon2id with 19 MiB and two passes", async () => {
    const { id } = await newAdmin("stored");
    const { hash } = await server.database.one<{ hash: string }>(
      sql`select password_hash as hash from account where id = ${id}`,
    );
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("are refused alike for a wrong password, an unknown user and a disabled account", async () => {
    const { id } = await newAdmin("disabled");
    await admin.call(accounts.changeAccount, { params: { id }, body: { disabled: true } });
    await newAdmin("known");
    for (const [username, password] of [
      ["known", "wrong password"],
      ["nobody", "wrong password"],
      ["disabled", PASSWORD],
    ] as const) {
      const answer = await signIn(username, password);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: "wrong_credentials" });
    }
  });

  test("lock an account for one address after three wrong ones, the right one included, and say for how long", async () => {
    await newAdmin("attacked");
    for (let n = 0; n < 3; n += 1) expect((await signIn("attacked", "wrong password")).status).toBe(401);
    const locked = await signIn("attacked", PASSWORD);
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get("Retry-After"))).toBeGreaterThan(800);
    await newAdmin("bystander");
    expect((await signIn("bystander", PASSWORD)).status).toBe(200);
  });

  test("sent all at once do not slip past the lock", async () => {
    await newAdmin("burst");
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn("burst", "wrong password")));
    const tried = answers.filter((answer) => answer.status === 401).length;
    expect(tried).toBeLessThanOrEqual(5);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(20 - tried);
  });

  test("can be changed by their owner, whose other sessions end", async () => {
    await newAdmin("own");
    const here = cookieOf(await signIn("own", PASSWORD));
    const elsewhere = cookieOf(await signIn("own", PASSWORD));
    const change = async (currentPassword: string) =>
      await fetch(`${server.origin}/api/session/password`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": newId(), cookie: here },
        body: JSON.stringify({ currentPassword, newPassword: "another long one" }),
      });
    expect((await change("wrong password")).status).toBe(401);
    expect((await change(PASSWORD)).status).toBe(204);
    expect((await whoAmI(here)).status).toBe(200);
    expect((await whoAmI(elsewhere)).status).toBe(401);
    expect((await signIn("own", PASSWORD)).status).toBe(401);
    expect((await signIn("own", "another long one")).status).toBe(200);
  });
});

describe("account administration", () => {
  test("leaves events that hold no name of a person", async () => {
    const { id } = await newAdmin("recorded");
    await admin.call(accounts.changeAccount, { params: { id }, body: { disabled: true } });
    const events = await server.database.rows<{ kind: string; body: string }>(sql`
      select kind, convert_from(body, 'UTF8') as body from event where stream_id = ${id} order by seq`);
    expect(events.map((event) => event.kind)).toEqual(["ACCOUNT_ADDED", "ACCOUNT_DISABLED"]);
    for (const event of events) expect(event.body).not.toContain("recorded");
  });

  test("refuses a name that is taken, an unknown unit, a unit's user without a unit, and disabling oneself", async () => {
    await newAdmin("taken");
    await expect(newAdmin("taken")).rejects.toEqual(refusal("username_taken"));
    const body = {
      username: "water",
      password: PASSWORD,
      displayName: "供水",
      role: "OWNER_UNIT" as const,
      personNumber: "WATER-1",
    };
    await expect(admin.call(accounts.addAccount, { body: { ...body, unitId: newId() } })).rejects.toEqual(
      refusal("unknown_reference"),
    );
    await expect(admin.call(accounts.addAccount, { body })).rejects.toEqual(refusal("invalid_input"));
    await expect(
      admin.call(accounts.changeAccount, { params: { id: admin.accountId }, body: { disabled: true } }),
    ).rejects.toEqual(refusal("own_account"));
    await expect(
      admin.call(accounts.changeAccount, { params: { id: newId() }, body: { disabled: true } }),
    ).rejects.toBeInstanceOf(ApiError);
  });

  test("lists accounts page by page without repeating or losing one", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.call(accounts.listAccounts, {
        query: { limit: 3, ...(cursor !== undefined && { cursor }) },
      });
      seen.push(...page.items.map((account) => account.username));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const { n } = await server.database.one<{ n: number }>(sql`select count(*) as n from account`);
    expect(new Set(seen).size).toBe(n);
    expect(seen).toHaveLength(n);
    await expect(admin.call(accounts.listAccounts, { query: { cursor: "bm90IGpzb24" } })).rejects.toEqual(
      refusal("invalid_input"),
    );
  });
});

describe("behind TLS", () => {
  test("the cookie is bound to the host and the answer demands TLS; a plain cookie does not count", async () => {
    const secure = await testServer({
      settings: { publicOrigin: "https://youzhu.example.cn", trustProxy: 1 },
    });
    try {
      const boss = await hashPassword(PASSWORD);
      await secure.database.run(sql`
        insert into account (id, username, display_name, password_hash, role) values (${newId()}, 'boss', '管理员', ${boss}, 'ADMIN')`);
      const answer = await fetch(`${secure.origin}/api/session`, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Origin: "https://youzhu.example.cn",
          "Sec-Fetch-Site": "same-origin",
        },
        body: JSON.stringify({ username: "boss", password: PASSWORD }),
      });
      const cookie = answer.headers.getSetCookie()[0] ?? "";
      expect(cookie).toMatch(/^__Host-youzhu_session=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      expect(answer.headers.get("Strict-Transport-Security")).toBe("max-age=31536000");
      const pair = cookie.split(";")[0] ?? "";
      const ask = (sent: string) => fetch(`${secure.origin}/api/accounts`, { headers: { cookie: sent } });
      expect((await ask(pair)).status).toBe(200);
      expect((await ask(pair.replace("__Host-", ""))).status).toBe(401);
    } finally {
      await secure.close();
    }
  });
});

test("an account is asked for once under one key, and what is kept of the request does not depend on its password", async () => {
  const key = newId();
  const ask = (password: string) =>
    admin.fetch(accounts.addAccount.path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify({
        username: "onlyonce",
        password,
        displayName: "一次",
        role: "AUDITOR",
        personNumber: "1",
      }),
    });
  const first = await ask("correct horse battery");
  const again = await ask("another horse battery");
  expect([first.ok, again.ok]).toEqual([true, true]);
  expect(again.headers.get("Idempotency-Replayed")).toBe("true");
});
