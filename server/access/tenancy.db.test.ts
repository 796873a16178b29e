import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandCase, getCase, reportCase } from "../contract/cases.ts";
import { ENDPOINTS } from "../contract/all.ts";
import { commandInquiry, getInquiry, listInquiries, openInquiry } from "../contract/inquiries.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { loadReference } from "../reference/load.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";

/**
 * What an owner unit may know, object by object: its own components, the unresolved ones, and those it was asked about
 * (docs/domain.md#guard-7); never another unit's, never a restricted one, by whichever door it asks.
 */
const LON = 113.06;
const LAT = 23.02;

const REPORT = {
  newComponent: null,
  position: null,
  defect: "BROKEN",
  danger: false,
  channel: "PATROL",
  photoIds: [] as string[],
  file: true,
  dispatchTo: null,
} as const;

let server: TestServer;
let seat: TestPerson;
let water: TestPerson;
let gas: TestPerson;
const things = new Map<string, string>();
const thing = (name: string) => things.get(name) ?? "";

beforeAll(async () => {
  server = await testServer();
  const { database } = server;
  await loadReference(database);
  await database.run(
    sql`insert into division (code, name_zh, name_en, level) values ('440604011', '张槎街道', 'Zhangcha', 'STREET')`,
  );
  [seat, water, gas] = await Promise.all([
    server.person("SEAT_OPERATOR"),
    server.person("OWNER_UNIT"),
    server.person("OWNER_UNIT"),
  ]);
  const owned = async (name: string, owner: TestPerson | null, status: string, restricted = false) => {
    const id = newId();
    things.set(name, id);
    await database.run(sql`
      insert into component (id, division_code, class_code, class_group, geom, ownership_status, owner_unit_id, restricted, address)
      values (${id}, '440604011', ${restricted ? "0130" : "0102"}, 'COVER', ST_SetSRID(ST_MakePoint(${LON}, ${LAT}), 4490),
              ${status}, ${owner?.unitId ?? null}, ${restricted}, ${`${name} 井盖`})`);
    if (owner) {
      await database.run(sql`
        insert into component_role (component_id, role, unit_id, valid, basis)
        values (${id}, 'owner', ${owner.unitId}, '[2020-01-01,)', 'HANDOVER_DOCUMENT')`);
    }
  };
  await owned("own", water, "CONFIRMED");
  await owned("foreign", gas, "CONFIRMED");
  await owned("unresolved", null, "UNKNOWN");
  await owned("restricted", null, "UNKNOWN", true);
  await owned("asked", null, "UNKNOWN");
  for (const name of ["foreign", "own", "restricted"]) {
    const made = await seat.call(reportCase, { body: { ...REPORT, componentId: thing(name) } });
    things.set(`${name} case`, made.id);
    if (made.inquiryId) things.set(`${name} inquiry`, made.inquiryId); // filing on an ownerless component opens it
  }
  const inquiry = await seat.call(openInquiry, {
    body: { componentId: thing("asked"), origin: "PATROL", unitIds: [water.unitId ?? ""] },
  });
  things.set("asked inquiry", inquiry.id);
  // Announced by a notice, and looked after since; the water company was never asked about either, gas was about both.
  for (const [name, state] of [
    ["noticed", "NOTICE"],
    ["caught", "BACKSTOP"],
    ["restricted notice", "NOTICE"],
  ] as const) {
    await owned(name, null, state === "BACKSTOP" ? "BACKSTOP" : "CONFIRMED", name.startsWith("restricted"));
    const { id: opened, version } = await seat.call(openInquiry, {
      body: { componentId: thing(name), origin: "PATROL", unitIds: [gas.unitId ?? ""] },
    });
    things.set(`${name} inquiry`, opened);
    await gas
      .call(commandInquiry, {
        params: { id: opened },
        ifMatch: version,
        body: {
          type: "ANSWER",
          answer: "DENY",
          reasonCode: "NOT_ON_OUR_MAP",
          evidence: [{ kind: "PIPE_MAP", photoIds: [] }],
        },
      })
      .catch((error: unknown) => {
        if (!name.startsWith("restricted")) throw error;
      });
    const made = await seat.call(reportCase, {
      body: {
        ...REPORT,
        componentId: thing(name),
        channel: "HOTLINE_12345",
        reporterName: "陈先生",
        reporterPhone: "13800000000",
      },
    });
    things.set(`${name} case`, made.id);
    await database.run(sql`
      update inquiry set state = ${state}, open = ${state === "NOTICE"}, state_json = state_json || jsonb_build_object('state', ${state}::text,
        'notice', jsonb_build_object('publishedAt', '2026-03-02T01:00:00.000Z', 'channel', 'SITE', 'endedAt', null)) where id = ${opened}`);
    await database.run(
      sql`update component set announced = true, ownership_status = ${state === "BACKSTOP" ? "BACKSTOP" : "CONFIRMED"} where id = ${thing(name)}`,
    );
  }
});
afterAll(async () => {
  await server.close();
});

