import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { deskIn, type Desk, refusal } from "../../scripts/sample/testing/reports.ts";
import { sql } from "../db/sql.ts";
import { holderAsKnown } from "../domain/component/correction.ts";
import { holderOn } from "../domain/component/state.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import { componentDetail } from "../registry/component-queries.ts";
import { register } from "../registry/commands.ts";
import { loadDossier } from "../store/dossier-queries.ts";
import { execute } from "../store/execute.ts";
import { open } from "./commands.ts";
import { inboxPage } from "./queries.ts";

let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

const today = dayOf(new Date().toISOString());
const viewer = (name: "water" | "seat") =>
  ({ ...town.as(name), username: name, displayName: name, divisionCode: null }) as never;

/** A cover that the water company has owned since 2020, and an inquiry into whose it is. */
async function owned(): Promise<{ cover: string; inquiryId: string }> {
  const { id: cover } = await town.by("seat", (tx) =>
    register(tx, {
      classCode: "0102",
      position: { lon: 113.0541, lat: 23.0295, crs: "EPSG:4490" },
      address: "更正路",
      provisional: false,
      attributes: {},
      photoIds: [],
      allocateCode: false,
    }),
  );
  const role = {
    type: "ASSIGN_ROLE",
    role: "owner",
    unitId: town.as("water").unitId ?? "",
    from: "2020-01-01",
    basis: "HANDOVER",
    basisRef: null,
  } as const;
  const commands = () => [{ on: "component", id: cover, command: role }] as const;
  await town.by("seat", (tx) => execute(tx, { target: { component: cover }, asSystem: true, commands }));
  const power = town.as("power").unitId ?? "";
  const { id: inquiryId } = await town.by("seat", (tx) =>
    open(tx, { componentId: cover, origin: "REGISTRY", unitIds: [power] }),
  );
  await desk.onInquiry("seat", inquiryId, {
    type: "ADD_EVIDENCE",
    kind: "HANDOVER_DOCUMENT",
    unitId: power,
    direction: "FOR",
    photoIds: [desk.photo],
    observation: {},
    since: "2000-01-01",
  });
  return { cover, inquiryId };
}

describe("guard 5: a determination that begins before the present owner's period", () => {
  test("asks him by letter, is the convener's, and keeps what was known beside what holds", async () => {
    const { cover, inquiryId } = await owned();
    const [water, power] = [town.as("water").unitId ?? "", town.as("power").unitId ?? ""];
    await desk.onInquiry("seat", inquiryId, {
      type: "PROPOSE_DETERMINATION",
      unitId: power,
      from: "2019-01-01",
    });
    const letters = await inboxPage(town.database, viewer("water"), true, null, 50);
    expect(letters.map(({ inquiry }) => inquiry.id)).toContain(inquiryId);
    const clock = await town.database.rows(
      sql`select kind from deadline where stream_id = ${inquiryId} and kind = 'HEARING' and met_at is null`,
    );
    expect(clock).toHaveLength(1);
    const confirm = (name: "lead" | "convener") =>
      desk.onInquiry(name, inquiryId, {
        type: "CONFIRM_DETERMINATION",
        reasonCode: "HANDED_OVER_ON_PAPER",
        notes: { reason: "移交清单载明由其负责" },
      });
    expect((await refusal(confirm("lead"))).extra).toMatchObject({ reason: "CORRECTION_BY_CONVENER" });
    expect((await refusal(confirm("convener"))).extra).toMatchObject({ reason: "HEARING_OPEN" });
    await desk.onInquiry("water", inquiryId, {
      type: "ANSWER",
      answer: "DENY",
      reasonCode: "NOT_ON_OUR_MAP",
      evidence: [],
    });
    await confirm("convener");

    const rows = await town.database.rows(sql`
      select unit_id as unit, lower(valid)::text as "from", upper(valid)::text as "to" from component_role where component_id = ${cover} and role = 'owner'`);
    expect(rows).toEqual([{ unit: power, from: "2019-01-01", to: null }]);
    const struck = await town.database.rows(sql`
      select unit_id as unit, lower(valid)::text as "from", corrected_on::text as "on", corrected_by as "by" from component_role_corrected where component_id = ${cover}`);
    expect(struck).toEqual([{ unit: water, from: "2020-01-01", on: today, by: inquiryId }]);
    const { dossier } = await town.by("auditor", (tx) => loadDossier(tx, cover, { component: cover }));
    const told = await town.retold(cover);
    expect(dossier.component).toEqual(told.component);
    const component = told.component;
    if (!component) throw new Error("not registered");
    expect(holderOn(component, "owner", "2021-06-01")?.unitId).toBe(power);
    expect(holderAsKnown(component, "owner", "2021-06-01", "2025-01-01")?.unitId).toBe(water);
    const seen = await componentDetail(town.database, viewer("seat"), cover);
    expect(seen?.corrected).toMatchObject([
      { role: "owner", unit: { id: water }, correctedOn: today, correctedBy: inquiryId },
    ]);
  });

  test("one owner a day holds for what is in effect, whoever writes it", async () => {
    const { cover } = await owned();
    const second = town.database.run(sql`
      insert into component_role (component_id, role, unit_id, valid, basis) values (${cover}, 'owner', ${town.as("power").unitId ?? ""}, '[2021-01-01,2022-01-01)', 'TEST')`);
    await expect(second).rejects.toThrow(/component_role_overlap|overlap/);
  });
});
