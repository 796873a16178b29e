import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { hashOfToken, newToken } from "../auth/cookie.ts";
import { openSession } from "../auth/queries.ts";
import { reportCase } from "../contract/cases.ts";
import { openDatabase } from "../db/open.ts";
import type { Database, DatabaseOptions } from "../db/database.ts";
import { newId } from "../db/id.ts";
import { migrate } from "../db/migrate.ts";
import { sql } from "../db/sql.ts";
import { findPostgres, startCluster } from "../db/test-cluster.ts";
import { testDatabase } from "../db/testing.ts";
import { loadReference } from "../reference/load.ts";

/**
 * Killed while writing (docs/testing.md#fault-tests): every report that was acknowledged is there once, every one that
 * was not is settled by sending it again with its key. The journal of acknowledgements lives in this process, outside
 * what is killed.
 */
const KILLS = process.env["YOUZHU_LONG"] ? 20 : 5;
const WRITERS = 4;
const embedded = process.env["YOUZHU_TEST_ENGINE"] === "embedded";

interface Journal {
  readonly acknowledged: Map<string, string>;
  /** Keys whose answer never came, with the cover they were about: the body is part of what a key stands for. */
  readonly unknown: Map<string, string>;
}

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill("SIGKILL");
});

async function furnish(database: Database): Promise<{ cookie: string; covers: string[] }> {
  await loadReference(database);
  const [accountId, token] = [newId(), newToken()];
  const covers = Array.from({ length: 200 }, () => newId());
  await database.run(
    sql`insert into account (id, username, display_name, password_hash, role) values (${accountId}, 'seat', '座席', 'none', 'SEAT_OPERATOR')`,
  );
  await openSession(database, hashOfToken(token), accountId);
  await database.run(sql`
    insert into component (id, division_code, class_code, class_group, geom, address)
    select id, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.06 + n * 0.0001, 23.02), 4490), '测试路' from unnest(${covers}::uuid[]) with ordinality as c (id, n)`);
  return { cookie: `youzhu_session=${token}`, covers };
}

async function start(options: DatabaseOptions): Promise<string> {
  const env = {
    ...process.env,
    PORT: "0",
    LOG_LEVEL: "silent",
    REQUESTS_PER_MINUTE: "1000000",
    YOUZHU_SNAPSHOT_MINUTES: "0",
    ...(options.url
      ? { DATABASE_URL: options.url }
      : { DATABASE_URL: "", DATA_DIR: dirname(options.dataDir ?? "") }),
  };
  const started = spawn(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("./testing-server.ts", import.meta.url))],
    { env, stdio: ["ignore", "pipe", "inherit"] },
  );
  child = started;
  for await (const chunk of started.stdout) {
    const url = /ready (\S+)/.exec(String(chunk))?.[1];
    if (url) {
      started.stdout.resume();
      return url;
    }
  }
  throw new Error("the server ended before it served");
}

/** The program keeps its database in a folder `database` of its data folder: the test's is moved there. */
function movedHome(dataDir: string): string {
  const home = `${dataDir}-home`;
  mkdirSync(home);
  renameSync(dataDir, join(home, "database"));
  return join(home, "database");
}

async function send(
  origin: string,
  cookie: string,
  key: string,
  cover: string,
  journal: Journal,
): Promise<boolean> {
  const body = JSON.stringify({
    componentId: cover,
    defect: "MISSING",
    danger: true,
    channel: "PATROL",
    file: true,
  });
  try {
    const answer = await fetch(origin + reportCase.path, {
      method: "POST",
      headers: { cookie, "X-Youzhu": "1", "content-type": "application/json", "Idempotency-Key": key },
      body,
    });
    if (answer.status !== 201) throw new Error(`${answer.status}`);
    journal.acknowledged.set(key, ((await answer.json()) as { id: string }).id);
    journal.unknown.delete(key);
    return true;
  } catch {
    journal.unknown.set(key, cover);
    return false;
  }
}

