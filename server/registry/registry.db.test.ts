import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportCase } from "../contract/cases.ts";
import {
  commandComponent,
  getComponent,
  listComponents,
  registerComponent,
  search,
} from "../contract/registry.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";
import { loadReference } from "../reference/load.ts";

const [LON, LAT] = [113.06, 23.02];
const dayNow = () => dayOf(new Date().toISOString());
let server: TestServer;
let seat: TestPerson;
let water: TestPerson;
let other: TestPerson;
const ids = new Map<string, string>();
const id = (name: string): string => ids.get(name) ?? "";

interface Thing {
  readonly classCode?: string;
  readonly group?: string;
  readonly status?: string;
  readonly owner?: TestPerson;
  readonly address?: string;
  readonly north?: number;
}
async function thing(name: string, given: Thing = {}): Promise<void> {
  const { classCode = "0102", group = "COVER", owner, north = 0 } = given;
  const status = given.status ?? (owner ? "CONFIRMED" : "UNKNOWN");
  ids.set(name, newId());
  await server.database.run(sql`
    insert into component (id, division_code, class_code, class_group, geom, ownership_status, owner_unit_id, restricted, address)
    values (${id(name)}, '440604011', ${classCode}, ${group}, ST_SetSRID(ST_MakePoint(${LON}, ${LAT + north}), 4490), ${status},
            ${owner?.unitId ?? null}, ${classCode === "0130"}, ${given.address ?? name})`);
  await server.database.run(sql`
    insert into component_code (component_id, scheme, code, valid_from)
    values (${id(name)}, 'A', ${`440604${classCode}${String(ids.size).padStart(6, "0")}`}, '2020-01-01')`);
  if (owner)
    await server.database.run(sql`
      insert into component_role (component_id, role, unit_id, valid, basis)
      values (${id(name)}, 'owner', ${owner.unitId}, '[2020-01-01,)', 'HANDOVER')`);
}

beforeAll(async () => {
  server = await testServer();
  await loadReference(server.database);
  await server.database.run(
    sql`insert into division (code, name_zh, name_en, level, geom) values ('440604011', '张槎街道', 'Zhangcha', 'STREET',
      ST_Multi(ST_MakeEnvelope(113.0, 22.9, 113.2, 23.1, 4490)))`,
  );
  await server.database.run(sql`insert into setting (key, value) values ('home_division', '"440604011"')`);
  [seat, water, other] = await Promise.all([
    server.person("SEAT_OPERATOR"),
    server.person("OWNER_UNIT"),
    server.person("OWNER_UNIT"),
  ]);
  await server.database.run(
    sql`update unit set name_zh = '禅城供水有限公司', name_en = 'Chancheng Water' where id = ${water.unitId}`,
  );
  await thing("季华六路12号", { owner: water });
  await thing("张槎一路", { status: "UNKNOWN" });
  await thing("bare", { status: "BACKSTOP", address: '=HYPERLINK("http://x","y")' });
  await thing("100%_路", { owner: other });
  await thing("pole", { classCode: "0117", group: "POLE", owner: other });
  await thing("lamp", { classCode: "0118", group: "LAMP", status: "UNKNOWN" });
  await thing("fibre", { classCode: "0130", status: "UNKNOWN", address: "国防光缆" });
});
afterAll(() => server.close());

