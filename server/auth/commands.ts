import { NOW } from "../db/clock.ts";
import type { Account, AccountChange, NewAccount } from "../contract/accounts.ts";
import { ApiError } from "../contract/errors.ts";
import type { Tx } from "../db/actor.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import type { Viewer } from "../access/viewer.ts";
import { accountById, endSessionsOf } from "./queries.ts";
import { recordAccountEvent } from "./record.ts";

type Administrator = Pick<Viewer, "accountId">;

/** Adds an account. Throws username_taken; unknown_reference for a unit or division that does not exist. */
export async function addAccount(
  tx: Tx,
  _by: Administrator,
  account: Omit<NewAccount, "password">,
  passwordHash: string,
): Promise<Account> {
  const id = newId();
  await refuseUnknownPlaces(tx, account);
  const personId = await personOf(tx, account.personNumber);
  const added = await tx.run(sql`
    insert into account (id, username, display_name, password_hash, role, unit_id, division_code, person_id)
    values (${id}, ${account.username}, ${account.displayName}, ${passwordHash}, ${account.role},
            ${account.unitId ?? null}, ${account.divisionCode ?? null}, ${personId})
    on conflict on constraint account_username_taken do nothing`);
  if (added === 0) throw new ApiError("username_taken", { username: account.username });
  await recordAccountEvent(tx, id, {
    kind: "ACCOUNT_ADDED",
    data: {
      role: account.role,
      unitId: account.unitId ?? null,
      divisionCode: account.divisionCode ?? null,
      personId,
    },
    notes: { username: account.username, displayName: account.displayName },
  });
  return await accountOr404(tx, id);
}

/** Every session of the account ends when its role, unit, division, person or right to sign in changes. */
export async function changeAccount(
  tx: Tx,
  by: Administrator,
  id: string,
  change: AccountChange,
): Promise<Account> {
  await tx.maybe(sql`select 1 as locked from account where id = ${id} for update`);
  const before = await accountOr404(tx, id);
  if (change.disabled && id === by.accountId) throw new ApiError("own_account");
  const next = { ...before, ...given(change) };
  if (["OWNER_UNIT", "STREET_DEPT", "CONTRACTOR"].includes(next.role) && next.unitId === null) {
    const message = "this role acts for a unit";
    throw new ApiError("invalid_input", { summary: message }, { issues: [{ path: "body.unitId", message }] });
  }
  await refuseUnknownPlaces(tx, next);
  const personId = change.personNumber === undefined ? undefined : await personOf(tx, change.personNumber);
  const disabled = change.disabled ?? before.disabledAt !== null;
  await tx.run(sql`
    update account set display_name = ${next.displayName}, role = ${next.role}, unit_id = ${next.unitId},
           division_code = ${next.divisionCode}, person_id = ${personId === undefined ? sql`person_id` : sql`${personId}`},
           disabled_at = case when ${disabled} then coalesce(disabled_at, ${NOW}) end
    where id = ${id}`);
  const { displayName, personNumber: _, ...rights } = { ...given(change), ...(personId && { personId }) };
  if (Object.keys(rights).length > 0) await endSessionsOf(tx, id);
  await recordAccountEvent(tx, id, {
    kind: change.disabled ? "ACCOUNT_DISABLED" : "ACCOUNT_CHANGED",
    data: rights,
    notes: { username: before.username, ...(displayName !== undefined && { displayName }) },
  });
  return await accountOr404(tx, id);
}

/** Stores a new hash and ends the account's sessions, except the one whose token is given. */
export async function setPassword(
  tx: Tx,
  _by: Administrator,
  id: string,
  passwordHash: string,
  keepSession?: Uint8Array,
): Promise<void> {
  const { username } = await accountOr404(tx, id);
  await tx.run(sql`update account set password_hash = ${passwordHash} where id = ${id}`);
  await endSessionsOf(tx, id, keepSession);
  await recordAccountEvent(tx, id, { kind: "PASSWORD_CHANGED", data: {}, notes: { username } });
}

export async function changeLanguage(tx: Tx, id: string, language: "zh-CN" | "en"): Promise<void> {
  await tx.run(sql`update account set language = ${language} where id = ${id}`);
}

/** Whoever has that number, or somebody new. The number itself stays here: the history knows the person by an id. */
async function personOf(tx: Tx, number: string): Promise<string> {
  await tx.run(sql`
    insert into person (id, number) values (${newId()}, ${number}) on conflict on constraint person_number_taken do nothing`);
  const { id } = await tx.one<{ id: string }>(sql`select id from person where number = ${number}`);
  return id;
}

async function accountOr404(tx: Tx, id: string): Promise<Account> {
  const account = await accountById(tx, id);
  if (!account) throw new ApiError("not_found");
  return account;
}

async function refuseUnknownPlaces(
  tx: Tx,
  account: { unitId?: string | null | undefined; divisionCode?: string | null | undefined },
): Promise<void> {
  const known = await tx.one<{ unit: boolean; division: boolean }>(sql`
    select ${account.unitId ?? null}::uuid is null or exists (select from unit where id = ${account.unitId ?? null}) as unit,
           ${account.divisionCode ?? null}::text is null
             or exists (select from division where code = ${account.divisionCode ?? null}) as division`);
  if (!known.unit) throw new ApiError("unknown_reference", { what: "unitId" });
  if (!known.division) throw new ApiError("unknown_reference", { what: "divisionCode" });
}

/** Only what the request said, without `undefined` and without the switch that is a column of its own. */
function given(change: AccountChange): Partial<
  Pick<Account, "displayName" | "role" | "unitId" | "divisionCode" | "personNumber">
> & {
  disabled?: boolean;
} {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
