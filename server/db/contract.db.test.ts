import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asViewer } from "../access/as-viewer.ts";
import { asActor, type Actor } from "./actor.ts";
import { constraintOf } from "./constraints.ts";
import type { Database, Queries } from "./database.ts";
import { json, sql } from "./sql.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

/** What the rest of the code relies on, whichever engine runs. The same expectations for both: they cannot drift. */

let town: TestDatabase;
let database: Database;
beforeAll(async () => {
  town = await testDatabase();
  database = town.database;
  await database.script(`
    create table tally (id int primary key, n int not null);
    create table place (id int primary key, name text, ok boolean, weight double precision, raw bytea,
      geom geometry(Point, 4490), constraint place_name_not_empty check (name <> ''));
    grant all on tally, place to youzhu_app;`);
});
afterAll(async () => {
  await town.close();
});

const seat: Actor = { accountId: null, role: "SEAT_OPERATOR", unitId: null, username: "o'brien\\" };

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => "no error",
    (error: { code?: unknown }) => error.code,
  );
}

describe("values come back the same from both engines", () => {
  const cases: [name: string, query: ReturnType<typeof sql>, value: unknown][] = [
    ["bool", sql`true`, true],
    ["int2", sql`(-7)::int2`, -7],
    ["int4", sql`2147483647::int4`, 2147483647],
    ["int8", sql`9007199254740991::int8`, Number.MAX_SAFE_INTEGER],
    ["count", sql`count(*)`, 1],
    ["numeric", sql`12345.678::numeric`, 12345.678],
    ["float8", sql`113.12345678901234::float8`, 113.12345678901234],
    ["float4", sql`0.1::float4`, 0.1],
    ["text", sql`${"井盖 \u{20BB7} O'Neil \\ \" \t\n"}::text`, "井盖 \u{20BB7} O'Neil \\ \" \t\n"],
    ["uuid", sql`'0197A1B2-0000-7000-8000-00000000000A'::uuid`, "0197a1b2-0000-7000-8000-00000000000a"],
    ["timestamptz", sql`'2026-11-23 06:01:00.123456+08'::timestamptz`, "2026-11-22T22:01:00.123Z"],
    ["timestamptz without fraction", sql`'2026-11-22T22:01:00Z'::timestamptz`, "2026-11-22T22:01:00.000Z"],
    ["timestamptz far away", sql`'0044-03-15 12:00:00+00'::timestamptz`, "0044-03-15T12:00:00.000Z"],
    ["open end", sql`'infinity'::timestamptz`, "infinity"],
    ["date", sql`'2026-02-28'::date`, "2026-02-28"],
    ["time", sql`'09:30'::time`, "09:30:00"],
    ["interval", sql`'1 day 02:00'::interval`, "1 day 02:00:00"],
    ["jsonb", sql`${json({ 名: ["x", 1, null, { a: true }] })}::jsonb`, { 名: ["x", 1, null, { a: true }] }],
    ["jsonb null", sql`'null'::jsonb`, null],
    ["json", sql`'[1]'::json`, [1]],
    ["bytea", sql`${new Uint8Array([0, 255, 92])}::bytea`, Buffer.from([0, 255, 92])],
    ["empty bytea", sql`''::bytea`, Buffer.alloc(0)],
    ["null", sql`null::int8`, null],
    ["int array", sql`${[1, 2, null]}::int[]`, [1, 2, null]],
    ["int8 array", sql`array[1::int8]`, [1]],
    [
      "text array",
      sql`${["a,b", 'c"d', "{}", "NULL", "", "\\"]}::text[]`,
      ["a,b", 'c"d', "{}", "NULL", "", "\\"],
    ],
    ["empty array", sql`${[]}::text[]`, []],
    [
      "uuid array",
      sql`array['0197a1b2-0000-7000-8000-00000000000a'::uuid]`,
      ["0197a1b2-0000-7000-8000-00000000000a"],
    ],
    ["timestamptz array", sql`array['2026-11-22 22:01+00'::timestamptz]`, ["2026-11-22T22:01:00.000Z"]],
    ["jsonb array", sql`${[json({ a: 1 }), json("x")]}::jsonb[]`, [{ a: 1 }, "x"]],
    [
      "nested array",
      sql`array[[1,2],[3,4]]`,
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["daterange", sql`daterange('2026-01-01', null)`, "[2026-01-01,)"],
    ["an instant as parameter", sql`${new Date(1_763_848_860_123)}::timestamptz`, "2025-11-22T22:01:00.123Z"],
  ];

  test.each(cases)("%s", async (_name, query, value) => {
    const row = await database.one<{ value: unknown }>(sql`select ${query} as value`);
    expect(row.value).toStrictEqual(value);
  });

  test("a point goes in and comes out as the same GeoJSON", async () => {
    const { point } = await database.one<{ point: unknown }>(
      sql`select ST_AsGeoJSON(ST_SetSRID(ST_Point(113.1234567, 23.02), 4490), 7, 0)::jsonb as point`,
    );
    expect(point).toEqual({ type: "Point", coordinates: [113.1234567, 23.02] });
  });

  test("the local zone of Foshan gives the same metres", async () => {
    const { x, y } = await database.one<{ x: number; y: number }>(sql`
      select ST_X(p) as x, ST_Y(p) as y
      from (select ST_Transform(ST_SetSRID(ST_Point(113.1, 23.0), 4490), 4547) as p) t`);
    // Gauss-Krüger series on the CGCS2000 ellipsoid, central meridian 114°, computed by hand.
    expect(x).toBeCloseTo(407_727.0635, 3);
    expect(y).toBeCloseTo(2_544_820.7612, 3);
  });

  test("an integer that JavaScript would round is refused, and the connection stays usable", async () => {
    await expect(database.rows(sql`select 9007199254740993::int8 as n`)).rejects.toThrow("does not fit");
    expect(await database.one(sql`select 1 as n`)).toEqual({ n: 1 });
  });
});

describe("errors name the same thing on both engines", () => {
  test.each([
    ["a taken key", sql`insert into tally values (1, 1), (1, 2)`, "23505"],
    ["a broken check", sql`insert into place (id, name) values (1, '')`, "23514"],
    ["a missing value", sql`insert into tally (id) values (1)`, "23502"],
    ["no such table", sql`select * from no_such_table`, "42P01"],
    ["a word that is no number", sql`select ${"井"}::int`, "22P02"],
    ["a zero byte in text", sql`select ${"a\0b"}::text`, "22021"],
    ["a zero byte in jsonb", sql`select ${json("a\0b")}::jsonb`, "22P05"],
    ["too few parameters", sql`select 1/0`, "22012"],
    [
      "a point of another reference system",
      sql`
      insert into place (id, name, geom) values (9, 'x', ST_SetSRID(ST_Point(1, 1), 4326))`,
      "22023",
    ],
  ])("%s", async (_name, query, code) => {
    expect(await codeOf(database.run(query))).toBe(code);
  });

  test("a constraint is told by its name", async () => {
    const error = await database
      .run(sql`insert into place (id, name) values (1, '')`)
      .catch((e: unknown) => e);
    expect(constraintOf(error)).toBe("place_name_not_empty");
    expect(constraintOf(new Error("other"))).toBeUndefined();
  });

  test("one row is one row", async () => {
    await expect(database.one(sql`select 1 where false`)).rejects.toThrow("expected one row, got 0");
    await expect(database.one(sql`select generate_series(1, 2)`)).rejects.toThrow("got 2");
    expect(await database.maybe(sql`select 1 where false`)).toBeUndefined();
    await expect(database.maybe(sql`select generate_series(1, 2)`)).rejects.toThrow("got 2");
  });

  test(
    `${process.env["YOUZHU_LONG"] ? "20,000" : "3,000"} errors later the database still answers`,
    { timeout: 300_000 },
    async () => {
      const count = process.env["YOUZHU_LONG"] ? 20_000 : 3_000;
      await database.run(sql`insert into tally values (2, 0)`);
      for (let n = 0; n < count; n += 1) {
        expect(await codeOf(database.run(sql`insert into tally values (2, ${n})`))).toBe("23505");
      }
      expect(await database.one(sql`select n from tally where id = 2`)).toEqual({ n: 0 });
    },
  );

  test("a coordinate that is no number is what a check must refuse: PostGIS lets it in", async () => {
    const { x } = await database.one<{ x: number }>(sql`select ST_X(ST_Point('NaN'::float8, 1)) as x`);
    expect(x).toBeNaN();
    expect(() => sql`select ${Number.NaN}`).toThrow("not a value");
  });
});

describe("a transaction", () => {
  test("is stored whole or not at all", async () => {
    await expect(
      database.transaction(async (t) => {
        await t.run(sql`insert into tally values (10, 1)`);
        throw new Error("the crew lost its signal");
      }),
    ).rejects.toThrow("the crew lost its signal");
    expect(await database.rows(sql`select 1 from tally where id = 10`)).toEqual([]);
  });

  test("with an error that its author overlooked is not reported as stored", async () => {
    const careless = database.transaction(async (t) => {
      await t.run(sql`insert into tally values (11, 1)`);
      await t.run(sql`select 1/0`).catch(() => undefined);
    });
    await expect(careless).rejects.toThrow("not stored");
    expect(await database.rows(sql`select 1 from tally where id = 11`)).toEqual([]);
  });

  test("tells at once when the database handle is used inside it", async () => {
    const nested = database.transaction(async () => await database.rows(sql`select 1`));
    await expect(nested).rejects.toThrow("only its own handle");
    const deeper = database.transaction(async () => await database.transaction(async () => 1));
    await expect(deeper).rejects.toThrow("only its own handle");
  });

  test("cannot be used after it ended", async () => {
    let kept: Queries | undefined;
    await database.transaction(async (t) => {
      kept = t;
    });
    await expect(kept?.rows(sql`select 1`)).rejects.toThrow("this transaction is over");
  });

  test("leaves work that it started for later free to use the database", async () => {
    let later: Promise<unknown> | undefined;
    await database.transaction(async () => {
      later = new Promise((resolve) => setTimeout(resolve, 50)).then(() => database.one(sql`select 1 as n`));
    });
    expect(await later).toEqual({ n: 1 });
  });

  test("that only reads cannot write", async () => {
    const write = database.transaction(async (t) => await t.run(sql`delete from tally`), { readOnly: true });
    expect(await codeOf(write)).toBe("25006");
  });

  test("of a hundred at once never loses another's count", async () => {
    await database.run(sql`insert into tally values (20, 0)`);
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        await database.transaction(async (t) => {
          const { n } = await t.one<{ n: number }>(sql`select n from tally where id = 20 for no key update`);
          await t.run(sql`update tally set n = ${n + 1} where id = 20`);
        });
      }),
    );
    expect(await database.one(sql`select n from tally where id = 20`)).toEqual({ n: 100 });
  });

  test("that collides with another runs again until it is stored", async () => {
    await database.run(sql`insert into tally values (21, 0)`);
    let attempts = 0;
    await database.transaction(async (t) => {
      attempts += 1;
      await t.run(sql`update tally set n = n + 1 where id = 21`);
      if (attempts < 3)
        await t.script("do $$ begin raise exception 'collision' using errcode = '40001'; end $$");
    });
    expect(attempts).toBe(3);
    expect(await database.one(sql`select n from tally where id = 21`)).toEqual({ n: 1 });
  });

  test("that collides for ever gives up after five more attempts", async () => {
    let attempts = 0;
    const hopeless = database.transaction(async (t) => {
      attempts += 1;
      await t.script("do $$ begin raise exception 'collision' using errcode = '40P01'; end $$");
    });
    expect(await codeOf(hopeless)).toBe("40P01");
    expect(attempts).toBe(6);
  });
});