describe("one search for everything", () => {
  const found = async (q: string, who = seat, query: object = {}) =>
    (await who.call(search, { query: { q, ...query } })).items;
  const components = async (q: string, who = seat) =>
    (await found(q, who)).filter(({ kind }) => kind === "component").map(({ id: found }) => found);

  test.each(["井盖", "沙井盖", "窨井盖", "渠盖", "检查井", "manhole"])(
    "finds the covers, and only them, under %s",
    async (word) => {
      const all = await components(word);
      expect(all).toEqual(expect.arrayContaining([id("季华六路12号"), id("张槎一路"), id("bare")]));
      expect(all).not.toContain(id("lamp"));
    },
  );

  test("finds a component by its code, and by half of it", async () => {
    expect(await components("4406040118000006")).toEqual([id("lamp")]);
    expect(await components("4406040117")).toEqual([id("pole")]);
  });

  test("finds it by words of its address, its class and its owner together", async () => {
    expect(await components("季华六路 污水井盖")).toEqual([id("季华六路12号")]);
    expect(await components("禅城供水 井盖")).toEqual([id("季华六路12号")]);
    expect(await components("季华六路 路灯")).toEqual([]);
  });

  test("takes a per cent sign and an underline for what they are", async () => {
    expect(await components("100%_")).toEqual([id("100%_路")]);
    expect(await components("%")).toEqual([id("100%_路")]);
  });

  /** The number of the case that is reported here: its year is that of the report, in Shanghai. */
  let number = "";

  test("answers a coordinate with the place, and a number with its case", async () => {
    expect((await found("23.02, 113.06"))[0]).toMatchObject({
      kind: "coordinate",
      position: { lon: LON, lat: LAT },
    });
    const made = await seat.call(reportCase, {
      body: {
        componentId: id("pole"),
        newComponent: null,
        position: null,
        defect: "TILTED",
        danger: false,
        channel: "PATROL",
        photoIds: [],
        file: false,
        dispatchTo: null,
      },
    });
    number = made.number;
    expect((await found(number.toLowerCase()))[0]).toMatchObject({ kind: "case", id: made.id });
  });

  test("finds what is meant by its id, and a case by the bare end of its number", async () => {
    const [file] = (await found(number.slice(0, 6))).filter(({ kind }) => kind === "case");
    expect((await found(id("pole").toUpperCase()))[0]).toMatchObject({ kind: "component", id: id("pole") });
    expect((await found(file?.id ?? "")).map(({ id: one }) => one)).toEqual([file?.id]);
    const serial = String(Number(file?.title.slice(-6)));
    expect((await found(serial))[0]).toMatchObject({ kind: "case", id: file?.id });
    expect((await found(water.unitId ?? ""))[0]).toMatchObject({ kind: "unit", id: water.unitId });
    expect(await found(id("fibre"), water)).toEqual([]);
    expect(await found(newId())).toEqual([]);
  });

  test("puts a unit or a street that is called that before the components that have the words", async () => {
    const first = async (q: string) => (await found(q))[0];
    expect(await first("禅城供水有限公司")).toMatchObject({ kind: "unit", id: water.unitId });
    expect(await first("禅城供水")).toMatchObject({ kind: "unit", id: water.unitId });
    expect(await first("chancheng water")).toMatchObject({ kind: "unit", id: water.unitId });
    expect(await first("张槎")).toMatchObject({ kind: "place", title: "张槎街道" });
    expect((await found("季华六路 供水"))[0]?.kind).not.toBe("unit");
  });

  test("shows open dangers first, then what nobody owns, and restricted covers last", async () => {
    await thing("restricted and owned", { classCode: "0130", owner: other });
    await thing("hole", { owner: other });
    await server.database.run(sql`update component set open_danger = true where id = ${id("hole")}`);
    const covers = await components("井盖", await server.person("SHIFT_LEAD"));
    expect(covers[0]).toBe(id("hole"));
    expect(covers[1]).toBe(id("张槎一路"));
    expect(covers.indexOf(id("季华六路12号"))).toBeGreaterThan(covers.indexOf(id("fibre")));
    expect(covers.at(-1)).toBe(id("restricted and owned"));
    const far = await found("井盖", seat, { lon: LON, lat: LAT });
    expect(far[0]?.id).toBe(id("hole"));
  });

  test("finds units and streets by name", async () => {
    expect((await found("供水")).some(({ kind, id: unit }) => kind === "unit" && unit === water.unitId)).toBe(
      true,
    );
    expect((await found("张槎街道")).some(({ kind }) => kind === "place")).toBe(true);
  });

  test("shows a unit its own and the unresolved ones, never a restricted one", async () => {
    const seen = await components("井盖", water);
    expect(seen).toEqual(expect.arrayContaining([id("季华六路12号"), id("张槎一路")]));
    expect(seen).not.toContain(id("100%_路"));
    expect(await components("国防光缆", water)).toEqual([]);
    // Nor the seat; who answers for the street does (docs/domain.md#d26).
    expect(await components("国防光缆", seat)).toEqual([]);
    expect(await components("国防光缆", await server.person("SHIFT_LEAD"))).toEqual([id("fibre")]);
  });
});

