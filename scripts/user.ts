/**
 * `npm run user -- …`: accounts without a browser, above all the first one. The password is asked for, or read from standard
 * input; it never stands on the command line. With the embedded database the server must not be running.
 */
import { createInterface } from "node:readline/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { addAccount, changeAccount, setPassword } from "../server/auth/commands.ts";
import { hashPassword } from "../server/auth/password.ts";
import { accountsPage, credentialsByName } from "../server/auth/queries.ts";
import { NewAccount, PersonNumber, Username } from "../server/contract/accounts.ts";
import { ApiError } from "../server/contract/errors.ts";
import { NewPassword } from "../server/contract/session.ts";
import { type Actor, asActor } from "../server/db/actor.ts";
import { openDatabase } from "../server/db/open.ts";
import type { Database } from "../server/db/database.ts";
import { migrate } from "../server/db/migrate.ts";
import { sql } from "../server/db/sql.ts";
import { settingsFrom } from "../server/http/settings.ts";

const USAGE = `npm run user -- add NAME --role ROLE --person NUMBER [--display-name TEXT] [--unit CODE] [--division CODE]
npm run user -- list
npm run user -- disable NAME
npm run user -- enable NAME
npm run user -- password NAME
npm run user -- person NAME --person NUMBER

ROLE is one of ADMIN SEAT_OPERATOR SHIFT_LEAD GRID_WORKER STREET_DEPT CONTRACTOR CONVENER AUDITOR OWNER_UNIT;
STREET_DEPT, CONTRACTOR and OWNER_UNIT need --unit, the code of their unit. --person is the personnel number: accounts with the
same number are one person, and what takes two persons takes two numbers.
The password is asked for, or read from standard input: npm run user -- add anna --role ADMIN < password.txt`;

/** Whoever may open the database may do this; the history says that it was done on the machine itself. */
const OPERATOR: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "command line" };

/** A mistake in what was asked for; the message says how to put it right. */
class Mistake extends Error {}

const { values, positionals } = given();

function given() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        role: { type: "string" },
        "display-name": { type: "string" },
        unit: { type: "string" },
        division: { type: "string" },
        person: { type: "string" },
      },
    });
  } catch {
    console.error(USAGE);
    process.exit(1);
  }
}

async function main(): Promise<void> {
  const [action, name] = positionals;
  if (action === undefined || !["add", "list", "disable", "enable", "password", "person"].includes(action))
    throw new Mistake(USAGE);
  if (action !== "list" && name === undefined) throw new Mistake(USAGE);
  const password = action === "add" || action === "password" ? await askPassword() : "";
  const settings = settingsFrom(process.env);
  const database = await openDatabase({
    url: settings.databaseUrl,
    dataDir: join(settings.dataDir, "database"),
  });
  try {
    await migrate(database);
    if (action === "list") await list(database);
    else if (action === "add") await add(database, name ?? "", password);
    else await change(database, action, name ?? "", password);
  } finally {
    await database.close();
  }
}

async function add(database: Database, name: string, password: string): Promise<void> {
  const account = NewAccount.safeParse({
    username: name,
    password,
    displayName: values["display-name"] ?? name,
    role: values.role?.toUpperCase().replaceAll("-", "_") ?? "",
    unitId: values.unit === undefined ? null : await unitByCode(database, values.unit),
    divisionCode: values.division ?? null,
    personNumber: values.person ?? "",
  });
  if (!account.success) {
    throw new Mistake(
      account.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
    );
  }
  const hash = await hashPassword(password);
  const added = await asActor(database, OPERATOR, (tx) =>
    addAccount(tx, { accountId: "" }, account.data, hash),
  );
  console.log(`added ${added.username} (${added.role})`);
}

async function change(database: Database, action: string, name: string, password: string): Promise<void> {
  const found = await credentialsByName(database, Username.parse(name));
  if (!found) throw new Mistake(`there is no account ${name}`);
  if (action === "password") {
    const hash = await hashPassword(password);
    await asActor(database, OPERATOR, (tx) => setPassword(tx, { accountId: "" }, found.id, hash));
    console.log(`${name} has a new password; its sessions have ended`);
    return;
  }
  if (action === "person") {
    const personNumber = PersonNumber.parse(values.person ?? "");
    await asActor(database, OPERATOR, (tx) =>
      changeAccount(tx, { accountId: "" }, found.id, { personNumber }),
    );
    console.log(`${name} belongs to person ${personNumber}; its sessions have ended`);
    return;
  }
  const disabled = action === "disable";
  await asActor(database, OPERATOR, (tx) => changeAccount(tx, { accountId: "" }, found.id, { disabled }));
  console.log(disabled ? `${name} is disabled; its sessions have ended` : `${name} may sign in again`);
}

async function list(database: Database): Promise<void> {
  const accounts = await accountsPage(database, { q: undefined, after: undefined, limit: 10_000 });
  for (const account of accounts) {
    console.log(
      [
        account.username.padEnd(20),
        account.role.padEnd(14),
        (account.personNumber ?? "no number").padEnd(12),
        account.disabledAt ? "disabled" : "",
        account.unitName ?? "",
      ]
        .join(" ")
        .trimEnd(),
    );
  }
}

async function unitByCode(database: Database, code: string): Promise<string> {
  const unit = await database.maybe<{ id: string }>(sql`select id from unit where code = ${code}`);
  if (!unit) throw new Mistake(`there is no unit with the code ${code}`);
  return unit.id;
}

async function askPassword(): Promise<string> {
  const password = process.stdin.isTTY
    ? await promptTwice()
    : (await readAll(process.stdin)).replace(/\r?\n$/, "");
  const checked = NewPassword.safeParse(password);
  if (!checked.success) throw new Mistake(`password: ${checked.error.issues[0]?.message ?? "not usable"}`);
  return checked.data;
}

async function promptTwice(): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    process.stdout.write("Password: ");
    const first = await terminal.question("");
    process.stdout.write("\nAgain: ");
    const second = await terminal.question("");
    process.stdout.write("\n");
    if (first !== second) throw new Mistake("the two passwords differ");
    return first;
  } finally {
    terminal.close();
  }
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Mistake) && !(error instanceof ApiError) && !(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
