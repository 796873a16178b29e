import { afterAll, beforeAll, expect, test } from "vitest";
import { getCase, reportCase } from "../../contract/cases.ts";
import { departmentOfPlace, readPlaces, setHome, setPlaceRules } from "../../contract/places.ts";
import { getReference } from "../../contract/reference.ts";
import { registerComponent } from "../../contract/registry.ts";
import { addUnit } from "../../contract/units.ts";
import { sql } from "../../db/sql.ts";
import { testServer, type TestPerson, type TestServer } from "../../testing.ts";
import { loadReference } from "../../reference/load.ts";

/** A new installation, without a sample, made usable through the API alone. */
let server: TestServer;
let admin: TestPerson;
let seat: TestPerson;
beforeAll(async () => {
  server = await testServer();
  await loadReference(server.database);
  admin = await server.person("ADMIN");
  seat = await server.person("SEAT_OPERATOR");
});
afterAll(() => server.close());

const spot = { lon: 113.06, lat: 23.02 };
const cover = (at = spot) => ({
  classCode: "0102",
  position: { ...at, crs: "EPSG:4490" as const },
  address: "",
});
const newUnit = async (code: string, unitType: string) =>
  (
    await admin.call(addUnit, {
      body: { code, nameZh: code, nameEn: code, unitType, validFrom: "2020-01-01", phone: null },
    })
  ).id;
const file = (componentId: string | null, at = spot) =>
  seat.call(reportCase, {
    body: {
      componentId,
      newComponent: componentId ? null : cover(at),
      position: null,
      defect: "MISSING",
      danger: true,
      channel: "HOTLINE_12345",
      photoIds: [],
      file: true,
      dispatchTo: null,
    },
  });
const places = () => admin.call(readPlaces, {});
const acts = async (at = spot) => (await seat.call(departmentOfPlace, { query: at })).unit?.id ?? null;
const unlabelled = { labelZh: "", labelEn: "" };
let office: string;
let water: string;

test("a danger where nobody is set to act is filed, and the administrator is told that it waits", async () => {
  expect(await acts()).toBeNull();
  const { id } = await file(null);
  const filed = await seat.call(getCase, { params: { id } });
  expect(filed.state).toBe("FILED");
  expect(filed.unit).toBeNull();
  expect(await places()).toMatchObject({ version: 0, rules: [], home: null, departments: [], waiting: 1 });
});

test("the first street department acts everywhere from the moment it is added, and the history says why", async () => {
  water = await newUnit("WATER", "WATER_SUPPLY");
  office = await newUnit("OFFICE", "STREET_DEPT");
  expect(await acts()).toBe(office);
  const { rules, version } = await places();
  expect(rules).toMatchObject([{ divisionCode: null, placeKind: "ANY", unit: { id: office } }]);
  expect(version).toBe(1);
  const told = await server.database.one(sql`
    select actor_account_id as who, body_json -> 'data' ->> 'because' as because from event where kind = 'PLACE_RULES_SET'`);
  expect(told).toEqual({ who: admin.accountId, because: "ONLY_DEPARTMENT" });
});

test("a second department changes nothing by itself", async () => {
  await newUnit("WORKS", "STREET_DEPT");
  expect(await acts()).toBe(office);
  expect((await places()).version).toBe(1);
});

test("the street served is made from what is registered, and is what everybody's map opens on", async () => {
  const { version } = await places();
  const body = {
    type: "NEW",
    code: "440604011",
    nameZh: "张槎街道",
    nameEn: "Zhangcha",
    outline: { from: "COMPONENTS" },
  } as const;
  await admin.call(setHome, { ifMatch: version, body });
  const { home } = await seat.call(getReference, {});
  expect(home).toMatchObject({ nameZh: "张槎街道", divisionCode: "440604011" });
  const [west, south, east, north] = home?.bbox ?? [];
  expect(west).toBeCloseTo(spot.lon - 0.002, 6);
  expect(south).toBeCloseTo(spot.lat - 0.002, 6);
  expect(east).toBeCloseTo(spot.lon + 0.002, 6);
  expect(north).toBeCloseTo(spot.lat + 0.002, 6);
  await expect(admin.call(setHome, { ifMatch: version + 1, body })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a danger on an ownerless cover of one's own data is dispatched at once, and its likely owner gets a letter", async () => {
  const { id: componentId } = await admin.call(registerComponent, {
    body: { ...cover(), attributes: {}, provisional: false, photoIds: [], allocateCode: true },
  });
  await server.database.run(sql`
    insert into network_line (id, unit_id, medium, geom)
    values (gen_random_uuid(), ${water}, 'WATER', ST_GeomFromText('LINESTRING(113.0599 23.02, 113.0601 23.02)', 4490))`);
  const { id } = await file(componentId);
  const filed = await seat.call(getCase, { params: { id } });
  expect(filed).toMatchObject({ state: "DISPATCHED", unit: { id: office }, divisionCode: "440604011" });
  const letters = await server.database.rows<{ unit: string }>(sql`
    select unit_id as unit from inquiry_letter where component_id = ${componentId}`);
  expect(letters).toEqual([{ unit: water }]);
});

test("a rule for the street comes before one for everywhere only where it stands first, and beyond the boundary somebody still acts", async () => {
  const { version, departments } = await places();
  const works = departments.find(({ nameZh }) => nameZh === "WORKS")?.id ?? "";
  const far = { lon: 113.2, lat: 23.1 };
  const street = { divisionCode: "440604011", placeKind: "ANY", unitId: works, ...unlabelled } as const;
  const everywhere = { divisionCode: null, placeKind: "ANY", unitId: office, ...unlabelled } as const;
  const first = await admin.call(setPlaceRules, { ifMatch: version, body: { rules: [street, everywhere] } });
  expect([await acts(), await acts(far)]).toEqual([works, office]);
  const second = await admin.call(setPlaceRules, {
    ifMatch: first.version,
    body: { rules: [everywhere, street] },
  });
  expect([await acts(), await acts(far)]).toEqual([office, office]);
  await admin.call(setPlaceRules, { ifMatch: second.version, body: { rules: [street] } });
  expect([await acts(), await acts(far)]).toEqual([works, works]);
});

test("a rule names a street department and a known division, by somebody who saw the newest rules", async () => {
  const { version } = await places();
  const put = (unitId: string, divisionCode: string | null, ifMatch = version) =>
    admin.call(setPlaceRules, {
      ifMatch,
      body: { rules: [{ divisionCode, placeKind: "ANY", unitId, ...unlabelled }] },
    });
  await expect(put(water, null)).rejects.toMatchObject({ code: "unknown_reference" });
  await expect(put(office, "999999999")).rejects.toMatchObject({ code: "unknown_reference" });
  await expect(put(office, null, version - 1)).rejects.toMatchObject({ code: "stale_version" });
  expect((await places()).version).toBe(version);
});

test("a known division gets another outline from a box that is the right way round", async () => {
  const { version } = await places();
  const box = (southWest: typeof spot, northEast: typeof spot) =>
    admin.call(setHome, {
      ifMatch: version,
      body: { type: "KNOWN", code: "440604011", outline: { from: "BOX", southWest, northEast } },
    });
  const [low, high] = [
    { lon: 113, lat: 23 },
    { lon: 113.1, lat: 23.1 },
  ];
  await expect(box(high, low)).rejects.toMatchObject({ code: "invalid_input" });
  await box(low, high);
  expect((await places()).home?.box).toEqual([113, 23, 113.1, 23.1]);
});
