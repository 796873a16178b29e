import { createHash } from "node:crypto";
import { RESTRICTED_CLASS, type Component } from "../../server/domain/component/state.ts";
import { standing } from "../../server/domain/mechanism/standing.ts";
import type { Actor as Author } from "../../server/db/actor.ts";
import { asActor, type Tx } from "../../server/db/actor.ts";
import type { Actor, ClassGroup } from "../../server/domain/names.ts";
import type { Database } from "../../server/db/database.ts";
import { atOnce } from "../../server/db/at-once.ts";
import { newId } from "../../server/db/id.ts";
import { sql } from "../../server/db/sql.ts";
import { hashPassword } from "../../server/auth/password.ts";
import { addAccount } from "../../server/auth/commands.ts";
import { append, leafHashOf, record } from "../../server/store/append.ts";
import { canonical } from "../../server/store/canonical.ts";
import { packInForce } from "../../server/reference/pack-queries.ts";
import { merkleRoot } from "../../server/store/merkle.ts";
import { evidenceOf } from "../../server/store/project.ts";
import { componentsChanged, writeCodesAndRoles } from "../../server/store/component-projection-queries.ts";
import {
  casesChanged,
  deadlinesChanged,
  evidenceAdded,
  inquiriesChanged,
} from "../../server/store/projection-queries.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./demo-accounts.ts";
import type { Cast } from "./history/cast.ts";
import type { Chronicle } from "./history/chronicle.ts";
import { drawPhotos, PHOTO_HEIGHT, PHOTO_WIDTH } from "./history/photos.ts";
import { tellYear } from "./history/year.ts";
import { Random } from "./town/prng.ts";
import { generateTown, type Town } from "./town/town.ts";
import type * as town from "./town/model.ts";
import {
  finish,
  insertBatches,
  insertComponents,
  insertPhotos,
  insertPlaces,
  insertRows,
  insertTruth,
} from "./seed-queries.ts";

export interface SeedOptions {
  readonly seed?: number;
  /** How many components; the whole town by default. A fixture takes fewer. */
  readonly components?: number;
  /** Without the year's history: quicker, for tests of the registry alone. */
  readonly history?: boolean;
  readonly now?: string;
  readonly onProgress?: (step: string, done: number, total: number) => void;
}

const SYSTEM: Author = { accountId: null, role: "SYSTEM", unitId: null, username: "seed" };
const SEED = 440604011;
const PATIENCE = 120_000;

/** Fills an empty, migrated database with the sample town, its accounts and a year of its history. */
export async function seedSample(database: Database, options: SeedOptions = {}): Promise<Town> {
  const say = options.onProgress ?? (() => {});
  const seed = options.seed ?? SEED;
  say("drawing the town", 0, 4);
  const made = generateTown(seed, options.components ? { components: options.components } : {});
  const groups = await classGroups(database);
  const groupOf = (classCode: string): ClassGroup => groups.get(classCode) ?? "OTHER";
  say("registering its components", 1, 4);
  // DDL and foreign schemas are the owner's to make; everything else is written with the application's own rights.
  await database.transaction((t) => insertTruth(t, made), { patience: PATIENCE });
  const cast = await asActor(
    database,
    SYSTEM,
    async (tx) => {
      // COPY refuses tables with row security for every role but their owner; the author stays the same.
      await tx.script("set local role none");
      await insertPlaces(tx, made);
      await registerSurveys(tx, made);
      await insertComponents(tx, made, groupOf);
      return await addCast(tx, made);
    },
    { patience: PATIENCE },
  );
  let counts = { cases: 0, inquiries: 0 };
  if (options.history !== false) {
    say("telling a year of its history", 2, 4);
    counts = await writeYear(database, made, cast, groupOf, options.now ?? new Date().toISOString(), say);
  }
  await database.transaction((t) => finish(t, counts, seed));
  say("done", 4, 4);
  return made;
}

async function classGroups(database: Database): Promise<Map<string, ClassGroup>> {
  const rows = await database.rows<{ code: string; group: ClassGroup }>(
    sql`select code, class_group as "group" from component_class where scheme = 'A'`,
  );
  return new Map(rows.map(({ code, group }) => [code, group]));
}

