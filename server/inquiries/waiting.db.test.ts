import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { danger, deskIn, type Desk, type Name } from "../../scripts/sample/testing/reports.ts";
import { sql } from "../db/sql.ts";
import { missingClocks } from "../jobs/missing-clocks.ts";
import { noticeDraft } from "./notice-draft.ts";
import { inquiriesPage, inquiryDetail, type InquiryFilter } from "./queries.ts";

/** What waits for whom, as the lists say it. */
let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

const list = async (name: Name, queue: InquiryFilter["queue"]): Promise<string[]> =>
  (await inquiriesPage(town.database, town.as(name) as never, { queue }, null, 50)).map(({ id }) => id);
const claim = (name: Name, id: string) =>
  desk.onInquiry(name, id, {
    type: "ANSWER",
    answer: "CLAIM",
    reasonCode: null,
    evidence: [{ kind: "PIPE_MAP", photoIds: [] }],
  });
const opened = async (minutesAgo: number): Promise<string> => {
  const cover = town.ownerless();
  const id = crypto.randomUUID();
  await town.tell(
    "seat",
    { component: cover },
    [
      {
        on: "inquiry",
        id,
        command: {
          type: "OPEN",
          number: `Q-${id}`,
          componentId: cover,
          divisionCode: "440604011",
          danger: false,
          origin: "REGISTRY",
          caseId: null,
          candidates: (["water", "gas"] as const).map((name) => ({ unitId: town.unit(name), permille: 400 })),
          modelVersion: null,
        },
      },
    ],
    minutesAgo,
  );
  return id;
};

test("D9: the notice is prepared from what is on file, with its last day, for whoever may publish it", async () => {
  const id = await opened(60);
  const draft = async (name: Name) => {
    const detail = await inquiryDetail(town.database, town.as(name) as never, id);
    return detail ? await noticeDraft(town.database, detail) : undefined;
  };
  const prepared = await draft("seat");
  expect(prepared?.text).toContain(`权属公告（Q-${id}）`);
  expect(prepared?.text).toContain("函询 2 家单位");
  expect(prepared?.text).not.toContain("现场勘查");
  expect(Date.parse(prepared?.until ?? "")).toBeGreaterThan(Date.now());
  for (const name of ["water", "gas"] as const)
    await desk.onInquiry(name, id, {
      type: "ANSWER",
      answer: "DENY",
      reasonCode: "NOT_ON_OUR_MAP",
      evidence: [],
    });
  // Whom the map of the sample town shows besides is passed over for a reason.
  await desk.onInquiry("seat", id, {
    type: "SEND_LETTERS",
    unitIds: [],
    reasonCode: "NOT_ITS_KIND",
    notes: { reason: "现场开井查看，不是其管线种类" },
  });
  const text = prepared?.text ?? "";
  await desk.onInquiry("seat", id, { type: "PUBLISH_NOTICE", channel: "SITE", notes: { text } });
  expect(await draft("seat")).toBeNull();
});

describe("the list of inquiries", () => {
  test("D1: a dispute stands above everything without a danger, and is the convener's", async () => {
    const ordinary = await opened(60);
    const rival = await opened(10);
    const made = await desk.file(danger(town.ownerless()));
    await claim("water", rival);
    await claim("gas", rival);
    const order = await list("seat", "open");
    expect(order.indexOf(rival)).toBeLessThan(order.indexOf(ordinary));
    expect(await list("convener", "mine")).toContain(rival);
    expect(await list("convener", "mine")).not.toContain(ordinary);
    expect(order).toContain(made.inquiryId);
    const seen = await inquiryDetail(town.database, town.as("seat") as never, rival);
    expect(seen?.awaits).toEqual({ step: "MEETING", roles: ["CONVENER"], escalatedTo: null });
    const byUnit = await inquiryDetail(town.database, town.as("water") as never, rival);
    expect(byUnit?.awaits).toBeNull();
    expect(byUnit?.deadlines.map(({ kind }) => kind)).not.toContain("MEETING");
  });

  test("what waited before there was a clock for it gets one, is no year away and is listed for whom it waits", async () => {
    const old = await opened(0);
    const stated = sql`awaits_step = null, awaits_roles = '{}', next_due_at = null, urgency = youzhu_now() + interval '1 year'`;
    await town.database.run(
      sql`update inquiry set ${stated}, state_json = state_json || '{"deadlines": []}' where id = ${old}`,
    );
    await town.database.run(sql`delete from deadline where stream_id = ${old}`);
    const job = missingClocks(town.database, () => {});
    expect(await job.run()).toBe(1);
    expect(await job.run()).toBe(0);
    const row = await town.database.one(
      sql`select awaits_step as step, next_due_at is not null as due, urgency < youzhu_now() + interval '30 days' as near from inquiry where id = ${old}`,
    );
    expect(row).toEqual({ step: "CONSULT", due: true, near: true });
  });

  test("a row that was stated by an older version is stated anew, with the clock it has", async () => {
    const old = await opened(0);
    await town.database.run(
      sql`update inquiry set awaits_step = null, awaits_roles = '{}' where id = ${old}`,
    );
    const job = missingClocks(town.database, () => {});
    expect(await job.run()).toBe(1);
    expect(await job.run()).toBe(0);
  });
});
