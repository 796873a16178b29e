import { reportCase } from "../contract/cases.ts";
import { openInquiry } from "../contract/inquiries.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { loadReference } from "../reference/load.ts";
import type { TestPerson, TestServer } from "../testing.ts";

/** Everything stands at one place, so that no door is closed by distance. */
export const LON = 113.06;
export const LAT = 23.02;

/** A component with everything that hangs on it; `words` are what would give it away in an answer. */
export interface Thing {
  readonly id: string;
  readonly caseId: string;
  readonly inquiryId: string;
  /** Of the component itself: its id, code and address. */
  readonly words: readonly string[];
  /** The id and number of its case, and of its inquiry. */
  readonly caseWords: readonly string[];
  readonly inquiryWords: readonly string[];
}

export interface Rows {
  readonly seat: TestPerson;
  readonly water: TestPerson;
  readonly gas: TestPerson;
  readonly crew: TestPerson;
  /**
   * Water's own; gas's; nobody's; nobody's and restricted, with an open case; the same with none; announced, of which gas was
   * asked; gas's by a determination that water was told of; gas's, where the crew was sent; gas's, of which days are corrected that
   * water and the crew are asked about.
   */
  readonly things: Record<
    "own" | "foreign" | "unresolved" | "restricted" | "secret" | "noticed" | "told" | "sent" | "heard",
    Thing
  >;
  readonly letterId: string;
  /** Photo ids by who sent them, and the words that are their bytes. */
  readonly photos: Record<"street" | "gas" | "ofForeign" | "water" | "crew", { id: string; bytes: string }>;
  readonly lines: Record<"water" | "gas", string>;
  /** Names of duty areas. */
  readonly duties: Record<"water" | "gas", string>;
  readonly evidenceOfGas: string;
  readonly batchId: string;
  readonly openingId: string;
}

export const CALLER = ["陈先生", "13800000000"];

export async function makeRows(server: TestServer): Promise<Rows> {
  const { database } = server;
  await loadReference(database);
  await database.run(
    sql`insert into division (code, name_zh, name_en, level) values ('440604011', '张槎街道', 'Zhangcha', 'STREET')`,
  );
  const seat = await server.person("SEAT_OPERATOR");
  const water = await server.person("OWNER_UNIT");
  const gas = await server.person("OWNER_UNIT");
  const crew = await server.person("CONTRACTOR");
  const make = (name: string, owner: TestPerson | null) => makeThing(server, { seat, gas }, name, owner);
  const things = {
    own: await make("own", water),
    foreign: await make("foreign", gas),
    unresolved: await make("unresolved", null),
    restricted: await make("restricted", null),
    secret: await make("secret", null),
    noticed: await make("noticed", null),
    told: await make("told", gas),
    sent: await make("sent", gas),
    heard: await make("heard", gas),
  };
  await database.run(
    sql`update component set announced = true, ownership_status = 'CONFIRMED' where id = ${things.noticed.id}`,
  );
  await database.run(
    sql`update component set announced = true, restricted = true, class_code = '0130' where id = ${things.restricted.id}`,
  );
  await database.run(sql`
    update component set restricted = true, class_code = '0130', open_danger = false, open_case_count = 0
    where id = ${things.secret.id}`);
  await database.run(
    sql`update case_file set open = false, state = 'CLOSED', closed_at = now() where id = ${things.secret.caseId}`,
  );
  await database.run(sql`update inquiry set state = 'NOTICE' where id = ${things.noticed.inquiryId}`);
  await database.run(
    sql`update inquiry set state = 'DETERMINED', open = false, owner_unit_id = ${gas.unitId}::uuid where id = ${things.told.inquiryId}`,
  );
  await database.run(sql`
    insert into determination_notice (inquiry_id, unit_id, component_id) values (${things.told.inquiryId}, ${water.unitId}::uuid, ${things.told.id})`);
  for (const [thing, unit] of [
    [things.own, water],
    [things.foreign, gas],
    [things.sent, crew],
  ] as const)
    await database.run(
      sql`update case_file set unit_id = ${unit.unitId}::uuid, state = 'DISPATCHED' where id = ${thing.caseId}`,
    );
  await proposeCorrection(server, things.heard, [water, crew], "asked");
  // What is proposed elsewhere, and asked of others, is nobody else's business.
  for (const thing of [things.own, things.sent])
    await proposeCorrection(server, thing, [gas], "of gas alone");
  await database.run(sql`
    insert into component_proposal (component_id, about, body) values (${things.own.id}, 'CHANGE', jsonb_build_object('kind', 'RETIRE',
      'reasonCode', 'to be hidden', 'photoIds', '[]'::jsonb, 'byAccountId', null, 'at', '2026-03-03T02:00:00.000Z', 'dueAt', '2026-03-04T02:00:00.000Z'))`);
  const letterId = newId();
  await database.run(sql`
    insert into inquiry_letter (id, inquiry_id, component_id, unit_id, round, sent_at, due_at)
    values (${letterId}, ${things.unresolved.inquiryId}, ${things.unresolved.id}, ${water.unitId}, 7, now(), now() + interval '1 day')`);
  return {
    seat,
    water,
    gas,
    crew,
    things,
    letterId,
    ...(await makeProofs(server, { seat, water, gas, crew }, things)),
    ...(await makeStaffRows(server, seat)),
  };
}

