import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { getCase, reportCase } from "../contract/cases.ts";
import { ImportOptions } from "../contract/imports.ts";
import { type Actor, asActor } from "../db/actor.ts";
import { sql } from "../db/sql.ts";
import { type TestServer, testServer } from "../testing.ts";
import { loadReference } from "../reference/load.ts";
import { type BatchRow, findBatch } from "./batch-queries.ts";
import { applyBatch, beginApply, createBatch } from "./commands.ts";
import { COMMAND_LINE_LIMITS } from "./read/limits.ts";
import { keepReaderCompiled } from "./read/testing-reader.ts";
import { dryRun } from "./check/stage.ts";

vi.setConfig({ testTimeout: 300_000 });

const data = join(process.cwd(), "../shared/data");
const present = existsSync(data);
if (!present) console.warn("real data sets are not beside the project: their tests are skipped");
const admin: Actor = { accountId: null, role: "ADMIN", unitId: null, username: "test" };
const anyway = { acceptRefusals: true, acceptNeighbours: true, acceptOutside: true };

describe.skipIf(!present)("real surveys in the registry", () => {
  let server: TestServer;
  keepReaderCompiled();
  beforeAll(async () => {
    server = await testServer();
    await loadReference(server.database);
  });
  afterAll(() => server.close());

  async function bring(file: string, given: object): Promise<BatchRow> {
    const { database } = server;
    const options = ImportOptions.parse(given);
    const path = join(data, file);
    const batchId = await asActor(database, admin, (tx) => createBatch(tx, options, basename(file)));
    await dryRun(database, admin, {
      batchId,
      path,
      fileName: basename(file),
      options,
      limits: COMMAND_LINE_LIMITS,
    });
    await asActor(database, admin, (tx) => beginApply(tx, batchId, anyway));
    await applyBatch(database, admin, batchId, anyway);
    return (await findBatch(database, batchId)) as BatchRow;
  }

  /** How many stand in the registry, and how far the one with this code or line is from where ogr2ogr 3.6 puts it, in metres. */
  async function standing(
    batch: BatchRow,
    line: number,
    lon: number,
    lat: number,
  ): Promise<{ count: number; metres: number }> {
    return await server.database.one(sql`
      select (select count(*)::int from component where import_batch_id = ${batch.id}) as count,
        ST_DistanceSphere(geom, ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4490)) as metres
      from component join import_row on target_id = component.id where batch_id = ${batch.id} and line = ${line}`);
  }

  test("Maasbracht's dig-alert: components and lines of three operators, and a case on one of them", async () => {
    const file = "01-nl-klic-maasbracht/klic.gpkg";
    const components = await bring(file, {
      subject: "COMPONENTS",
      layer: "components",
      scheme: "map",
      classMap: { kolk: "0104", "*": "0199" },
      map: { class: "comp_type", code: "id" },
    });
    const found = await standing(components, 1310, 5.883199521, 51.15959101);
    expect(found.count).toBe(2620);
    expect(found.metres).toBeLessThan(0.02);

    const lines = await bring(file, {
      subject: "NETWORKS",
      layer: "network_lines",
      map: { medium: "theme" },
    });
    const media = await server.database.rows<{ medium: string; count: number }>(sql`
      select medium, count(*)::int as count from network_line where import_batch_id = ${lines.id} group by 1 order by 1`);
    expect(media.reduce((sum, { count }) => sum + count, 0)).toBe(2100);
    expect(media.map(({ medium }) => medium)).not.toContain("UNKNOWN");

    const seat = await server.person("SEAT_OPERATOR");
    const { id } = await server.database.one<{ id: string }>(sql`
      select id from component where import_batch_id = ${components.id} and class_code = '0104' order by id limit 1`);
    const reported = await seat.call(reportCase, {
      body: {
        componentId: id,
        newComponent: null,
        position: null,
        defect: "MISSING",
        danger: true,
        channel: "PATROL",
        photoIds: [],
        file: true,
        dispatchTo: null,
      },
    });
    const matter = await seat.call(getCase, { params: { id: reported.id } });
    expect(matter.componentId).toBe(id);
    const status = await server.database.one(
      sql`select open_danger as danger, open_case_count as cases from component where id = ${id}`,
    );
    expect(status).toEqual({ danger: true, cases: 1 });
  });

  test("Rutland's sewers: manholes, pipes and service areas", async () => {
    const folder = "04-us-vt-rutland-city/RutlandCity";
    const points = await bring(`${folder}PointFeatures.geojson`, {
      subject: "COMPONENTS",
      scheme: "map",
      classMap: { "Combined sewer catchbasin": "0104", "*": "0102" },
      map: { class: "Type" },
    });
    const found = await standing(points, 2001, -72.992018024, 43.60830432);
    expect(found.count).toBe(4045);
    expect(found.metres).toBeLessThan(0.02);
    const lines = await bring(`${folder}LinearFeatures.geojson`, { subject: "NETWORKS", medium: "SEWAGE" });
    expect(lines.summary.counts).toMatchObject({ read: 4782, new: 4782, refused: 0 });
    const areas = await bring(`${folder}ServiceArea.geojson`, { subject: "AREAS", areaKind: "SERVICE" });
    expect(areas.summary.counts?.read).toBe(11);
  });

  test("Montpellier's 29,969 street lights", async () => {
    const lights = await bring("08-fr-montpellier-scale/VilleMTP_MTP_EclairagePublic.zip", {
      subject: "COMPONENTS",
      scheme: "map",
      classMap: { "*": "0118" },
      map: { class: "type_lante" },
    });
    const found = await standing(lights, 15001, 3.891245616, 43.589937769);
    expect(found.count).toBe(29_969);
    expect(found.metres).toBeLessThan(0.02);
    const { rows } = await server.database.one<{ rows: number }>(sql`
      select (body_json -> 'data' ->> 'rows')::int as rows from event where stream_id = ${lights.id}`);
    expect(rows).toBe(29_969);
  });
});