const status = async (person: TestPerson, path: string) => (await person.fetch(path)).status;

describe("an owner unit", () => {
  test.each([
    ["own", 200],
    ["unresolved", 200],
    ["asked", 200],
    ["foreign", 404],
    ["noticed", 200],
    ["caught", 200],
    ["restricted", 404],
    ["restricted notice", 404],
  ])("asking for the %s component gets %i at every address of it", async (name, expected) => {
    const addresses = ENDPOINTS.filter(
      (endpoint) =>
        endpoint.method === "GET" &&
        endpoint.path.startsWith("/api/components/:id") &&
        endpoint.access.includes("OWNER_UNIT"),
    ).map((endpoint) => endpoint.path.replace(":id", thing(name)));
    expect(addresses.length).toBeGreaterThanOrEqual(3);
    for (const address of addresses)
      expect([address, await status(water, address)]).toEqual([address, expected]);
    expect(await status(seat, `/api/components/${thing(name)}`)).toBe(200);
  });

  // docs/domain.md#d26
  test("finds nothing of another's or of a restricted component in any list, export, search or tile", async () => {
    const x = Math.floor(((LON + 180) / 360) * 2 ** 16);
    const y = Math.floor(((1 - Math.asinh(Math.tan((LAT * Math.PI) / 180)) / Math.PI) / 2) * 2 ** 16);
    const box = `${LON - 0.01},${LAT - 0.01},${LON + 0.01},${LAT + 0.01}`;
    const addresses = [
      "/api/components",
      `/api/components?bbox=${box}`,
      "/api/components/export?format=csv",
      "/api/components/export?format=geojson",
      `/api/components/near?lon=${LON}&lat=${LAT}&radiusM=500&limit=20`,
      "/api/search?q=%E4%BA%95%E7%9B%96",
      `/api/search?q=${thing("foreign")}`,
      "/api/cases?queue=all",
      "/api/cases?queue=open",
      `/api/cases/duplicates?lon=${LON}&lat=${LAT}`,
      "/api/inquiries",
      "/api/inquiries?queue=announced",
      "/api/inbox",
      `/tiles/components/16/${x}/${y}.mvt`,
      `/tiles/cases/16/${x}/${y}.mvt`,
    ];
    const hidden = [
      "foreign",
      "restricted",
      "foreign case",
      "restricted case",
      "restricted inquiry",
      "restricted notice",
      "restricted notice inquiry",
      "noticed case",
      "caught case",
    ].map(thing);
    let seen = 0;
    for (const address of addresses) {
      const answer = await water.fetch(address);
      expect([address, answer.status]).toEqual([address, 200]);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("latin1");
      // A search repeats nothing of the question.
      expect([address, hidden.filter((id) => text.includes(id))]).toEqual([address, []]);
      if (text.includes(thing("unresolved")) || text.includes(thing("own"))) seen += 1;
    }
    expect(seen).toBeGreaterThanOrEqual(6); // the same doors do show what is its own
  });

  test("counts only what it may see", async () => {
    const box = `${LON - 0.01},${LAT - 0.01},${LON + 0.01},${LAT + 0.01}`;
    const counted = async (person: TestPerson) =>
      ((await (await person.fetch(`/api/registry/summary?bbox=${box}`)).json()) as { total: number }).total;
    expect(await counted(seat)).toBe(8);
    expect(await counted(water)).toBe(5);
    const page = (await (await water.fetch("/api/components")).json()) as {
      items: unknown[];
      total: number | null;
    };
    expect([page.items.length, page.total]).toEqual([5, 5]);
  });

  test("cannot tell another unit's case or inquiry from one that does not exist, whatever it tries on it", async () => {
    const tries = async (id: string): Promise<string[]> => {
      const answers = await Promise.all([
        water.fetch(getCase.path.replace(":id", id)),
        water.fetch(getCase.path.replace(":id", id) + "/history"),
        water.fetch(getInquiry.path.replace(":id", id)),
        water.fetch(getInquiry.path.replace(":id", id) + "/history"),
        ...[commandCase, commandInquiry].flatMap((endpoint) =>
          ['"1"', '"99"'].map((version) =>
            water.fetch(endpoint.path.replace(":id", id), {
              method: "POST",
              headers: { "Content-Type": "application/json", "If-Match": version },
              body: JSON.stringify({ type: "ADD_NOTE", photoIds: [], notes: { note: "?" } }),
            }),
          ),
        ),
      ]);
      return await Promise.all(
        answers.map(async (answer) => `${answer.status} ${((await answer.json()) as { code: string }).code}`),
      );
    };
    const nothing = await tries(newId());
    expect(nothing.filter((answer) => answer !== "404 not_found" && answer !== "403 forbidden")).toEqual([]);
    expect(nothing.filter((answer) => answer === "404 not_found").length).toBeGreaterThanOrEqual(6);
    for (const name of [
      "foreign case",
      "restricted case",
      "restricted inquiry",
      "restricted notice inquiry",
    ]) {
      expect([name, await tries(thing(name))]).toEqual([name, nothing]);
    }
  });

  test("reads its own case and the inquiry it was asked in", async () => {
    expect(await status(water, getCase.path.replace(":id", thing("own case")))).toBe(200);
    expect(await status(water, getInquiry.path.replace(":id", thing("asked inquiry")))).toBe(200);
  });
});