describe("an actor", () => {
  test("writes with the rights of the application and under its own name, and only inside", async () => {
    const inside = await asActor(database, seat, async (tx) => {
      expect(tx.actor.username).toBe(seat.username);
      return await tx.one<{ role: string; actor: unknown; wait: string }>(sql`
        select current_user as role, current_setting('youzhu.actor')::jsonb as actor,
          current_setting('lock_timeout') as wait`);
    });
    expect(inside).toEqual({ role: "youzhu_app", actor: seat, wait: "2s" });
  });

  test("never leaves role or name to the next borrower of the connection", async () => {
    await asActor(database, seat, async () => undefined);
    await asActor(database, seat, async () => {
      throw new Error("refused");
    }).catch(() => undefined);
    const seen = await Promise.all(
      Array.from(
        { length: 30 },
        async () =>
          await database.one(sql`
          select current_user = session_user as itself, coalesce(current_setting('youzhu.actor', true), '') as actor,
            current_setting('lock_timeout') as wait`),
      ),
    );
    for (const state of seen) expect(state).toEqual({ itself: true, actor: "", wait: "0" });
  });

  test("cannot change the structure of the database", async () => {
    expect(await codeOf(asActor(database, seat, async (tx) => await tx.script("drop table tally")))).toBe(
      "42501",
    );
  });

  test("of an owner unit reads as its unit and cannot write", async () => {
    const unitId = "0197a1b2-0000-7000-8000-00000000000a";
    const viewer = {
      accountId: "0197a1b2-0000-7000-8000-00000000000b",
      role: "OWNER_UNIT",
      unitId,
    } as const;
    const state = await asViewer(
      database,
      viewer,
      async (q) => await q.one(sql`select current_user as role, current_setting('youzhu.unit') as unit`),
    );
    expect(state).toEqual({ role: "youzhu_unit", unit: viewer.unitId });
    expect(
      await codeOf(asViewer(database, viewer, async (q) => await q.run(sql`create temp table x ()`))),
    ).toBe("25006");
  });

  test("of the seat reads without a transaction", async () => {
    const viewer = {
      accountId: "0197a1b2-0000-7000-8000-00000000000b",
      role: "SEAT_OPERATOR",
      unitId: null,
    } as const;
    expect(await asViewer(database, viewer, async (q) => await q.one(sql`select 1 as n`))).toEqual({ n: 1 });
  });
});