/** Writers until `until` resolves; then whatever is unknown is left in the journal. */
async function load(
  origin: string,
  cookie: string,
  covers: readonly string[],
  journal: Journal,
  until: Promise<unknown>,
): Promise<void> {
  const writing = { going: true };
  void until.then(() => (writing.going = false));
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; writing.going; n++) {
        const key = newId();
        if (!(await send(origin, cookie, key, covers[(n * WRITERS + writer) % covers.length] ?? "", journal)))
          await pause(50);
      }
    }),
  );
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Sends again, with their keys, what nobody knows the fate of. */
async function settle(origin: string, cookie: string, journal: Journal): Promise<void> {
  for (const [key, cover] of journal.unknown)
    expect(await send(origin, cookie, key, cover, journal)).toBe(true);
}

async function verdict(
  database: Database,
  journal: Journal,
): Promise<{ lost: number; doubled: number; written: number }> {
  const rows = await database.rows<{ id: string; events: number }>(sql`
    select c.id, (select count(*)::int from event where stream_id = c.id and kind = 'CASE_REPORTED') as events from case_file c`);
  const present = new Map(rows.map((row) => [row.id, row.events]));
  const ids = [...journal.acknowledged.values()];
  const gaps = await database.one<{ n: number }>(sql`
    select count(*)::int as n from (select stream_id, max(seq) as top, count(*) as n from event group by stream_id) s where top <> n`);
  expect(gaps.n).toBe(0);
  return {
    lost: ids.filter((id) => !present.has(id)).length,
    doubled: ids.length - new Set(ids).size + rows.filter((row) => row.events !== 1).length,
    written: rows.length,
  };
}

test(
  `R3: a server killed ${KILLS} times while it writes loses nothing it acknowledged`,
  { timeout: 300_000 },
  async () => {
    const town = await testDatabase({ snapshotMinutes: 0 });
    const { cookie, covers } = await furnish(town.database);
    await town.database.close();
    const options = embedded
      ? { ...town.options, dataDir: movedHome(town.options.dataDir ?? "") }
      : town.options;
    const journal: Journal = { acknowledged: new Map(), unknown: new Map() };
    let slowest = 0;
    let origin = await start(options);
    for (let kill = 0; kill < KILLS; kill++) {
      const over = pause(embedded ? 2_500 : 1_500).then(() => child?.kill("SIGKILL"));
      await load(origin, cookie, covers, journal, over);
      if (child && child.exitCode === null && child.signalCode === null) await once(child, "exit");
      const began = performance.now();
      origin = await start(options);
      slowest = Math.max(slowest, performance.now() - began);
      await settle(origin, cookie, journal);
    }
    child?.kill("SIGKILL");
    if (child) await once(child, "exit");
    const again = await openDatabase(options);
    const { lost, doubled, written } = await verdict(again, journal);
    await again.close();
    if (embedded) rmSync(dirname(options.dataDir ?? ""), { recursive: true, force: true });
    console.log(
      `R3 acknowledged ${journal.acknowledged.size} · written ${written} · faults survived ${KILLS} · slowest restart ${(slowest / 1000).toFixed(1)} s · doubled ${doubled} · lost: ${lost}`,
    );
    expect(journal.acknowledged.size).toBeGreaterThan(KILLS * 5);
    expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
  },
);

test.skipIf(embedded || findPostgres() === undefined)(
  `R4: PostgreSQL killed ${KILLS} times under load loses nothing it acknowledged`,
  { timeout: 300_000 },
  async () => {
    const cluster = await startCluster(findPostgres() ?? "", { fsync: true });
    try {
      const database = await openDatabase({ url: cluster.url });
      await migrate(database);
      const { cookie, covers } = await furnish(database);
      await database.close();
      const origin = await start({ url: cluster.url });
      const journal: Journal = { acknowledged: new Map(), unknown: new Map() };
      let slowest = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const over = pause(1_500).then(() => cluster.crash());
        await load(origin, cookie, covers, journal, over);
        const began = performance.now();
        await cluster.restart();
        while (!(await send(origin, cookie, newId(), covers[0] ?? "", journal))) await pause(100);
        slowest = Math.max(slowest, performance.now() - began);
        await settle(origin, cookie, journal);
      }
      const again = await openDatabase({ url: cluster.url });
      const { lost, doubled, written } = await verdict(again, journal);
      await again.close();
      console.log(
        `R4 acknowledged ${journal.acknowledged.size} · written ${written} · faults survived ${KILLS} · slowest recovery ${(slowest / 1000).toFixed(1)} s · doubled ${doubled} · lost: ${lost}`,
      );
      expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
    } finally {
      child?.kill("SIGKILL");
      await cluster.stop();
    }
  },
);