describe("what was announced to everybody (D10)", () => {
  test.each(["noticed", "caught"])(
    "a unit that was never asked sees that the %s one is there, and the notice",
    async (name) => {
      const { items } = await water.call(listInquiries, { query: { queue: "announced" } });
      expect(items.map(({ id }) => id)).toContain(thing(`${name} inquiry`));
      const detail = await water.call(getInquiry, { params: { id: thing(`${name} inquiry`) } });
      expect(detail.notice).toMatchObject({ channel: "SITE" });
      expect(detail.componentId).toBe(thing(name));
      const found = (await (
        await water.fetch(`/api/search?q=${encodeURIComponent(`${name} 井盖`)}`)
      ).json()) as { items: { id: string }[] };
      expect(found.items.map(({ id }) => id)).toContain(thing(name));
    },
  );

  test.each(["noticed", "caught"])(
    "and of the %s one nobody else's letter, denial or evidence, no case, no caller",
    async (name) => {
      const addresses = [
        getInquiry.path.replace(":id", thing(`${name} inquiry`)),
        "/api/inquiries?queue=announced",
        `/api/components/${thing(name)}`,
        `/api/components/${thing(name)}/history`,
        `/api/components/${thing(name)}/hover`,
      ];
      for (const address of addresses) {
        const text = await (await water.fetch(address)).text();
        for (const secret of [
          gas.unitId ?? "?",
          thing(`${name} case`),
          "DENY",
          "PIPE_MAP",
          "NOT_ON_OUR_MAP",
          "陈先生",
          "13800000000",
        ])
          expect([address, secret, text.includes(secret)]).toEqual([address, secret, false]);
      }
      expect(await status(water, getCase.path.replace(":id", thing(`${name} case`)))).toBe(404);
    },
  );

  test("it claims, is heard, and goes on seeing what it has claimed", async () => {
    const id = thing("caught inquiry");
    const { version } = await water.call(getInquiry, { params: { id } });
    const claim = {
      type: "ANSWER",
      answer: "CLAIM",
      evidence: [{ kind: "AS_BUILT_DRAWING", photoIds: [] }],
    } as const;
    const claimed = await water.call(commandInquiry, {
      params: { id },
      ifMatch: version,
      body: {
        ...claim,
        reasonCode: null,
        evidence: [...claim.evidence].map((item) => ({ ...item, photoIds: [] })),
      },
    });
    expect(claimed.state).toBe("CONSULTING");
    const seen = await seat.call(getInquiry, { params: { id } });
    expect(seen.candidates.map(({ unit }) => unit.id)).toContain(water.unitId);
    expect(seen.claims).toMatchObject([{ unit: { id: water.unitId }, status: "OPEN" }]);
    const { items } = await water.call(listInquiries, { query: { queue: "announced" } });
    expect(items.map((item) => item.id)).toContain(id); // no letter lists it, this does
    // What was announced stays so while it is open again: another may claim it too.
    const others = await gas.call(listInquiries, { query: { queue: "announced" } });
    expect(others.items.map((item) => item.id)).toContain(id);
    // Outside its area, and claimed by two, it is still its own claim.
    await server.database.run(
      sql`update unit set service_area = ST_Multi(ST_MakeEnvelope(100, 10, 101, 11, 4490)) where id = ${water.unitId}`,
    );
    expect(await status(water, getInquiry.path.replace(":id", id))).toBe(200);
    await server.database.run(sql`update unit set service_area = null where id = ${water.unitId}`);
  });

  test("a restricted one cannot be claimed by whoever guesses its number", async () => {
    const answer = await water.fetch(commandInquiry.path.replace(":id", thing("restricted notice inquiry")), {
      method: "POST",
      headers: { "Content-Type": "application/json", "If-Match": '"2"' },
      body: JSON.stringify({ type: "ANSWER", answer: "CLAIM" }),
    });
    expect(answer.status).toBe(404);
  });
});