/** Who is asked about days of theirs that a correction moves: that is told to nobody else. */
async function proposeCorrection(
  { database }: TestServer,
  { id }: Thing,
  asked: readonly TestPerson[],
  basis: string,
): Promise<void> {
  const correction = {
    takes: [{ unitId: asked[0]?.unitId, from: "2024-01-01", to: null }],
    asked: asked.map(({ unitId }) => unitId),
    until: "2099-01-01T00:00:00.000Z",
    heard: [],
  };
  const proposal = {
    change: "ASSIGN",
    role: "maintainer",
    unitId: asked[0]?.unitId,
    from: "2024-01-01",
    basis,
    basisRef: null,
    photoIds: [],
    byAccountId: null,
    at: "2026-03-03T02:00:00.000Z",
    dueAt: "2099-01-02T00:00:00.000Z",
    correction,
  };
  await database.run(
    sql`insert into component_proposal (component_id, about, body) values (${id}, 'ROLE', ${JSON.stringify(proposal)}::jsonb)`,
  );
  for (const { unitId } of asked)
    await database.run(sql`insert into component_hearing (component_id, unit_id) values (${id}, ${unitId})`);
}

async function makeThing(
  { database }: TestServer,
  { seat, gas }: { seat: TestPerson; gas: TestPerson },
  name: string,
  owner: TestPerson | null,
): Promise<Thing> {
  const id = newId();
  const [code, address] = [`CODE-${name}`, `${name}-door 井盖`];
  await database.run(sql`
    insert into component (id, division_code, class_code, class_group, geom, ownership_status, owner_unit_id, address, open_danger)
    values (${id}, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(${LON}, ${LAT}), 4490),
            ${owner ? "CONFIRMED" : "UNKNOWN"}, ${owner?.unitId ?? null}, ${address}, true)`);
  await database.run(
    sql`insert into component_code (component_id, scheme, code, valid_from) values (${id}, 'A', ${code}, '2020-01-01')`,
  );
  if (owner)
    await database.run(sql`
      insert into component_role (component_id, role, unit_id, valid, basis) values (${id}, 'owner', ${owner.unitId}, '[2020-01-01,)', 'HANDOVER_DOCUMENT')`);
  const { id: inquiryId } = await seat.call(openInquiry, {
    body: { componentId: id, origin: "PATROL", unitIds: [gas.unitId ?? ""] },
  });
  const { id: caseId } = await seat.call(reportCase, {
    body: {
      componentId: id,
      newComponent: null,
      position: null,
      defect: "BROKEN",
      danger: false,
      channel: "HOTLINE_12345",
      photoIds: [],
      file: false,
      dispatchTo: null,
      reporterName: CALLER[0],
      reporterPhone: CALLER[1],
    },
  });
  await database.run(
    sql`update component set ownership_status = ${owner ? "CONFIRMED" : "UNKNOWN"} where id = ${id}`,
  );
  const matter = await database.one<{ case: string; inquiry: string }>(sql`
    select (select number from case_file where id = ${caseId}) as case, (select number from inquiry where id = ${inquiryId}) as inquiry`);
  return {
    id,
    caseId,
    inquiryId,
    words: [id, code, `${name}-door`],
    caseWords: [caseId, matter.case],
    inquiryWords: [inquiryId, matter.inquiry],
  };
}

