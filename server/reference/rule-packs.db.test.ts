import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { commandCase, getCase, reportCase } from "../contract/cases.ts";
import { ApiError } from "../contract/errors.ts";
import {
  discardRuleDraft,
  draftRulePack,
  editRuleDraft,
  enableRuleDraft,
  listRuleDrafts,
  listRulePacks,
  withdrawRulePack,
  type RuleTexts,
} from "../contract/rule-packs.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";
import { loadReference } from "./load.ts";
import { streamOfPack } from "./pack-commands.ts";

let server: TestServer;
let anna: TestPerson;
let chen: TestPerson;
let seat: TestPerson;

beforeAll(async () => {
  server = await testServer();
  await loadReference(server.database);
  await server.database.run(
    sql`insert into division (code, name_zh, name_en, level) values ('440604011', '张槎街道', 'Zhangcha', 'STREET')`,
  );
  [anna, chen, seat] = await Promise.all([
    server.person("ADMIN"),
    server.person("CONVENER"),
    server.person("SEAT_OPERATOR"),
  ]);
});
afterAll(() => server.close());

/** As at the first start, with nothing in the making. */
beforeEach(async () => {
  await server.database.run(sql`delete from rule_draft`);
  await server.database.run(
    sql`update rule_pack set in_force_from = null where version > 1 or id <> 'yuncheng'`,
  );
});

const packs = async (versions: "newest" | "all" = "newest") =>
  (await anna.call(listRulePacks, { query: { versions } })).items;
const inForce = async () => {
  const pack = (await packs()).find(({ enabled }) => enabled);
  if (!pack) throw new Error("no pack");
  return pack;
};
const named = ({ id, version }: { id: string; version: number }) => `${id}/${version}`;
const draftOf = async (id: string) => {
  const found = (await anna.call(listRuleDrafts)).items.find((draft) => draft.id === id);
  if (!found) throw new Error(id);
  return found;
};

