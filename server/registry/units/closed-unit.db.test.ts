import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { danger } from "../../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../../scripts/sample/testing/town.ts";
import { changed, succeeded, unitSince2020 } from "../../../scripts/sample/testing/units.ts";
import { command, report } from "../../cases/commands.ts";
import type { CaseCommandBody } from "../../contract/cases.ts";
import type { InquiryCommandBody } from "../../contract/inquiries.ts";
import { asActor, type Actor } from "../../db/actor.ts";
import { newId } from "../../db/id.ts";
import { sql } from "../../db/sql.ts";
import { dayOf } from "../../domain/clocks/working-time.ts";
import * as inquiries from "../../inquiries/commands.ts";
import { correct } from "../commands.ts";
import { succession } from "../../jobs/succession.ts";

const today = dayOf(new Date().toISOString());
let town: TestTown;
beforeAll(async () => {
  town = await testTown(200);
}, 300_000);
afterAll(() => town.close());

describe("D4: a closed unit is no more anywhere, also where it held nothing", () => {
  const hole = () => town.by("seat", (tx) => report(tx, danger(town.ownerless(), { channel: "PATROL" })));
  /** A unit with an account, asked about a hole of which nobody knows the owner; it claims it, and it is proposed. */
  async function claimant(code: string) {
    const id = await unitSince2020(town, code);
    const accountId = newId();
    await town.database.run(sql`
      insert into account (id, username, display_name, password_hash, role, unit_id)
      values (${accountId}, ${`user-${code.toLowerCase()}`}, ${code}, 'no password', 'OWNER_UNIT', ${id})`);
    const { inquiryId } = await hole();
    const own = {
      accountId,
      role: "OWNER_UNIT",
      unitId: id,
      username: `user-${code.toLowerCase()}`,
    } as const;
    const said = (body: InquiryCommandBody, by: Actor = town.as("seat")) =>
      asActor(town.database, by, (tx) => inquiries.command(tx, inquiryId ?? "", body, undefined));
    await said({ type: "SEND_LETTERS", unitIds: [id] });
    await said(
      { type: "ANSWER", answer: "CLAIM", reasonCode: null, evidence: [{ kind: "PIPE_MAP", photoIds: [] }] },
      own,
    );
    await said({ type: "PROPOSE_DETERMINATION", unitId: id, from: today });
    return { id, accountId, inquiryId: inquiryId ?? "", said };
  }
  const seen = async (inquiryId: string) =>
    await town.database.one<{ claims: string[]; letters: string[]; proposal: string | null }>(sql`
      select (select jsonb_agg(distinct x ->> 'unitId') from jsonb_array_elements(state_json -> 'claims') x where x ->> 'status' = 'OPEN') as claims,
        (select jsonb_agg(answer) from inquiry_letter l where l.inquiry_id = inquiry.id) as letters,
        state_json -> 'proposal' ->> 'unitId' as proposal from inquiry where id = ${inquiryId}`);

  test("dissolved, its claim, its proposal and its account end, and a proposal for it is confirmed by nobody", async () => {
    const { id, accountId, inquiryId, said } = await claimant("G1");
    // The day has come, and the registry has not reached this component yet.
    await town.database.run(sql`update unit set valid_to = ${today} where id = ${id}`);
    await expect(
      asActor(town.database, town.as("convener"), (tx) =>
        inquiries.command(tx, inquiryId, { type: "CONFIRM_DETERMINATION" }, undefined),
      ),
    ).rejects.toMatchObject({ code: "unknown_reference" });
    await town.database.run(sql`update unit set valid_to = null where id = ${id}`);
    await changed(town, id, { type: "DISSOLVE", on: today, document: "注销〔2026〕5号" });
    await succeeded(town);
    expect(await seen(inquiryId)).toMatchObject({ claims: null, proposal: null });
    const account = await town.database.one(
      sql`select disabled_at is not null as disabled from account where id = ${accountId}`,
    );
    expect(account).toEqual({ disabled: true });
    expect(await succession(town.database, () => {}).run()).toBe(0);
    await expect(said({ type: "PROPOSE_DETERMINATION", unitId: id, from: today })).rejects.toMatchObject({
      code: "unknown_reference",
    });
  });

  test("merged, its claim, letter, evidence and account are the successor's", async () => {
    const heir = await unitSince2020(town, "G3");
    const { id, accountId, inquiryId } = await claimant("G2");
    await changed(town, id, {
      type: "MERGE_INTO",
      successorId: heir,
      on: today,
      document: "禅府〔2026〕9号",
    });
    await succeeded(town);
    expect(await seen(inquiryId)).toMatchObject({ claims: [heir], proposal: null });
    const rows = await town.database.one(sql`
      select (select unit_id from account where id = ${accountId}) as account,
        (select count(*)::int from evidence where inquiry_id = ${inquiryId} and ${id}::uuid in (unit_id, collected_by_unit_id)) as evidence,
        (select count(*)::int from inquiry_letter where inquiry_id = ${inquiryId} and unit_id = ${id}) as letters`);
    expect(rows).toEqual({ account: heir, evidence: 0, letters: 0 });
  });

  test("nobody is sent there any more, and what rested or was done beside another there is not its own any more", async () => {
    const sendable = (unitId: string) =>
      ({ type: "DISPATCH", unitId, substituteHandling: true, emergencyReason: "X" }) as const;
    const on = (name: "seat" | "lead", id: string, body: CaseCommandBody) =>
      town.by(name, (tx) => command(tx, id, body, undefined));
    const id = await unitSince2020(town, "G9");
    const own: Actor = { accountId: null, role: "OWNER_UNIT", unitId: id, username: "g9" };
    const rested = await hole();
    await on("seat", rested.id, sendable(id));
    const picture = newId();
    await town.database.run(sql`
      insert into photo (id, sha256, content, thumbnail, width, height, uploaded_by_unit_id) values (${picture}, sha256('g9'), 'x', 'x', 1, 1, ${id})`);
    await asActor(town.database, own, (tx) =>
      command(tx, rested.id, { type: "MAKE_SAFE", photoIds: [picture], measure: "PLATE" }, undefined),
    );
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString();
    await on("seat", rested.id, { type: "REQUEST_SUSPENSION", until, reasonCode: "NO_PARTS" });
    await on("lead", rested.id, { type: "CONFIRM_SUSPENSION" });
    await changed(town, id, { type: "DISSOLVE", on: today, document: "注销〔2026〕9号" });
    await succeeded(town);
    const left = await town.database.rows(
      sql`select id from case_file where open and (unit_id = ${id} or beside_unit_ids @> array[${id}::uuid])`,
    );
    expect(left).toEqual([]);
    const other = await hole();
    await expect(on("seat", other.id, sendable(id))).rejects.toMatchObject({ code: "unknown_reference" });
  });
});

test("D26: letters in the application are closed unseen when their cover becomes a restricted one", async () => {
  const { inquiryId, componentId } = await town.by("seat", (tx) =>
    report(tx, danger(town.ownerless(), { channel: "PATROL" })),
  );
  const restrict = { type: "RECLASSIFY", classCode: "0130", photoIds: [] } as const;
  await town.by("seat", (tx) =>
    correct(tx, componentId, { ...restrict, photoIds: [], reasonCode: "盖板铸有国防光缆字样" }, undefined),
  );
  await town.by("lead", (tx) => correct(tx, componentId, { type: "CONFIRM_CHANGE" }, undefined));
  const rows = await town.database.rows<{ answer: string | null }>(
    sql`select distinct answer from inquiry_letter where inquiry_id = ${inquiryId}`,
  );
  expect(rows).toEqual([{ answer: "UNSEEN" }]);
});