async function makeProofs(
  { database }: TestServer,
  { seat, water, gas, crew }: Record<"seat" | "water" | "gas" | "crew", TestPerson>,
  things: Rows["things"],
): Promise<Pick<Rows, "photos" | "lines" | "duties" | "evidenceOfGas">> {
  const photo = async (name: string, by: TestPerson, componentId: string | null) => {
    const [id, bytes] = [newId(), `picture of ${name}`];
    await database.run(sql`
      insert into photo (id, sha256, content, thumbnail, width, height, component_id, uploaded_by, uploaded_by_unit_id)
      values (${id}, ${Buffer.alloc(32, bytes)}, ${Buffer.from(bytes)}, ${Buffer.from(bytes)}, 1, 1, ${componentId}, ${by.accountId},
              ${by.role === "OWNER_UNIT" ? by.unitId : null})`);
    return { id, bytes };
  };
  const line = async (unit: TestPerson) => {
    const id = newId();
    await database.run(sql`
      insert into network_line (id, unit_id, medium, geom) values (${id}, ${unit.unitId}, 'WATER',
        ST_SetSRID(ST_MakeLine(ST_MakePoint(${LON - 0.001}, ${LAT}), ST_MakePoint(${LON + 0.001}, ${LAT})), 4490))`);
    return id;
  };
  const duty = async (name: string, unit: TestPerson) => {
    await database.run(sql`
      insert into area (id, kind, name, unit_id, geom) values (${newId()}, 'DUTY', ${name}, ${unit.unitId},
        ST_Multi(ST_MakeEnvelope(${LON - 0.002}, ${LAT - 0.002}, ${LON + 0.002}, ${LAT + 0.002}, 4490)))`);
    return name;
  };
  const evidenceOfGas = newId();
  await database.run(sql`
    insert into evidence (id, component_id, inquiry_id, kind, unit_id, direction, collected_by, collected_by_unit_id, recorded_at)
    values (${evidenceOfGas}, ${things.unresolved.id}, ${things.unresolved.inquiryId}, 'PIPE_MAP', ${gas.unitId}, 'AGAINST', ${gas.accountId}, ${gas.unitId}, now())`);
  return {
    photos: {
      street: await photo("the street", seat, things.unresolved.id),
      gas: await photo("gas", gas, things.unresolved.id),
      ofForeign: await photo("the foreign one", seat, things.foreign.id),
      water: await photo("water", water, null),
      crew: await photo("the crew", crew, null),
    },
    lines: { water: await line(water), gas: await line(gas) },
    duties: { water: await duty("duty-of-water", water), gas: await duty("duty-of-gas", gas) },
    evidenceOfGas,
  };
}

async function makeStaffRows(
  { database }: TestServer,
  seat: TestPerson,
): Promise<Pick<Rows, "batchId" | "openingId">> {
  const [batchId, openingId] = [newId(), newId()];
  await database.run(sql`
    insert into import_batch (id, subject, file_name, state, options, created_by)
    values (${batchId}, 'COMPONENTS', 'covers.csv', 'DISCARDED', ${JSON.stringify({ subject: "COMPONENTS", classMap: {}, map: {}, unitMap: {} })}::jsonb, ${seat.accountId})`);
  await database.run(sql`
    insert into bulk_opening (id, state, requested_by, filter, total) values (${openingId}, 'DONE', ${seat.accountId}, '{}', 0)`);
  return { batchId, openingId };
}

/** What tells of the restricted component on which nothing is open (docs/domain.md#d26). */
export function secretOf({ things: { secret } }: Rows): readonly string[] {
  return [...secret.words, ...secret.caseWords, ...secret.inquiryWords];
}

/** What no answer may say to whom. */
export function hiddenFrom(rows: Rows): Record<"water" | "crew", readonly string[]> {
  const { own, foreign, restricted, secret, noticed, told, sent, heard } = rows.things;
  const all = (...some: Rows["things"]["own"][]) =>
    some.flatMap((thing) => [...thing.words, ...thing.caseWords, ...thing.inquiryWords]);
  const everybody = [
    ...CALLER,
    ...all(foreign, restricted, secret),
    ...noticed.caseWords,
    ...told.caseWords,
    ...heard.caseWords,
    "of gas alone",
    "to be hidden",
    rows.lines.gas,
    rows.duties.gas,
    rows.photos.gas.bytes,
    rows.photos.ofForeign.bytes,
    rows.evidenceOfGas,
  ];
  return {
    water: [...everybody, ...all(sent), rows.photos.crew.bytes],
    crew: [
      ...everybody,
      ...all(own, noticed, told),
      rows.lines.water,
      rows.duties.water,
      rows.photos.water.bytes,
    ],
  };
}
