import { asActor, type Actor, type Tx } from "../../../server/db/actor.ts";
import type { Database, DatabaseOptions } from "../../../server/db/database.ts";
import { sql } from "../../../server/db/sql.ts";
import { preparedDatabase, preparedTemplate } from "../../../server/db/testing.ts";
import type { StreamEvent, Command, Dossier } from "../../../server/domain/mechanism/dossier.ts";
import { replay } from "../../../server/domain/mechanism/fold.ts";
import { likelyOwners } from "../../../server/inference/commands.ts";
import { loadReference } from "../../../server/reference/load.ts";
import { execute, type Execution } from "../../../server/store/execute.ts";
import type { DemoUnit, Town } from "../town/model.ts";
import { seedSample } from "../seed.ts";

type Name = "admin" | "seat" | "lead" | "grid" | "dept" | "convener" | "auditor" | DemoUnit;

/** The middle of the sample town, registered and peopled, without a history: what scenario tests act in. */
export interface TestTown {
  readonly database: Database;
  /** With which a second process opens the same database. */
  readonly options: DatabaseOptions;
  readonly made: Town;
  /** One of the demo accounts. */
  as(name: Name): Actor;
  unit(name: DemoUnit): string;
  /** One transaction of somebody. */
  by<T>(name: Name, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Commands through the one write path; `ago` says how many minutes ago they happened. */
  tell(name: Name, target: Execution["target"], commands: readonly Command[], ago?: number): Promise<void>;
  /** A cover that nobody owns, another one at each call. */
  ownerless(): string;
  /** A cover with a confirmed owner. */
  owned(name: DemoUnit): string;
  /** Everything that was written about a component, told again from the stored bytes. */
  retold(componentId: string): Promise<Dossier>;
  kinds(componentId: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Fills an empty database with such a town. */
async function settle(empty: Database, components: number): Promise<Town> {
  await loadReference(empty);
  return await seedSample(empty, { components, history: false });
}

/** A folder to copy: the same town, closed, for whoever starts the whole product on it. */
export async function townFolder(components: number): Promise<string> {
  return (await preparedTemplate(`town_${components}`, (empty) => settle(empty, components))).template;
}

export async function testTown(components = 300): Promise<TestTown> {
  const fresh = await preparedDatabase(`town_${components}`, (empty) => settle(empty, components));
  const { database, filled: made } = fresh;
  const accounts = await database.rows<{
    accountId: string;
    role: Actor["role"];
    unitId: string | null;
    username: string;
  }>(sql`select id as "accountId", role, unit_id as "unitId", username from account`);
  const covers = made.components.filter(
    ({ classCode, physicalState, communityCode }) =>
      /^01(0[1-9]|1[0-2])$/.test(classCode) &&
      physicalState === "INTACT" &&
      communityCode.startsWith("440604011"),
  );
  const as = (name: Name): Actor => {
    const found = accounts.find(({ username }) => username === name);
    if (!found) throw new Error(`no account ${name}`);
    return found;
  };
  const take = (owner: string | null): string => {
    const at = covers.findIndex(({ registeredOwnerUnitId }) => registeredOwnerUnitId === owner);
    const [cover] = at < 0 ? [] : covers.splice(at, 1);
    if (!cover) throw new Error("the town has no such cover left");
    return cover.id;
  };
  const by: TestTown["by"] = (name, work) => asActor(database, as(name), work);
  return {
    database,
    options: fresh.options,
    made,
    as,
    by,
    unit: (name) => made.demoUnits[name],
    ownerless: () => take(null),
    owned: (name) => take(made.demoUnits[name]),
    tell: async (name, target, commands, ago = 0) => {
      const occurredAt = new Date(Date.now() - ago * 60_000).toISOString();
      await by(name, async (tx) => {
        const candidates =
          "component" in target
            ? { candidates: (inside: Tx) => likelyOwners(inside, target.component, null) }
            : {};
        await execute(tx, {
          target,
          commands: () => commands,
          ...candidates,
          ...(ago > 0 && { occurredAt }),
        });
      });
    },
    retold: async (componentId) => {
      const events = await database.rows<{
        stream: StreamEvent["stream"];
        id: string;
        kind: string;
        data: object;
        at: string;
      }>(sql`
        select stream_kind as stream, stream_id as id, kind, body_json -> 'data' as data, body_json ->> 'at' as at
        from event where component_id = ${componentId} order by event.id`);
      return replay(
        events.map(({ stream, id, kind, data, at }) => ({
          at,
          event: { stream, id, event: { kind, data } } as StreamEvent,
        })),
      );
    },
    kinds: async (componentId) =>
      (
        await database.rows<{ kind: string }>(
          sql`select kind from event where component_id = ${componentId} order by event.id`,
        )
      ).map(({ kind }) => kind),
    close: () => fresh.close(),
  };
}
