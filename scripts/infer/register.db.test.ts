import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiError } from "../../server/contract/errors.ts";
import { sql } from "../../server/db/sql.ts";
import { rankingOf } from "../../server/inference/commands.ts";
import { shippedModel } from "../../server/inference/model.ts";
import { activeModel } from "../../server/inference/models/active.ts";
import { hashOfModel, propose, switchTo } from "../../server/inference/models/commands.ts";
import { modelRows, nextVersion } from "../../server/inference/models/model-queries.ts";
import { refit } from "../../server/inference/models/refit.ts";
import { command, open } from "../../server/inquiries/commands.ts";
import { readRegister } from "./register.ts";
import { deskIn } from "../sample/testing/reports.ts";
import { testTown, type TestTown } from "../sample/testing/town.ts";

let town: TestTown;
beforeAll(async () => {
  town = await testTown(900);
});
afterAll(() => town.close());

const ownerlessCover = async () =>
  (
    await town.database.one<{ id: string }>(
      sql`select id from component where ownership_status = 'UNKNOWN' and class_code = '0102' order by id limit 1`,
    )
  ).id;

test("an ownerless component of the town has likely owners with reasons", async () => {
  const ranked = await rankingOf(town.database, await ownerlessCover());
  const candidates = ranked?.ranking.candidates ?? [];
  expect(candidates.length).toBeGreaterThan(1);
  expect(candidates[0]?.terms.length).toBeGreaterThan(1);
  const sum = candidates.reduce((total, { probability }) => total + probability, ranked?.ranking.none ?? 0);
  expect(sum).toBeLessThanOrEqual(1 + 1e-9);
});

describe("learning from use", () => {
  test("takes determinations, claims and denials as examples, each believed as far as such answers held", async () => {
    const [claimed, denied] = [town.ownerless(), town.ownerless()];
    const water = town.unit("water");
    for (const [componentId, answer] of [
      [claimed, "CLAIM"],
      [denied, "DENY"],
    ] as const) {
      const { id, version } = await town.by("seat", (tx) =>
        open(tx, { componentId, origin: "REGISTRY", unitIds: [water] }),
      );
      const reasonCode = answer === "DENY" ? ("NOT_ON_OUR_MAP" as const) : null;
      const { photo } = await deskIn(town);
      const evidence = [{ kind: "PHOTO" as const, photoIds: [photo] }];
      await town.by("seat", (tx) =>
        command(tx, id, { type: "ANSWER", unitId: water, answer, reasonCode, evidence }, version),
      );
    }
    const { labelled, context } = await readRegister(town.database, 100);
    const of = (kind: string) => labelled.filter((one) => one.kind === kind);
    expect(of("DETERMINATION")).toHaveLength(100);
    expect(of("CLAIM")).toMatchObject([{ unitId: water, subject: { id: claimed }, weight: 0.75 }]);
    expect(of("DENIAL")).toMatchObject([{ unitId: water, subject: { id: denied }, weight: 0.75 }]);
    expect(context.areas.length).toBeGreaterThan(0);
  });

  test("proposes a version with a report by class, which ranks nothing until somebody switches it on", async () => {
    const { database } = town;
    const base = await activeModel(database);
    const { labelled, context } = await readRegister(database);
    const { model, report } = refit(labelled, context, base, await nextVersion(database, base.version));
    expect(model.version).toBe(`${base.version}+1`);
    const [all, ...classes] = report.rows;
    expect(all).toMatchObject({ classCode: null });
    expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(all?.count);
    // It learns from the town it is for: on streets it has not seen, it does no worse there than before.
    expect(all?.after.hit1).toBeGreaterThanOrEqual((all?.before.hit1 ?? 1) - 0.01);
    const id = await town.by("admin", (tx) => propose(tx, model, report, base.version));
    expect((await activeModel(database)).version).toBe(base.version);

    const component = await ownerlessCover();
    const before = await rankingOf(database, component);
    expect(await town.by("admin", (tx) => switchTo(tx, id, "fits our streets better"))).toBe(model.version);
    const after = await rankingOf(database, component);
    expect([before?.ranking.modelVersion, after?.ranking.modelVersion]).toEqual([
      base.version,
      model.version,
    ]);
    expect(after?.ranking.candidates[0]?.probability).not.toBe(before?.ranking.candidates[0]?.probability);

    await expect(town.by("admin", (tx) => switchTo(tx, id, "again"))).rejects.toBeInstanceOf(ApiError);
    expect(await town.by("admin", (tx) => switchTo(tx, null, "back"))).toBe(shippedModel().version);
    expect((await rankingOf(database, component))?.ranking.modelVersion).toBe(base.version);

    const events = await database.rows<{ kind: string; role: string }>(
      sql`select kind, actor_role as role from event where stream_id = ${id} order by seq`,
    );
    expect(events).toEqual([
      { kind: "MODEL_PROPOSED", role: "ADMIN" },
      { kind: "MODEL_SWITCHED_ON", role: "ADMIN" },
      { kind: "MODEL_SWITCHED_OFF", role: "ADMIN" },
    ]);
  });

  test("keeps each version with the hash of its weights", async () => {
    const [row] = await modelRows(town.database);
    expect(hashOfModel(JSON.parse(row?.text ?? "{}") as object).toString("hex")).toBe(row?.sha256);
  });

  test("refuses a version that lacks a weight this program needs", async () => {
    const [row] = await modelRows(town.database);
    const model = JSON.parse(row?.text ?? "{}") as { weights: Record<string, number> };
    const { mediumFit: _, ...rest } = model.weights;
    const id = await town.by("admin", (tx) =>
      propose(tx, { ...model, version: "old+1", weights: rest } as never, row?.report as never, "old"),
    );
    await expect(town.by("admin", (tx) => switchTo(tx, id, "why not"))).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