/** One event a survey, with the Merkle root over its rows, as for any import: every row is provable by itself. */
async function registerSurveys(tx: Tx, made: Town): Promise<void> {
  const batches = made.surveys.map((survey) => {
    const rows = made.components
      .filter((component) => component.surveyId === survey.id)
      .map((component) => Buffer.from(canonical(canonicalRow(component))));
    const ids = made.components.filter((component) => component.surveyId === survey.id).map(({ id }) => id);
    return {
      id: survey.id,
      name: survey.nameZh,
      on: survey.surveyedOn,
      rows,
      ids,
      root: merkleRoot(rows.map((row) => Buffer.from(leafHashOf(row), "hex"))),
    };
  });
  await insertBatches(
    tx,
    batches.map(({ rows, ...batch }) => ({ ...batch, rows: rows.length })),
  );
  await insertRows(
    tx,
    batches.flatMap(({ id, rows, ids }) => rows.map((row, n) => [id, n + 1, ids[n] ?? null, n, row, "NEW"])),
  );
  await record(
    tx,
    batches.map((batch) => ({
      stream: "import",
      streamId: batch.id,
      kind: "BATCH_IMPORTED",
      componentId: null,
      divisionCode: "440604011",
      occurredAt: `${batch.on}T01:00:00.000Z`,
      data: { subject: "COMPONENTS", rows: batch.rows.length, root: batch.root.toString("hex"), scheme: "A" },
    })),
  );
}

function canonicalRow(c: town.Component) {
  return {
    id: c.id,
    code: c.code,
    class: c.classCode,
    lonE7: Math.round(c.lon * 1e7),
    latE7: Math.round(c.lat * 1e7),
    owner: c.registeredOwnerUnitId,
    surveyed: c.firstSurveyedOn,
  };
}

async function addCast(tx: Tx, made: Town): Promise<Cast> {
  const hash = await hashPassword(DEMO_PASSWORD);
  const actors = new Map<string, Actor>();
  for (const { username, displayName, role, personNumber } of DEMO_ACCOUNTS) {
    const unitId = username in made.demoUnits ? made.demoUnits[username as town.DemoUnit] : null;
    const account = await addAccount(
      tx,
      { accountId: newId() },
      { username, displayName, role, personNumber, unitId, divisionCode: "440604011" },
      hash,
    );
    actors.set(username, { accountId: account.id, role, unitId });
  }
  const actor = (name: string): Actor => {
    const found = actors.get(name);
    if (!found) throw new Error(`no demo account ${name}`);
    return found;
  };
  const units = new Map(
    [...actors.values()]
      .filter(({ role }) => role === "OWNER_UNIT")
      .map((owner) => [owner.unitId ?? "", owner]),
  );
  return {
    seat: actor("seat"),
    lead: actor("lead"),
    grid: actor("grid"),
    dept: actor("dept"),
    contractor: actor("contractor"),
    convener: actor("convener"),
    auditor: actor("auditor"),
    units,
  };
}

async function writeYear(
  database: Database,
  made: Town,
  cast: Cast,
  groupOf: (code: string) => ClassGroup,
  now: string,
  say: NonNullable<SeedOptions["onProgress"]>,
) {
  const random = new Random(`photos ${made.seed}`);
  const drawn = await drawPhotos(random, newId);
  const rulePack = await packInForce(database);
  const chronicles = tellYear({
    town: made,
    cast,
    rulePack,
    now,
    newId,
    componentOf: (component) => domainComponent(component, groupOf),
    departmentOf: departmentsIn(made, cast),
    photoIds: drawn.map(({ id }) => id),
    onProgress: (done, total) => say("telling a year of its history", 2 + done / total, 4),
  });
  await asActor(
    database,
    SYSTEM,
    async (tx) => {
      await tx.script("set local role none");
      await insertPhotos(
        tx,
        drawn.map((photo) => ({
          ...photo,
          sha256: createHash("sha256").update(photo.content).digest(),
          width: PHOTO_WIDTH,
          height: PHOTO_HEIGHT,
        })),
      );
      await writeChronicles(tx, chronicles, now, (done, total) =>
        say("writing the history", 3 + done / total, 4),
      );
    },
    { patience: PATIENCE },
  );
  return {
    cases: chronicles.reduce((n, { dossier }) => n + dossier.cases.length, 0),
    inquiries: chronicles.reduce((n, { dossier }) => n + dossier.inquiries.length, 0),
  };
}

const CHUNK = 250;