async function refusal(attempt: Promise<unknown>): Promise<ApiError> {
  const error = await attempt.then(
    () => new Error("it was taken"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ApiError) return error;
  throw error;
}
const reason = async (attempt: Promise<unknown>) => (await refusal(attempt)).extra.reason;

/** A draft of the pack in force in which a danger is guarded within an hour. */
async function slower(by: TestPerson, from = { id: "yuncheng", version: 1 }) {
  const { id } = await anna.call(draftRulePack, { body: { from } });
  const { nameZh, nameEn, sourceText, rules } = await draftOf(id);
  const guard = { clock: "URGENT_HOUR", minutes: 60, source: "街道 2026 年第 3 号通知" } as const;
  const body = { nameZh, nameEn, sourceText, rules: { ...rules, steps: { ...rules.steps, GUARD: guard } } };
  const { version } = await by.call(editRuleDraft, { params: { id }, ifMatch: 1, body });
  return { id, version };
}
const enable = (by: TestPerson, draft: { id: string; version: number }, from: string | null = null) =>
  by.call(enableRuleDraft, { params: { id: draft.id }, ifMatch: draft.version, body: { from } });
const inOneHour = () => new Date(Date.now() + 3_600_000).toISOString();
/** Lets the moment come at which a version begins. */
const wait = (id: string, version: number) =>
  server.database.run(
    sql`update rule_pack set in_force_from = now() - interval '1 millisecond' where id = ${id} and version = ${version}`,
  );

describe("a draft", () => {
  test("begins as a copy of a version and says whose it is", async () => {
    const { id } = await anna.call(draftRulePack, { body: { from: { id: "tianjin2017", version: 1 } } });
    const tianjin = (await packs()).find((pack) => pack.id === "tianjin2017");
    expect(await draftOf(id)).toMatchObject({
      packId: "tianjin2017",
      basedOn: { id: "tianjin2017", version: 1 },
      rules: tianjin?.rules,
      writers: ["ADMIN"],
      mine: true,
      seconds: 1,
    });
  });

  test("may begin a pack of its own, under a name that nobody has", async () => {
    const from = { id: "yuncheng", version: 1 };
    const as = { id: "zhangcha", nameZh: "张槎", nameEn: "Zhangcha" };
    const { id } = await anna.call(draftRulePack, { body: { from, as } });
    expect(await draftOf(id)).toMatchObject({ packId: "zhangcha", nameZh: "张槎", nameEn: "Zhangcha" });
    expect(await reason(anna.call(draftRulePack, { body: { from, as } }))).toBe("pack_id_taken");
    expect(await reason(anna.call(draftRulePack, { body: { from, as: { ...as, id: "dongying" } } }))).toBe(
      "pack_id_taken",
    );
  });

  test("is refused of a version that does not exist", async () => {
    const error = await refusal(
      anna.call(draftRulePack, { body: { from: { id: "yuncheng", version: 99 } } }),
    );
    expect(error.code).toBe("not_found");
  });

  test("is written by administrators and read by those who may confirm", async () => {
    const begin = { body: { from: { id: "yuncheng", version: 1 } } };
    expect((await refusal(chen.call(draftRulePack, begin))).code).toBe("forbidden");
    expect((await refusal(seat.call(draftRulePack, begin))).code).toBe("forbidden");
    expect((await refusal(seat.call(listRuleDrafts))).code).toBe("forbidden");
    const { id } = await anna.call(draftRulePack, begin);
    expect((await chen.call(listRuleDrafts)).items).toMatchObject([{ id, mine: false }]);
  });

  test("that somebody else changed meanwhile is not overwritten", async () => {
    const { id } = await slower(anna);
    const { nameZh, nameEn, sourceText, rules } = await draftOf(id);
    const late = anna.call(editRuleDraft, {
      params: { id },
      ifMatch: 1,
      body: { nameZh, nameEn, sourceText, rules },
    });
    expect((await refusal(late)).code).toBe("stale_version");
  });

  test.each<[string, (rules: RuleTexts) => RuleTexts, string]>([
    [
      "no time at all",
      (rules) => ({ ...rules, steps: { CHECK: { clock: "WORK_DAY", minutes: 0, source: "" } } }),
      "rules.steps.CHECK.minutes",
    ],
    [
      "two lines of one name",
      (rules) => ({ ...rules, repairs: rules.repairs.map((line) => ({ ...line, id: "R01" })) }),
      "rules.repairs",
    ],
    [
      "a line named as what the defaults are",
      (rules) => ({
        ...rules,
        repairs: rules.repairs.slice(0, 1).map((line) => ({ ...line, id: "DEFAULT" })),
      }),
      "rules.repairs.0.id",
    ],
    [
      "a line without a defect",
      (rules) => ({ ...rules, repairs: rules.repairs.slice(0, 1).map((line) => ({ ...line, defects: [] })) }),
      "rules.repairs.0.defects",
    ],
    [
      "a class that is no code",
      (rules) => ({
        ...rules,
        repairs: rules.repairs.slice(0, 1).map((line) => ({ ...line, classes: ["井盖"] })),
      }),
      "rules.repairs.0.classes.0",
    ],
  ])("does not take %s", async (_, spoil, path) => {
    const { id } = await anna.call(draftRulePack, { body: { from: { id: "yuncheng", version: 1 } } });
    const { nameZh, nameEn, sourceText, rules } = await draftOf(id);
    const body = { nameZh, nameEn, sourceText, rules: spoil(rules) };
    const error = await refusal(anna.call(editRuleDraft, { params: { id }, ifMatch: 1, body }));
    expect(error.code).toBe("invalid_input");
    expect(error.extra.issues?.map((issue) => issue.path)).toEqual([`body.${path}`]);
  });

  test("can be given up, and is over then", async () => {
    const draft = await slower(anna);
    await anna.call(discardRuleDraft, { params: { id: draft.id }, ifMatch: draft.version, body: {} });
    expect((await anna.call(listRuleDrafts)).items).toEqual([]);
    expect(await reason(enable(chen, { id: draft.id, version: draft.version + 1 }))).toBe("DRAFT_CLOSED");
  });
});

describe("a draft comes in force", () => {
  test("by a second person, as the next version of its pack", async () => {
    const draft = await slower(anna);
    expect(await reason(enable(anna, draft))).toBe("SECOND_PERSON_NEEDED");
    expect(named(await inForce())).toBe("yuncheng/1");
    const made = await enable(chen, draft);
    expect(await inForce()).toMatchObject({
      id: "yuncheng",
      version: made.version,
      inForceFrom: made.inForceFrom,
    });
    expect((await inForce()).rules.steps.GUARD?.minutes).toBe(60);
    expect((await anna.call(listRuleDrafts)).items).toEqual([]);
  });

  test("by nobody who wrote in it, also where two did", async () => {
    const other = await server.person("ADMIN");
    const draft = await slower(other);
    expect((await draftOf(draft.id)).seconds).toBe(1);
    expect(await reason(enable(anna, draft))).toBe("SECOND_PERSON_NEEDED");
    expect(await reason(enable(other, draft))).toBe("SECOND_PERSON_NEEDED");
    await enable(chen, draft);
    await server.database.run(sql`update account set disabled_at = now() where id = ${other.accountId}`);
  });

  test("only where it is different from what is in force", async () => {
    const { id, version } = await anna.call(draftRulePack, {
      body: { from: { id: "yuncheng", version: 1 } },
    });
    expect(await reason(enable(chen, { id, version }))).toBe("RULES_UNCHANGED");
  });

  test("only as the second person saw it", async () => {
    const draft = await slower(anna);
    expect((await refusal(enable(chen, { ...draft, version: draft.version - 1 }))).code).toBe(
      "stale_version",
    );
  });

  test("never from a moment that has passed", async () => {
    const draft = await slower(anna);
    const past = new Date(Date.now() - 60_000).toISOString();
    expect(await reason(enable(chen, draft, past))).toBe("RULES_IN_PAST");
  });

  test("D21: from a year without a holiday table on as well: nobody is stopped, the form warns", async () => {
    const { id, version } = await enable(chen, await slower(anna), "2099-01-01T00:00:00.000Z");
    await anna.call(withdrawRulePack, { params: { id, version }, body: {} });
  });

  test("from a moment on; until then the old one holds, and it can be taken back", async () => {
    const first = await enable(chen, await slower(anna), inOneHour());
    expect(named(await inForce())).toBe("yuncheng/1");
    expect((await packs()).filter(({ inForceFrom }) => inForceFrom).map(named)).toEqual([
      named(first),
      "yuncheng/1",
    ]);
    const params = { id: first.id, version: first.version };
    await anna.call(withdrawRulePack, { params, body: {} });
    expect(await reason(anna.call(withdrawRulePack, { params, body: {} }))).toBe("RULES_BEGUN");

    const second = await enable(chen, await slower(anna), inOneHour());
    await wait(second.id, second.version);
    expect(named(await inForce())).toBe(named(second));
    const begun = { id: second.id, version: second.version };
    expect(await reason(chen.call(withdrawRulePack, { params: begun, body: {} }))).toBe("RULES_BEGUN");
    expect((await packs("all")).map(named)).toContain("yuncheng/1");
  });

  test("with both persons in the history of the pack", async () => {
    const from = { id: "yuncheng", version: 1 };
    const as = { id: `pack${newId().slice(-6)}`, nameZh: "张槎", nameEn: "" };
    const { id } = await anna.call(draftRulePack, { body: { from, as } });
    const { nameZh, nameEn, sourceText, rules } = await draftOf(id);
    const otherRepair = { clock: "WORK_DAY", minutes: 480, source: "" } as const;
    const body = { nameZh, nameEn, sourceText, rules: { ...rules, otherRepair } };
    const { version } = await anna.call(editRuleDraft, { params: { id }, ifMatch: 1, body });
    await enable(chen, { id, version });
    const told = await server.database.rows(sql`
      select kind, actor_role as role, actor_account_id as account from event
      where stream_kind = 'rule_pack' and stream_id = ${streamOfPack(as.id)} order by seq`);
    expect(told).toEqual([
      { kind: "RULE_PACK_DRAFTED", role: "ADMIN", account: anna.accountId },
      { kind: "RULE_PACK_DRAFT_EDITED", role: "ADMIN", account: anna.accountId },
      { kind: "RULE_PACK_ENABLED", role: "CONVENER", account: chen.accountId },
    ]);
  });
});

describe("a case", () => {
  async function danger() {
    const component = newId();
    await server.database.run(sql`
      insert into component (id, division_code, class_code, class_group, geom, ownership_status)
      values (${component}, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.06, 23.02), 4490), 'UNKNOWN')`);
    const unitId = (await server.person("STREET_DEPT")).unitId;
    const { id } = await seat.call(reportCase, {
      body: {
        componentId: component,
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
    return { id, unitId: unitId ?? "" };
  }
  const clock = async (id: string, kind: string) =>
    (await seat.call(getCase, { params: { id } })).deadlines.find((one) => one.kind === kind);

  test("keeps the version of the day it was filed, also for the clocks that start later", async () => {
    const old = await danger();
    const made = await enable(chen, await slower(anna));
    const young = await danger();
    expect((await clock(old.id, "GUARD"))?.ruleId).toBe("yuncheng/1/GUARD");
    expect((await clock(young.id, "GUARD"))?.ruleId).toBe(`${named(made)}/GUARD`);
    for (const one of [old, young]) {
      const { version } = await seat.call(getCase, { params: { id: one.id } });
      const body = { type: "DISPATCH", unitId: one.unitId, emergencyReason: "夜间" } as never;
      await seat.call(commandCase, { params: { id: one.id }, ifMatch: version, body });
    }
    expect((await clock(old.id, "ACKNOWLEDGE"))?.ruleId).toBe("yuncheng/1/ACKNOWLEDGE");
    expect((await clock(young.id, "ACKNOWLEDGE"))?.ruleId).toBe(`${named(made)}/ACKNOWLEDGE`);
  });

  test("that is pinned to a version without a step goes on by the default, and its clock says so", async () => {
    await server.database.run(sql`
      insert into rule_pack (id, version, name_zh, name_en, source_text, valid_from, in_force_from, rules)
      values ('ancient', 1, '旧版', 'Ancient', '旧', '2019-01-01', now(), '{"steps": {"GUARD": {"clock": "URGENT_HOUR", "minutes": 45}}}')`);
    const { id } = await danger();
    expect(await clock(id, "GUARD")).toMatchObject({ ruleId: "ancient/1/GUARD", minutes: 45 });
    expect(await clock(id, "MAKE_SAFE")).toMatchObject({
      ruleId: "ancient/1/DEFAULT/MAKE_SAFE",
      minutes: 120,
    });
    expect(await clock(id, "REPAIR")).toMatchObject({ ruleId: "ancient/1/DEFAULT/OTHER" });
  });
});
