import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { loadReference } from "../reference/load.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";

/** Many units over few pooled connections, some of which hang up: nobody is ever answered with another's rows. */
const UNITS = process.env["YOUZHU_LONG"] ? 50 : 12;
const REQUESTS = process.env["YOUZHU_LONG"] ? 1_000 : 30;
const EACH = 3;
const [LON, LAT] = [113.06, 23.02];

let server: TestServer;
let units: TestPerson[];
/** Whose each component is. */
const ownerOf = new Map<string, string>();

beforeAll(async () => {
  server = await testServer({ limits: { requestsPerMinute: 10_000_000 } });
  await loadReference(server.database);
  await server.database.run(
    sql`insert into division (code, name_zh, name_en, level) values ('440604011', '张槎街道', 'Zhangcha', 'STREET')`,
  );
  units = await Promise.all(Array.from({ length: UNITS }, () => server.person("OWNER_UNIT")));
  for (const [n, { unitId }] of units.entries()) {
    for (let k = 0; k < EACH; k++) {
      const id = newId();
      ownerOf.set(id, unitId ?? "");
      await server.database.run(sql`
        insert into component (id, division_code, class_code, class_group, geom, ownership_status, owner_unit_id, address)
        values (${id}, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(${LON + n * 1e-5}, ${LAT + k * 1e-5}), 4490), 'CONFIRMED', ${unitId}, '测试路')`);
    }
  }
}, 120_000);
afterAll(() => server.close());

const DOORS = [
  "/api/components",
  "/api/components/export?format=geojson",
  `/api/components/near?lon=${LON}&lat=${LAT}&radiusM=500&limit=20`,
  `/api/search?q=${encodeURIComponent("测试路")}`,
] as const;

test(`S4: ${UNITS} units ask ${REQUESTS} times each at once, some hang up in the middle, and no row of another comes back`, async () => {
  let answered = 0;
  let hungUp = 0;
  let seen = 0;
  const foreign: string[] = [];
  const ask = async (unit: TestPerson, n: number): Promise<void> => {
    const address = DOORS[n % DOORS.length] ?? DOORS[0];
    const aborting = new AbortController();
    const hangsUp = n % 7 === 3;
    const timer = hangsUp ? setTimeout(() => aborting.abort(), n % 5) : undefined;
    try {
      const answer = await unit.fetch(address, { signal: aborting.signal });
      const text = await answer.text();
      expect([address, answer.status]).toEqual([address, 200]);
      answered++;
      for (const [id, owner] of ownerOf) {
        if (!text.includes(id)) continue;
        seen++;
        if (owner !== unit.unitId) foreign.push(`${address} ${id}`);
      }
    } catch (error) {
      if (!hangsUp) throw error;
      hungUp++;
    } finally {
      clearTimeout(timer);
    }
  };
  await Promise.all(
    units.map(async (unit, u) => {
      for (let n = 0; n < REQUESTS; n++) await ask(unit, n + u);
    }),
  );
  console.log(
    `S4 units ${UNITS} · requests ${UNITS * REQUESTS} · answered ${answered} · hung up ${hungUp} · own rows seen ${seen} · foreign ${foreign.length}`,
  );
  expect(foreign).toEqual([]);
  // The doors did show something: each its owner's three.
  expect(seen).toBeGreaterThan(answered);
  expect(hungUp).toBeGreaterThan(0);
}, 300_000);
