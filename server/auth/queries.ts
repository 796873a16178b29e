import { REAL_NOW } from "../db/clock.ts";
import type { Account } from "../contract/accounts.ts";
import type { Role } from "../domain/names.ts";
import type { SignedIn } from "../contract/session.ts";
import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { Viewer } from "../access/viewer.ts";

/** Idle longest, and longest at all. The first is slid by `sessionSeen`, at most once a minute. */
const IDLE = sql`interval '8 hours'`;
const LONGEST = sql`interval '7 days'`;

/** All accounts of the person behind account `a`; empty while its personnel number is not known. */
const PERSON_ACCOUNTS = sql`array(select same.id from account same where same.person_id = a.person_id)`;

export interface SessionRow extends Viewer {
  /** Not slid for a minute or more. */
  readonly stale: boolean;
}

/** The account behind a token that still counts: not idle too long, not too old, account not disabled. */
export async function sessionOf(database: Queries, tokenHash: Uint8Array): Promise<SessionRow | undefined> {
  return await database.maybe<SessionRow>(sql`
    select a.id as "accountId", a.username, a.display_name as "displayName", a.role, a.unit_id as "unitId",
           a.division_code as "divisionCode", ${PERSON_ACCOUNTS} as "personAccountIds", s.seen_at < ${REAL_NOW} - interval '1 minute' as stale
    from session s join account a on a.id = s.account_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${REAL_NOW} and s.seen_at > ${REAL_NOW} - ${IDLE} and a.disabled_at is null`);
}

/** Of these tokens, the ones whose sessions still count, as hex. One query for any number of open streams. */
export async function countingSessions(
  database: Queries,
  tokenHashes: readonly Uint8Array[],
): Promise<ReadonlySet<string>> {
  const rows = await database.rows<{ token: string }>(sql`
    select encode(s.token_hash, 'hex') as token
    from session s join account a on a.id = s.account_id
    where s.token_hash = any(${tokenHashes}::bytea[]) and s.expires_at > ${REAL_NOW} and s.seen_at > ${REAL_NOW} - ${IDLE} and a.disabled_at is null`);
  return new Set(rows.map((row) => row.token));
}

export async function sessionSeen(database: Queries, tokenHash: Uint8Array): Promise<void> {
  await database.run(sql`update session set seen_at = ${REAL_NOW} where token_hash = ${tokenHash}`);
}

/** Only while the account is not disabled: a disabling that committed in between wins. False then. */
export async function openSession(
  database: Queries,
  tokenHash: Uint8Array,
  accountId: string,
): Promise<boolean> {
  const opened = await database.run(sql`
    insert into session (token_hash, account_id, expires_at)
    select ${tokenHash}, id, ${REAL_NOW} + ${LONGEST} from account where id = ${accountId} and disabled_at is null for share`);
  return opened === 1;
}

export async function endSession(database: Queries, tokenHash: Uint8Array): Promise<void> {
  await database.run(sql`delete from session where token_hash = ${tokenHash}`);
}

/** All sessions of an account, except the one that asks for it. */
export async function endSessionsOf(
  database: Queries,
  accountId: string,
  except?: Uint8Array,
): Promise<number> {
  return await database.run(sql`
    delete from session where account_id = ${accountId} and token_hash is distinct from ${except ?? null}`);
}

export async function forgetEndedSessions(database: Queries): Promise<number> {
  return await database.run(
    sql`delete from session where expires_at < ${REAL_NOW} or seen_at < ${REAL_NOW} - ${IDLE}`,
  );
}

export interface Credentials {
  readonly id: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly disabled: boolean;
}

export async function credentialsByName(
  database: Queries,
  username: string,
): Promise<Credentials | undefined> {
  return await database.maybe<Credentials>(sql`
    select id, role, password_hash as "passwordHash", disabled_at is not null as disabled
    from account where username = ${username}`);
}

export async function credentialsById(database: Queries, id: string): Promise<Credentials | undefined> {
  return await database.maybe<Credentials>(sql`
    select id, role, password_hash as "passwordHash", disabled_at is not null as disabled from account where id = ${id}`);
}

export async function signedIn(database: Queries, accountId: string): Promise<SignedIn> {
  return await database.one<SignedIn>(sql`
    select a.id as "accountId", a.username, a.display_name as "displayName", a.role, a.division_code as "divisionCode",
           a.language, ${PERSON_ACCOUNTS} as "personAccountIds",
           case when u.id is not null then jsonb_build_object(
             'id', u.id, 'nameZh', u.name_zh, 'nameEn', u.name_en, 'unitType', u.unit_type) end as unit
    from account a left join unit u on u.id = a.unit_id where a.id = ${accountId}`);
}

export async function sampleWasSeeded(database: Queries): Promise<boolean> {
  const found = await database.maybe<{ value: unknown }>(sql`select value from setting where key = 'sample'`);
  return found !== undefined && found.value !== false;
}

const account = sql`
  a.id, a.username, a.display_name as "displayName", a.role, a.unit_id as "unitId", u.name_zh as "unitName",
  a.division_code as "divisionCode", a.created_at as "createdAt", a.disabled_at as "disabledAt",
  (select number from person where person.id = a.person_id) as "personNumber",
  array(select same.username from account same where same.person_id = a.person_id and same.id <> a.id order by 1) as "samePerson"`;

/** `limit + 1` accounts after `after` (a user name), so that the caller knows whether there are more. */
export async function accountsPage(
  database: Queries,
  find: { q: string | undefined; after: string | undefined; limit: number },
): Promise<Account[]> {
  const like = find.q === undefined ? undefined : `%${find.q.replace(/[\\%_]/g, "\\$&")}%`;
  return await database.rows<Account>(sql`
    select ${account} from account a left join unit u on u.id = a.unit_id
    where ${like === undefined ? sql`true` : sql`(a.username like ${like} or exists (select from person where person.id = a.person_id and person.number like upper(${like})) or a.display_name ilike ${like} or u.name_zh like ${like})`}
      and ${find.after === undefined ? sql`true` : sql`a.username > ${find.after}`}
    order by a.username limit ${find.limit + 1}`);
}

export async function accountById(database: Queries, id: string): Promise<Account | undefined> {
  return await database.maybe<Account>(sql`
    select ${account} from account a left join unit u on u.id = a.unit_id where a.id = ${id}`);
}
