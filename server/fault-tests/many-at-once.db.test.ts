import { afterAll, beforeAll, expect, test } from "vitest";
import { reportCase } from "../contract/cases.ts";
import { commandInquiry, getInquiry } from "../contract/inquiries.ts";
import type { BodyOf } from "../contract/endpoint.ts";
import { ApiError } from "../contract/errors.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { loadReference } from "../reference/load.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";

/** Many hands on one thing at once: impatient double clicks, and every utility claiming the same cover. */
const LON = 113.06;
const LAT = 23.02;
const COMMANDS = process.env["YOUZHU_LONG"] ? 2_000 : 120;
const ROUNDS = process.env["YOUZHU_LONG"] ? 50 : 3;
const CLAIMANTS = 64;
const MANY = 16;

const CLAIM: BodyOf<typeof commandInquiry> = {
  type: "ANSWER",
  answer: "CLAIM",
  reasonCode: null,
  evidence: [],
};

let server: TestServer;
let seat: TestPerson;

beforeAll(async () => {
  server = await testServer({ limits: { requestsPerMinute: 1_000_000 } });
  await loadReference(server.database);
  await server.database.run(
    sql`insert into division (code, name_zh, name_en, level) values ('440604011', '张槎街道', 'Zhangcha', 'STREET')`,
  );
  seat = await server.person("SEAT_OPERATOR");
}, 120_000);
afterAll(() => server.close());

async function cover(): Promise<string> {
  const id = newId();
  await server.database.run(sql`
    insert into component (id, division_code, class_code, class_group, geom, address)
    values (${id}, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(${LON}, ${LAT}), 4490), '测试路')`);
  return id;
}

function reported(componentId: string, danger: boolean): BodyOf<typeof reportCase> {
  return {
    componentId,
    newComponent: null,
    position: null,
    defect: "MISSING",
    danger,
    channel: "PATROL",
    photoIds: [],
    file: true,
    dispatchTo: null,
  };
}

test("R10: a command sent up to five times at once happens once, and its key refuses another body", async () => {
  const covers: string[] = [];
  let sent = 0;
  let refused = 0;
  let mismatches = 0;
  for (let n = 0; n < COMMANDS; n++) {
    // A fresh cover now and then: a hundred open cases on one would test something else.
    if (n % 10 === 0) covers.push(await cover());
    const componentId = covers.at(-1) ?? "";
    const key = newId();
    const copies = 1 + (n % 5);
    const other = n % 10 === 9;
    const send = (danger: boolean) =>
      seat.fetch(reportCase.path, {
        method: "POST",
        headers: { "content-type": "application/json", "Idempotency-Key": key },
        body: JSON.stringify(reported(componentId, danger)),
      });
    // In a tenth of them one of the parallel ones says something else; whichever comes first is done, the others are told.
    const said = Array.from({ length: copies + (other ? 1 : 0) }, (_, copy) => copy === copies);
    const answers = await Promise.all(said.map(send));
    sent += said.length;
    const done = new Set<boolean>();
    const bodies = new Set<string>();
    for (const [copy, answer] of answers.entries()) {
      if (answer.status !== 201) continue;
      done.add(said[copy] ?? false);
      bodies.add(await answer.text());
    }
    expect([done.size, bodies.size]).toEqual([1, 1]);
    const first = [...done][0];
    mismatches += said.filter((danger) => danger !== first).length;
    refused += answers.filter(({ status }) => status === 422).length;
    expect(answers.filter(({ status }) => status !== 201 && status !== 422)).toEqual([]);
  }
  const { n } = await server.database.one<{ n: number }>(
    sql`select count(*)::int as n from case_file where component_id = any(${covers}::uuid[])`,
  );
  expect(n).toBe(COMMANDS);
  expect(refused).toBe(mismatches);
  console.log(
    `R10 load held ${sent} requests · ${COMMANDS} keys · effects ${n} · mismatches refused ${refused}/${mismatches} · lost: ${COMMANDS - n}`,
  );
}, 300_000);

test(`R11: of ${CLAIMANTS} units that claim one cover on the same version, one is first and the others are told so`, async () => {
  const units = await Promise.all(Array.from({ length: CLAIMANTS }, () => server.person("OWNER_UNIT")));
  let conflicts = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const componentId = await cover();
    const { inquiryId } = await seat.call(reportCase, { body: reported(componentId, true) });
    expect(inquiryId).not.toBeNull();
    const id = inquiryId ?? "";
    const { version } = await seat.call(getInquiry, { params: { id } });
    const outcomes = await Promise.all(
      units.map((unit) =>
        unit.call(commandInquiry, { params: { id }, body: CLAIM, ifMatch: version }).then(
          () => "claimed",
          (error: unknown) => (error instanceof ApiError ? error.code : String(error)),
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "claimed")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["claimed", "stale_version"]));
    conflicts += CLAIMANTS - 1;
    const chain = await server.database.rows<{ seq: number }>(
      sql`select seq from event where stream_id = ${id} order by seq`,
    );
    expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, n) => n + 1));
  }
  console.log(
    `R11 rounds ${ROUNDS} · claimants ${CLAIMANTS} · winners a round 1 · conflicts told ${conflicts} · lost updates 0 · deadlocks 0`,
  );
}, 300_000);

test("sixteen units that each claim what they see then are all heard, one after the other, and the cover is disputed", async () => {
  const units = await Promise.all(Array.from({ length: MANY }, () => server.person("OWNER_UNIT")));
  const componentId = await cover();
  const { inquiryId } = await seat.call(reportCase, { body: reported(componentId, true) });
  const id = inquiryId ?? "";
  await Promise.all(
    units.map(async (unit) => {
      for (;;) {
        const { version } = await unit.call(getInquiry, { params: { id } });
        const body = CLAIM;
        const done = await unit.call(commandInquiry, { params: { id }, body, ifMatch: version }).then(
          () => true,
          (error: unknown) => {
            if (error instanceof ApiError && error.code === "stale_version") return false;
            throw error;
          },
        );
        if (done) return;
      }
    }),
  );
  const { state, status } = await server.database.one<{ state: { claims: unknown[] }; status: string }>(sql`
    select i.state_json as state, c.ownership_status as status from inquiry i join component c on c.id = i.component_id where i.id = ${id}`);
  expect(state.claims).toHaveLength(MANY);
  expect(status).toBe("DISPUTED");
}, 300_000);
