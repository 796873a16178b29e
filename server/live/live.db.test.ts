import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeAccount } from "../contract/accounts.ts";
import { Happened } from "../contract/live.ts";
import { asActor } from "../db/actor.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { makeLog } from "../http/log.ts";
import { record } from "../store/append.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";
import { sequenceBatch } from "./queries.ts";
import { startSequencer } from "./sequencer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(async () => {
  await server.close();
});

const SYSTEM = { accountId: null, role: "SYSTEM", unitId: null, username: "test" } as const;

async function component(
  status: string,
  options: { owner?: string; restricted?: boolean } = {},
): Promise<string> {
  const id = newId();
  await server.database.run(sql`
    insert into component (id, division_code, class_code, class_group, geom, ownership_status, owner_unit_id, restricted)
    values (${id}, '440604', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.1, 23.0), 4490), ${status}, ${options.owner ?? null},
            ${options.restricted ?? false})`);
  return id;
}

/** Something happens to a component, and its writer wakes the sequencer as a command would. */
async function happens(
  componentId: string | null,
  kind = "NOTE_ADDED",
  stream: "case" | "component" = "case",
): Promise<string> {
  const streamId = newId();
  await asActor(server.database, SYSTEM, (tx) =>
    record(tx, [
      {
        stream,
        streamId,
        kind,
        data: {},
        componentId,
        divisionCode: "440604",
        occurredAt: new Date().toISOString(),
      },
    ]),
  );
  server.app.sequencer.wake();
  return streamId;
}

interface Stream {
  readonly heard: Happened[];
  readonly ids: string[];
  readonly names: string[];
  until(enough: () => boolean, ms?: number): Promise<void>;
  ended: () => boolean;
  close(): void;
}

