import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { deskIn, type Desk, refusal } from "../../scripts/sample/testing/reports.ts";
import { asActor } from "../db/actor.ts";
import { sql } from "../db/sql.ts";
import { newId } from "../db/id.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import { register } from "../registry/commands.ts";
import { command, open } from "./commands.ts";
import { inquiriesPage, inquiryDetail } from "./queries.ts";

let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

const today = dayOf(new Date().toISOString());
type Name = "water" | "gas" | "power";
const viewer = (name: Name) =>
  ({ ...town.as(name), username: name, displayName: name, divisionCode: null }) as never;
let made = 0;

/** A cover determined to be the water company's, under which a line of `neighbour` runs that nobody thought of. */
async function determined(neighbour: Name | null): Promise<{ cover: string; inquiryId: string }> {
  const [lon, lat] = [113.0511, 23.0311 + ++made / 1000];
  const { id: cover } = await town.by("seat", (tx) =>
    register(tx, {
      classCode: "0102",
      position: { lon, lat, crs: "EPSG:4490" },
      address: "异议路",
      provisional: false,
      attributes: {},
      photoIds: [],
      allocateCode: false,
    }),
  );
  const { id: inquiryId } = await town.by("seat", (tx) =>
    open(tx, { componentId: cover, origin: "REGISTRY", unitIds: [town.unit("water")] }),
  );
  await desk.onInquiry("water", inquiryId, {
    type: "ANSWER",
    answer: "CLAIM",
    reasonCode: null,
    evidence: [{ kind: "PIPE_MAP", photoIds: [] }],
  });
  if (neighbour)
    await town.database.run(sql`
      insert into network_line (id, unit_id, medium, geom) values (${newId()}, ${town.unit(neighbour)}, 'GAS',
        ST_SetSRID(ST_MakeLine(ST_MakePoint(${lon - 0.001}, ${lat}), ST_MakePoint(${lon + 0.001}, ${lat})), 4490))`);
  await desk.onInquiry("seat", inquiryId, {
    type: "PROPOSE_DETERMINATION",
    unitId: town.unit("water"),
    from: today,
  });
  await desk.onInquiry("convener", inquiryId, { type: "CONFIRM_DETERMINATION" });
  return { cover, inquiryId };
}
const objection = {
  type: "ANSWER" as const,
  answer: "CLAIM" as const,
  reasonCode: null,
  evidence: [{ kind: "AS_BUILT_DRAWING" as const, photoIds: [] as string[] }],
};

describe("guard 7: a determination is announced to whoever may be the true owner", () => {
  test("who has a line there sees owner, day and window, and nothing of others", async () => {
    const { inquiryId } = await determined("gas");
    const listed = await inquiriesPage(
      town.database,
      viewer("gas"),
      { queue: "announced" } as never,
      null,
      50,
    );
    expect(listed.map(({ id }) => id)).toContain(inquiryId);
    const seen = await inquiryDetail(town.database, viewer("gas"), inquiryId);
    expect(seen?.determination).toMatchObject({
      owner: { id: town.unit("water") },
      from: today,
      final: false,
    });
    expect(seen).toMatchObject({ evidence: [], claims: [], lettersSent: [], candidates: [], cases: [] });
  });

  test("it objects with evidence, though nobody asked it, and the inquiry is open again", async () => {
    const { inquiryId } = await determined("gas");
    expect(
      (await refusal(desk.onInquiry("gas", inquiryId, { ...objection, evidence: [] }))).extra.reason,
    ).toBe("EVIDENCE_NEEDED");
    const { state } = await desk.onInquiry("gas", inquiryId, objection);
    expect(state).toBe("CONSULTING");
    const events = await town.database.rows<{ cause: string }>(sql`
      select body_json #>> '{data,cause}' as cause from event where stream_id = ${inquiryId} and kind = 'INQUIRY_REOPENED'`);
    expect(events).toEqual([{ cause: "OBJECTION" }]);
  });

  test("it claims later, too, and the seat enters either with the unit's letter", async () => {
    const { inquiryId } = await determined("gas");
    await town.database.run(sql`
      update inquiry set state_json = jsonb_set(state_json, '{determination,final}', 'true') where id = ${inquiryId}`);
    await desk.onInquiry("gas", inquiryId, objection);
    const entered = await determined(null);
    const { state } = await desk.onInquiry("seat", entered.inquiryId, {
      ...objection,
      unitId: town.unit("power"),
      evidence: [{ kind: "HANDOVER_DOCUMENT", photoIds: [desk.photo] }],
    });
    expect(state).toBe("CONSULTING");
  });

  test("to whom nothing there can belong it does not exist", async () => {
    const { inquiryId } = await determined(null);
    const unitId = newId();
    await town.database.run(sql`
      insert into unit (id, code, name_zh, name_en, unit_type, valid_from) values (${unitId}, 'FAR', '远方', 'Far', 'POST', '2020-01-01')`);
    const far = { ...town.as("gas"), unitId };
    const claimed = asActor(town.database, far, (tx) => command(tx, inquiryId, objection, undefined));
    expect((await refusal(claimed)).code).toBe("not_found");
    expect(await inquiryDetail(town.database, far as never, inquiryId)).toBeUndefined();
  });
});