describe("copy", () => {
  test("stores what inserting would, difficult values too", async () => {
    const rows = [
      [
        100,
        "tab\there\nand\\N and \r 井",
        true,
        1.5,
        new Uint8Array([0, 10, 92]),
        "SRID=4490;POINT(113.1 23)",
      ],
      [101, "\\.", false, -0.25, new Uint8Array(), null],
      [102, null, null, null, null, null],
    ] as const;
    expect(await database.copy("place", ["id", "name", "ok", "weight", "raw", "geom"], rows)).toBe(3);
    const stored = await database.rows(sql`
      select id, name, ok, weight, raw, ST_AsText(geom) as geom from place where id between 100 and 102 order by id`);
    expect(stored).toEqual([
      {
        id: 100,
        name: "tab\there\nand\\N and \r 井",
        ok: true,
        weight: 1.5,
        raw: Buffer.from([0, 10, 92]),
        geom: "POINT(113.1 23)",
      },
      { id: 101, name: "\\.", ok: false, weight: -0.25, raw: Buffer.alloc(0), geom: null },
      { id: 102, name: null, ok: null, weight: null, raw: null, geom: null },
    ]);
  });

  test("stores nothing when one row is refused, however late, and says why", async () => {
    async function* rows() {
      for (let id = 1_000; id < 200_000; id += 1)
        yield [id, id === 199_999 ? "" : `cover ${id} ${"x".repeat(40)}`];
    }
    const error = await database.copy("place", ["id", "name"], rows()).catch((e: unknown) => e);
    expect(constraintOf(error)).toBe("place_name_not_empty");
    expect(await database.one(sql`select count(*) as n from place where id >= 1000`)).toEqual({ n: 0 });
    expect(await codeOf(database.copy("no_such_table", ["id"], [[1]]))).toBe("42P01");
    await expect(database.copy("place", ["id", "name"], [[1]])).rejects.toThrow("1 values for 2 columns");
  });

  test("belongs to the transaction it is in", async () => {
    await database
      .transaction(async (t) => {
        expect(await t.copy("tally", ["id", "n"], [[300, 1]])).toBe(1);
        throw new Error("no");
      })
      .catch(() => undefined);
    expect(await database.rows(sql`select 1 from tally where id = 300`)).toEqual([]);
  });

  test("of no rows is no error", async () => {
    expect(await database.copy("tally", ["id", "n"], [])).toBe(0);
  });
});

describe("listening", () => {
  test("wakes after a commit, with what was said, and not after a rollback", async () => {
    const heard: string[] = [];
    const stop = await database.listen("town", (payload) => heard.push(payload));
    await database.transaction(async (t) => {
      await t.rows(sql`select pg_notify('town', ${"one"})::text`);
      expect(heard).toEqual([]);
    });
    await database
      .transaction(async (t) => {
        await t.rows(sql`select pg_notify('town', ${"rolled back"})::text`);
        throw new Error("no");
      })
      .catch(() => undefined);
    await database.rows(sql`select pg_notify('town', ${"two"})::text`);
    await expect.poll(() => heard).toEqual(["one", "two"]);
    await stop();
    await database.rows(sql`select pg_notify('town', ${"three"})::text`);
    await database.rows(sql`select 1`);
    expect(heard).toEqual(["one", "two"]);
  });
});