async function writeChronicles(
  tx: Tx,
  chronicles: readonly Chronicle[],
  now: string,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  // Recorded in the order in which it happened in town, so that the log reads like the year.
  const sealed = chronicles
    .flatMap((chronicle) => chronicle.sealed)
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
  for (let n = 0; n < sealed.length; n += 2000) {
    await append(tx, sealed.slice(n, n + 2000));
    onProgress(n, sealed.length * 1.5);
  }
  for (let n = 0; n < chronicles.length; n += CHUNK) {
    await writeProjections(tx, chronicles.slice(n, n + CHUNK), now);
    onProgress(chronicles.length + n, chronicles.length * 3);
  }
}

async function writeProjections(tx: Tx, chronicles: readonly Chronicle[], now: string): Promise<void> {
  const told = chronicles.flatMap((chronicle) => {
    const { dossier } = chronicle;
    const versionOf = (streamId: string) => chronicle.versionOf(streamId);
    return dossier.component ? [{ component: dossier.component, dossier, versionOf }] : [];
  });
  const components = componentsChanged(
    told.map(({ component, dossier, versionOf }) => ({
      component,
      standing: standing(dossier, now),
      version: versionOf(component.id),
    })),
    now,
  );
  await atOnce(tx, components);
  await writeCodesAndRoles(
    tx,
    told.filter(({ component, versionOf }) => versionOf(component.id) > 0).map(({ component }) => component),
  );
  const cases = told.flatMap(({ dossier, versionOf }) =>
    dossier.cases.map((file) => ({ file, version: versionOf(file.id) })),
  );
  await atOnce(tx, casesChanged(cases, now));
  const inquiries = told.flatMap(({ dossier, versionOf }) =>
    dossier.inquiries.map((inquiry) => ({ inquiry, version: versionOf(inquiry.id) })),
  );
  await atOnce(tx, inquiriesChanged(inquiries, now));
  await atOnce(tx, deadlinesChanged(cases, inquiries, newId));
  const evidence = evidenceAdded(
    chronicles.flatMap(({ sealed, dossier }) =>
      sealed.flatMap((event) =>
        evidenceOf([event], dossier.component?.id ?? "", event.author.unitId, event.recordedAt),
      ),
    ),
  );
  await atOnce(tx, evidence);
}

/** Which department of the street answers for the kind of place a component stands in. */
export function departmentsIn(made: Town, cast: Cast): (component: town.Component) => string | null {
  const kinds = new Map(made.areas.map((area) => [area.id, area.kind]));
  const departments = new Map(
    made.placeRules
      .filter((rule) => rule.divisionCode === "440604011")
      .map((rule) => [rule.placeKind as string, rule.unitId]),
  );
  return (component) => departments.get(kinds.get(component.areaId ?? "") ?? "ROAD") ?? cast.dept.unitId;
}

export function domainComponent(c: town.Component, groupOf: (code: string) => ClassGroup): Component {
  const since = c.ownedSince ?? c.firstSurveyedOn;
  const held = [
    ["owner", c.registeredOwnerUnitId],
    ["maintainer", c.maintainerUnitId],
    ["regulator", c.regulatorUnitId],
  ] as const;
  return {
    id: c.id,
    divisionCode: c.communityCode,
    classCode: c.classCode,
    classGroup: groupOf(c.classCode),
    position: { lonE7: Math.round(c.lon * 1e7), latE7: Math.round(c.lat * 1e7) },
    accuracyCm: Math.round(c.accuracyM * 100),
    physicalState: c.physicalState,
    provisional: false,
    restricted: c.classCode === RESTRICTED_CLASS,
    retired: false,
    disposition: null,
    address: c.address,
    dataSource: c.dataSource,
    attributes: Object.fromEntries(
      Object.entries(c.attributes).filter(
        (entry): entry is [string, string | number] => entry[1] !== undefined,
      ),
    ),
    photoIds: [],
    codes: [{ scheme: "A", code: c.code, from: c.firstSurveyedOn, to: null }],
    roles: held.flatMap(([role, unitId]) =>
      unitId === null
        ? []
        : [{ role, unitId, from: since, to: null, basis: c.basis ?? "SURVEY", basisRef: null }],
    ),
    corrected: [],
    roleProposal: null,
    identified: null,
    street: null,
    changeProposal: null,
  };
}