/** A small reader of server-sent events: enough to see what a browser would. */
async function listenAs(
  person: TestPerson,
  headers: Record<string, string> = {},
  query = "",
): Promise<Stream> {
  const abort = new AbortController();
  const answer = await person.fetch(`/api/live${query}`, { headers, signal: abort.signal });
  expect(answer.headers.get("Content-Type")).toContain("text/event-stream");
  expect(answer.headers.get("Content-Encoding")).toBeNull();
  const heard: Happened[] = [];
  const ids: string[] = [];
  const names: string[] = [];
  let over = false;
  void (async () => {
    let text = "";
    const decoder = new TextDecoder();
    try {
      for await (const chunk of answer.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        const blocks = text.split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks) {
          const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
          ids.push(field("id") ?? "");
          names.push(field("event") ?? "");
          if (field("event") === "happened") heard.push(Happened.parse(JSON.parse(field("data") ?? "")));
        }
      }
    } catch {
      // aborted below
    }
    over = true;
  })();
  return {
    heard,
    ids,
    names,
    ended: () => over,
    close: () => abort.abort(),
    async until(enough, ms = 5000) {
      const deadline = Date.now() + ms;
      while (!enough()) {
        if (Date.now() > deadline) throw new Error(`only heard ${JSON.stringify(heard)}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}

const size = async () => (await server.database.one<{ size: number }>(sql`select size from event_head`)).size;

describe("the log", () => {
  test("gives every committed event one place, without gaps, on three sequencers at once", async () => {
    const log = makeLog("silent");
    const others = [1, 2].map(() => startSequencer(server.database, log, () => {}, { gather: 1, poll: 20 }));
    const cover = await component("UNKNOWN");
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let n = 0; n < 10; n += 1) await happens(cover);
      }),
    );
    await server.app.sequencer.settle();
    await Promise.all(others.map((other) => other.stop()));
    const found = await server.database.one<{
      leaves: number;
      least: number;
      most: number;
      events: number;
    }>(sql`
      select count(*) as leaves, min(idx) as least, max(idx) as most, (select count(*) from event) as events from event_leaf`);
    expect(found.leaves).toBe(found.events);
    expect([found.least, found.most]).toEqual([0, found.leaves - 1]);
    expect(await size()).toBe(found.leaves);
  });

  test("keeps the order of one stream", async () => {
    const { n } = await server.database.one<{ n: number }>(sql`
      select count(*) as n from (
        select e.seq < lag(e.seq) over (partition by e.stream_id order by l.idx) as backwards
        from event_leaf l join event e on e.id = l.id) as ordered where backwards`);
    expect(n).toBe(0);
  });

  test("moves nothing when nothing is queued", async () => {
    await server.app.sequencer.settle();
    const before = await size();
    expect(await server.database.transaction(sequenceBatch)).toEqual({ size: before, added: 0 });
  });
});

describe("the live stream", () => {
  test("tells a colleague within a second, with an id to resume from and no personal data", async () => {
    const seat = await listenAs(await server.person("SEAT_OPERATOR"));
    const cover = await component("UNKNOWN");
    const began = performance.now();
    const streamId = await happens(cover);
    await seat.until(() => seat.heard.some((one) => one.streamId === streamId));
    expect(performance.now() - began).toBeLessThan(1000);
    const told = seat.heard.find((one) => one.streamId === streamId);
    expect(told).toEqual({
      idx: told?.idx,
      kind: "NOTE_ADDED",
      streamKind: "case",
      streamId,
      componentId: cover,
      divisionCode: "440604",
    });
    expect(seat.ids.at(-1)).toBe(String(told?.idx));
    seat.close();
  });

  test("replays what was missed from the last id on, each once and in order", async () => {
    const person = await server.person("SHIFT_LEAD");
    const cover = await component("UNKNOWN");
    await happens(cover);
    await server.app.sequencer.settle();
    const from = await size();
    for (let n = 0; n < 30; n += 1) await happens(cover);
    const late = await listenAs(person, { "Last-Event-ID": String(from - 1) });
    for (let n = 0; n < 30; n += 1) await happens(cover);
    await late.until(() => late.heard.length >= 60);
    expect(late.heard.map((one) => one.idx)).toEqual(Array.from({ length: 60 }, (_, n) => from + n));
    late.close();
  });

  test("says so when too much was missed, instead of sending all of it", async () => {
    const streamId = newId();
    await asActor(server.database, SYSTEM, async (tx) => {
      await tx.run(sql`
        insert into event (event_id, stream_kind, stream_id, seq, kind, occurred_at, recorded_at, actor_role, body, body_json, leaf_hash)
        select gen_random_uuid(), 'area', ${streamId}::uuid, n, 'X', now(), now(), 'SYSTEM', '{}', '{}', sha256('\\x00'::bytea || '{}')
        from generate_series(1, 20100) as n`);
      await tx.run(sql`insert into event_queue select id from event where stream_id = ${streamId}`);
    });
    await server.app.sequencer.settle();
    const late = await listenAs(await server.person("AUDITOR"), {}, "?from=0");
    await late.until(() => late.names.includes("behind"));
    expect(late.heard).toEqual([]);
    expect(late.ids[0]).toBe(String((await size()) - 1));
    late.close();
  });

  test("tells an owner unit of its own and of unresolved components, never of others or of restricted ones", async () => {
    const water = await server.person("OWNER_UNIT");
    const gas = await server.person("OWNER_UNIT");
    const [own, foreign, unresolved, restricted] = await Promise.all([
      component("CONFIRMED", { owner: water.unitId ?? "" }),
      component("CONFIRMED", { owner: gas.unitId ?? "" }),
      component("UNKNOWN"),
      component("UNKNOWN", { restricted: true }),
    ]);
    const [stream, auditor] = [await listenAs(water), await listenAs(await server.person("AUDITOR"))];
    for (const about of [foreign, restricted, null, own, unresolved])
      await happens(about, "NOTE_ADDED", "component");
    await auditor.until(() => auditor.heard.length >= 5);
    await stream.until(() => stream.heard.length >= 2);
    expect(stream.heard.map((one) => one.componentId)).toEqual([own, unresolved]);
    const replayed = await listenAs(water, { "Last-Event-ID": String((auditor.heard[0]?.idx ?? 0) - 1) });
    await replayed.until(() => replayed.heard.length >= 2);
    expect(replayed.heard.map((one) => one.componentId)).toEqual([own, unresolved]);
    for (const open of [stream, auditor, replayed]) open.close();
  });

  test("ends with the account's session", async () => {
    const admin = await server.person("ADMIN");
    const leaver = await server.person("SEAT_OPERATOR");
    const stream = await listenAs(leaver);
    await admin.call(changeAccount, { params: { id: leaver.accountId }, body: { disabled: true } });
    await stream.until(() => stream.ended(), 3000);
    expect((await leaver.fetch("/api/live")).status).toBe(401);
  });
});