describe("the export", () => {
  const rows = async (who: TestPerson, query = "") => {
    const response = await who.fetch(`/api/components/export?format=csv${query}`);
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    // Without the mark Excel reads UTF-8 as something else.
    expect(bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
    return parse<Record<string, string>>(bytes, { columns: true, bom: true });
  };
  const row = async (name: string, who = seat, query = "") =>
    (await rows(who, query)).find((given) => given["id"] === id(name));

  test("says 0114 for what nobody owns, and the true class for everything else", async () => {
    expect((await row("张槎一路"))?.["class_code"]).toBe("0114");
    expect((await row("bare"))?.["class_code"]).toBe("0114");
    expect((await row("季华六路12号"))?.["class_code"]).toBe("0102");
    expect((await row("lamp"))?.["class_code"]).toBe("0118");
    const inside = await seat.call(getComponent, { params: { id: id("张槎一路") } });
    expect(inside.classCode).toBe("0102");
  });

  test("speaks scheme B where it has a word, and says nothing where the same digits mean something else", async () => {
    expect((await row("张槎一路", seat, "&scheme=B"))?.["class_code"]).toBe("0123");
    expect((await row("季华六路12号", seat, "&scheme=B"))?.["class_code"]).toBe("0102");
    expect((await row("lamp", seat, "&scheme=B"))?.["class_code"]).toBe("0137");
    // 0117 is 0130 or 0131 in B, and 0117 itself is somebody else's there.
    expect((await row("pole", seat, "&scheme=B"))?.["class_code"]).toBe("");
  });

  test("holds no formula that a spreadsheet would run", async () => {
    expect((await row("bare"))?.["address"]).toBe('\'=HYPERLINK("http://x","y")');
    expect(Number((await row("bare"))?.["lon"])).toBeCloseTo(LON, 7);
  });

  test("is what the viewer's list shows: no restricted component and nobody else's for a unit", async () => {
    const own = (await rows(water)).map((given) => given["id"] ?? "");
    expect(own).toEqual(expect.arrayContaining([id("季华六路12号"), id("张槎一路")]));
    expect(own).not.toContain(id("fibre"));
    expect(own).not.toContain(id("100%_路"));
    const response = await water.fetch("/api/components/export?format=geojson");
    const collection = (await response.json()) as {
      features: { id: string; properties: { classCode: string } }[];
    };
    expect(collection.features.map((feature) => feature.id).toSorted()).toEqual(own.toSorted());
    expect(collection.features.find((feature) => feature.id === id("张槎一路"))?.properties.classCode).toBe(
      "0114",
    );
  });

  test("ends with the described attributes, and takes the list's choice of their values", async () => {
    await server.database.run(
      sql`update component set attributes = '{"material":"CAST_IRON"}' where id in (${id("pole")}, ${id("lamp")})`,
    );
    await server.database.run(
      sql`update component set attributes = '{"material":"STEEL"}' where id = ${id("bare")}`,
    );
    expect((await row("pole"))?.["material"]).toBe("CAST_IRON");
    expect((await row("张槎一路"))?.["material"]).toBe("");
    expect(Object.keys((await rows(seat))[0] ?? {}).slice(-2)).toEqual(["id", "material"]);
    const query = { material: ["CAST_IRON" as const], group: ["LAMP" as const, "COVER" as const] };
    const { items, total } = await seat.call(listComponents, { query: { ...query, limit: 10 } });
    expect(items.map((item) => item.id)).toEqual([id("lamp")]);
    expect(total).toBe(1);
    expect(
      (await rows(seat, "&material=CAST_IRON,STEEL")).map((given) => given["id"] ?? "").toSorted(),
    ).toEqual([id("pole"), id("lamp"), id("bare")].toSorted());
    expect((await seat.fetch("/api/components?material=JELLY")).status).toBe(422);
  });

  test("of nothing is a table without rows and a collection without features", async () => {
    expect(await rows(seat, "&q=nowhere")).toEqual([]);
    const response = await seat.fetch("/api/components/export?format=geojson&q=nowhere");
    expect(await response.json()).toEqual({ type: "FeatureCollection", features: [] });
  });
});

describe("a component registered and corrected by hand", () => {
  const place = { lon: 113.05, lat: 23.01, crs: "EPSG:4490" } as const;
  const body = {
    classCode: "0103",
    position: place,
    address: "",
    provisional: false,
    attributes: {},
    photoIds: [],
    allocateCode: true,
  };
  test("keeps its id and its old code when its class changes (guard 6)", async () => {
    const made = await seat.call(registerComponent, { body });
    const before = await seat.call(getComponent, { params: { id: made.id } });
    expect(before.codes).toEqual([
      expect.objectContaining({ scheme: "A", to: null, code: expect.stringMatching(/^4406040103\d{6}$/) }),
    ]);
    const began = dayNow();
    const moved = await seat.call(commandComponent, {
      params: { id: made.id },
      body: { type: "RECLASSIFY", classCode: "0102", reasonCode: null, photoIds: [] },
      ifMatch: made.version,
    });
    const after = await seat.call(getComponent, { params: { id: moved.id } });
    expect(after.codes.map(({ code, to }) => [code.slice(6, 10), to])).toEqual(
      expect.arrayContaining([
        // Midnight in Shanghai may pass while it is reclassified.
        ["0103", expect.toBeOneOf([began, dayNow()])],
        ["0102", null],
      ]),
    );
    const { items } = await seat.call(search, { query: { q: before.codes[0]?.code ?? "" } });
    expect(items[0]?.id).toBe(made.id);
  });

  test("is never registered as class 0114, which is no kind of thing", async () => {
    await expect(
      seat.call(registerComponent, { body: { ...body, classCode: "0114" } }),
    ).rejects.toMatchObject({ code: "unknown_reference" });
  });

  test("changes who maintains it on a day and shows who did before; its owner is no one person's to change", async () => {
    await thing("handed over", { owner: water });
    const today = dayNow();
    const agreement = newId();
    await server.database.run(sql`
      insert into photo (id, sha256, content, thumbnail, width, height) values (${agreement}, sha256(${agreement}::text::bytea), ${"x"}::text::bytea, ${"x"}::text::bytea, 1, 1)`);
    const assign = (role: "owner" | "maintainer", unitId: string, ifMatch: number, from = today) =>
      seat.call(commandComponent, {
        params: { id: id("handed over") },
        body: {
          type: "ASSIGN_ROLE",
          role,
          unitId,
          from,
          basis: "HANDOVER",
          basisRef: null,
          photoIds: [agreement],
        },
        ifMatch,
      });
    await expect(assign("owner", other.unitId ?? "", 0)).rejects.toMatchObject({
      code: "transition_refused",
    });
    await assign("maintainer", other.unitId ?? "", 0);
    const confirm = (by: TestPerson) =>
      by.call(commandComponent, {
        params: { id: id("handed over") },
        body: { type: "CONFIRM_ROLE" },
        ifMatch: 1,
      });
    await expect(confirm(seat)).rejects.toMatchObject({ code: "transition_refused" });
    expect((await seat.call(getComponent, { params: { id: id("handed over") } })).roleProposal).toMatchObject(
      {
        unit: { id: other.unitId },
        photoIds: [agreement],
      },
    );
    await confirm(await server.person("SHIFT_LEAD"));
    const { owner, roles } = await seat.call(getComponent, { params: { id: id("handed over") } });
    expect(owner?.id).toBe(water.unitId);
    expect(roles.map(({ unit, from, to }) => [unit.id, from, to])).toContainEqual([
      other.unitId,
      today,
      null,
    ]);
    await expect(assign("maintainer", water.unitId ?? "", 0)).rejects.toMatchObject({
      code: "stale_version",
    });
  });
});
