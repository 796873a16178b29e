import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type App, createApp } from "./app.ts";
import { hashOfToken, newToken } from "./auth/cookie.ts";
import { openSession } from "./auth/queries.ts";
import { type Call, makeCall } from "./contract/call.ts";
import type { Database } from "./db/database.ts";
import { newId } from "./db/id.ts";
import { sql } from "./db/sql.ts";
import { type TestDatabase, testDatabase } from "./db/testing.ts";
import type { Role } from "./domain/names.ts";
import { DEFAULT_LIMITS, type LimitSettings } from "./http/limits.ts";
import { makeLog } from "./http/log.ts";
import { type Settings, settingsFrom } from "./http/settings.ts";

/** Somebody signed in, without the price of a password hash. */
export interface TestPerson {
  readonly accountId: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly cookie: string;
  /** The typed client, signed in as this person. */
  readonly call: Call;
  /** A plain request with the cookie and the headers that writes need. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
}

export interface TestServer {
  readonly database: Database;
  readonly app: App;
  readonly origin: string;
  /** Adds an account (and for the roles that act for a unit, a unit) and signs it in. */
  person(role: Role, unitId?: string): Promise<TestPerson>;
  /** Signs in an account that is there: one of the sample's. */
  as(username: string): Promise<TestPerson>;
  close(): Promise<void>;
}

/** The whole application on a fresh database of the suite's engine, on a port of its own on loopback. */
export async function testServer(
  options: {
    readonly limits?: Partial<LimitSettings>;
    readonly settings?: Partial<Settings>;
    /** A database that is there already, instead of a fresh one. */
    readonly town?: Pick<TestDatabase, "database" | "close">;
  } = {},
): Promise<TestServer> {
  const town = options.town ?? (await testDatabase());
  const { database } = town;
  const app = await createApp(database, {
    settings: { ...settingsFrom({}), limits: { ...DEFAULT_LIMITS, ...options.limits }, ...options.settings },
    log: makeLog(process.env["TEST_LOG"] === "1" ? "info" : "silent"),
    development: true,
  });
  const server = createServer(app.express).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    database,
    app,
    origin,
    person: (role, unitId) => signedInPerson(database, origin, role, unitId),
    async as(username) {
      const account = await database.one<Account>(
        sql`select id as "accountId", role, unit_id as "unitId" from account where username = ${username}`,
      );
      return await signIn(database, origin, account);
    },
    async close() {
      await app.stop();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      await town.close();
    },
  };
}

async function signedInPerson(
  database: Database,
  origin: string,
  role: Role,
  given: string | undefined,
): Promise<TestPerson> {
  const actsForUnit = role === "OWNER_UNIT" || role === "STREET_DEPT" || role === "CONTRACTOR";
  const unitId = given ?? (actsForUnit ? await addUnit(database) : null);
  const accountId = newId();
  // Each a person of his own, with the account's number as his.
  await database.run(sql`
    with whose as (insert into person (id, number) values (${newId()}, ${accountId.toUpperCase()}) returning id)
    insert into account (id, username, display_name, password_hash, role, unit_id, person_id)
    select ${accountId}::uuid, ${`test-${accountId.slice(-12)}`}, ${role}, 'no password', ${role}, ${unitId}::uuid, id from whose`);
  return await signIn(database, origin, { accountId, role, unitId });
}

type Account = Pick<TestPerson, "accountId" | "role" | "unitId">;

async function signIn(database: Database, origin: string, account: Account): Promise<TestPerson> {
  const { accountId } = account;
  const token = newToken();
  await openSession(database, hashOfToken(token), accountId);
  const cookie = `youzhu_session=${token}`;
  const call = makeCall({ origin, fetch, newKey: newId, headers: () => ({ cookie }) });
  return {
    ...account,
    cookie,
    call,
    fetch: (path, init = {}) =>
      fetch(origin + path, {
        ...init,
        headers: {
          cookie,
          "X-Youzhu": "1",
          "Idempotency-Key": newId(),
          ...(init.headers as Record<string, string>),
        },
      }),
  };
}

async function addUnit(database: Database): Promise<string> {
  const id = newId();
  await database.run(sql`
    insert into unit (id, code, name_zh, name_en, unit_type, valid_from)
    values (${id}, ${id.slice(-12)}, '测试单位', 'Test unit', 'WATER_SUPPLY', '2020-01-01')`);
  return id;
}
