import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../server/db/sql.ts";
import { gather } from "../server/inference/gather.ts";
import { rankingOf } from "../server/inference/commands.ts";
import { candidateUnits } from "../server/inference/surroundings-queries.ts";
import { Surroundings } from "../server/inference/scene.ts";
import { allAnswers, allAreas, allLines, determinedComponents } from "./infer-register-queries.ts";
import { testTown, type TestTown } from "./testing-town.ts";

let town: TestTown;
beforeAll(async () => {
  town = await testTown();
});
afterAll(() => town.close());

test("the register gives determined components, lines and areas to learn from", async () => {
  const { database } = town;
  const determined = await determinedComponents(database, 50);
  expect(determined).toHaveLength(50);
  const context = {
    lines: await allLines(database),
    areas: await allAreas(database),
    neighbours: [],
    units: await candidateUnits(database),
    history: await allAnswers(database),
  };
  expect(context.areas.length).toBeGreaterThan(0);
  const [first] = determined;
  if (!first) throw new Error("no determined component");
  const surroundings = new Surroundings(context, first);
  expect(surroundings.network.skipped).toBe(0);
  const kinds = new Set<string>();
  for (const component of determined) {
    const scene = surroundings.sceneOf(component);
    if (!scene) throw new Error("no position");
    for (const { evidence } of gather(scene, surroundings).candidates)
      for (const { kind } of evidence) kinds.add(kind);
  }
  expect([...kinds]).toEqual(
    expect.arrayContaining(["mediumFit", "lineDistanceOn", "typeFit", "insideRoad"]),
  );
});

test("an ownerless component of the town has likely owners with reasons", async () => {
  const { id } = await town.database.one<{ id: string }>(
    sql`select id from component where ownership_status = 'UNKNOWN' and class_code = '0102' order by id limit 1`,
  );
  const ranked = await rankingOf(town.database, id);
  const candidates = ranked?.ranking.candidates ?? [];
  expect(candidates.length).toBeGreaterThan(1);
  expect(candidates[0]?.terms.length).toBeGreaterThan(1);
  const sum = candidates.reduce((total, { probability }) => total + probability, ranked?.ranking.none ?? 0);
  expect(sum).toBeLessThanOrEqual(1 + 1e-9);
});
