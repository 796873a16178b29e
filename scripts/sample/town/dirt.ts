import type { Basis, Dirt } from "./model.ts";
import { letteringFor, LETTERED_CLASSES } from "./catalogue.ts";
import { distance, type Point } from "./geometry.ts";
import { uuidFor, type Random } from "./prng.ts";
import { toDegrees, toMetres } from "./projection.ts";
import type { Entry } from "./register.ts";
import type { UnitBook } from "./units.ts";

/** Shares of the register, of what 张槎's kind of records look like. */
export const SHARE = {
  ownerless: 0.04,
  wrongLettering: 0.025,
  borrowedLid: 0.012,
  wrongClass: 0.012,
  wrongOwner: 0.012,
  abandoned: 0.004,
  duplicate: 0.008,
} as const;

/** Spoils the register in place, keeping the truth beside it. Order matters: a lost owner hides a wrong one. */
export function soil(entries: Entry[], book: UnitBook, random: Random): void {
  abandon(entries, random.fork("abandoned"));
  loseOwners(entries, random.fork("ownerless"));
  keepMergedUnit(entries, book, random.fork("merged"));
  mistakeOwners(entries, book, random.fork("wrong owner"));
  mistakeClasses(entries, random.fork("wrong class"));
  mistakeLids(entries, random.fork("lids"));
}

function lose({ component, truth }: Entry, dirt: Dirt): void {
  component.registeredOwnerUnitId = null;
  component.maintainerUnitId = null;
  component.ownedSince = null;
  component.basis = null;
  truth.dirtKind.push(dirt);
}

function isCover({ component }: Entry): boolean {
  return component.classCode <= "0112" && component.classCode !== "0110";
}

function abandon(entries: Entry[], random: Random): void {
  const covers = random
    .shuffle(entries.filter(isCover))
    .slice(0, Math.round(entries.length * SHARE.abandoned));
  for (const entry of covers) {
    lose(entry, "ABANDONED");
    entry.truth.trueOwnerUnitId = null;
    delete entry.component.attributes.shaftContents;
    delete entry.component.attributes.lettering;
  }
}

/** Four in a hundred have no owner on record: first where roads were rebuilt and in estates that nobody manages, the rest anywhere. */
function loseOwners(entries: Entry[], random: Random): void {
  let wanted =
    Math.round(entries.length * SHARE.ownerless) -
    entries.filter(({ component }) => component.registeredOwnerUnitId === null).length;
  const take = (pool: Entry[], share: number, dirt: Dirt, atMost: number): void => {
    let room = Math.min(wanted, atMost);
    for (const entry of random.shuffle(pool)) {
      if (room <= 0) break;
      if (entry.component.registeredOwnerUnitId === null || !random.chance(share)) continue;
      lose(entry, dirt);
      room -= 1;
      wanted -= 1;
    }
  };
  const below = entries.filter(
    (entry) => isCover(entry) || entry.component.classCode === "0117" || entry.component.classCode === "0115",
  );
  const rebuilt = below.filter(
    ({ candidate }) =>
      candidate.road?.rebuilt.some(({ from, to }) => candidate.along > from && candidate.along < to) === true,
  );
  const unmanaged = below.filter(
    ({ candidate }) => candidate.parcel?.kind === "COMPOUND" && candidate.parcel.unitId === null,
  );
  take(rebuilt, 0.74, "OWNERLESS_REBUILT_ROAD", wanted * 0.62);
  take(unmanaged, 0.8, "OWNERLESS_UNMANAGED_COMPOUND", wanted * 0.35);
  take(below, 1, "OWNERLESS_SCATTERED", wanted);
}

/** Records from before the merger still name the company that is gone; the truth is its successor. */
function keepMergedUnit(entries: Entry[], book: UnitBook, random: Random): void {
  const gone = book.get("TEL-C");
  const successor = book.id("TEL-A");
  for (const { component, truth } of entries) {
    if (truth.trueOwnerUnitId !== gone.id) continue;
    truth.trueOwnerUnitId = successor;
    if (component.registeredOwnerUnitId === null) continue;
    if (component.firstSurveyedOn < (gone.validTo ?? "") && random.chance(0.7))
      truth.dirtKind.push("MERGED_UNIT");
    else component.registeredOwnerUnitId = successor;
    component.maintainerUnitId = component.registeredOwnerUnitId;
  }
}

const CONFUSED_OWNER = ["WATER", "DRAIN", "POWER", "TEL-A", "TEL-B", "TV", "LIGHT", "TRAFFIC"] as const;

function mistakeOwners(entries: Entry[], book: UnitBook, random: Random): void {
  const pool = entries.filter(
    (entry) => isCover(entry) && entry.component.registeredOwnerUnitId === entry.truth.trueOwnerUnitId,
  );
  for (const { component, truth } of random
    .shuffle(pool)
    .slice(0, Math.round(entries.length * SHARE.wrongOwner))) {
    const wrong = book.get(
      random.pick(CONFUSED_OWNER.filter((code) => book.id(code) !== truth.trueOwnerUnitId)),
    );
    component.registeredOwnerUnitId = wrong.id;
    component.maintainerUnitId = wrong.id;
    component.basis = "SURVEY" satisfies Basis;
    if (component.ownedSince !== null && component.ownedSince < wrong.validFrom)
      component.ownedSince = wrong.validFrom;
    truth.dirtKind.push("WRONG_OWNER");
  }
}

const CONFUSED_CLASS: Record<string, string> = {
  "0102": "0103",
  "0103": "0102",
  "0107": "0109",
  "0109": "0107",
  "0105": "0106",
  "0106": "0105",
  "0108": "0107",
  "0101": "0111",
  "0112": "0107",
};

function mistakeClasses(entries: Entry[], random: Random): void {
  const pool = entries.filter(({ component }) => CONFUSED_CLASS[component.classCode] !== undefined);
  for (const { component, truth } of random
    .shuffle(pool)
    .slice(0, Math.round(entries.length * SHARE.wrongClass))) {
    component.classCode = CONFUSED_CLASS[component.classCode] ?? component.classCode;
    truth.dirtKind.push("WRONG_CLASS");
  }
}

/** Letters that say another trade: misread or recast; or a borrowed lid, too small or too large for the ring, from another shaft. */
function mistakeLids(entries: Entry[], random: Random): void {
  const lettered = random.shuffle(
    entries.filter(({ component }) => component.attributes.lettering !== undefined),
  );
  const borrowed = Math.round(entries.length * SHARE.borrowedLid);
  const wrong = Math.round(entries.length * SHARE.wrongLettering);
  lettered.slice(0, borrowed + wrong).forEach(({ component, truth }, index) => {
    const other = random.pick(
      LETTERED_CLASSES.filter((code) => code !== truth.trueClass && code !== "0130" && code !== "0104"),
    );
    component.attributes.lettering = letteringFor(other, random) ?? "";
    if (index >= borrowed) {
      truth.dirtKind.push("WRONG_LETTERING");
      return;
    }
    truth.dirtKind.push("BORROWED_LID");
    component.attributes.shape = "ROUND";
    component.attributes.diameterMm = random.pick([500, 560, 640]);
    delete component.attributes.lengthMm;
    delete component.attributes.widthMm;
  });
}

/** A second record of the same lid from another survey, one to two metres beside the first, with a code of its own. */
export function recordTwice(seed: number, entries: Entry[], count: number, random: Random): Entry[] {
  const pool = random
    .shuffle(entries.filter((entry) => isCover(entry) && entry.component.registeredOwnerUnitId !== null))
    .slice(0, count);
  return pool.map((first, index) => {
    const angle = random.range(0, 2 * Math.PI);
    const away = random.range(1, 2);
    const at: Point = [first.at[0] + Math.cos(angle) * away, first.at[1] + Math.sin(angle) * away];
    const [lon, lat] = toDegrees(at);
    const id = uuidFor(seed, `component/second/${index}`);
    const component = {
      ...first.component,
      id,
      lon,
      lat,
      accuracyM: 1,
      dataSource: "IMPORT" as const,
      attributes: { ...first.component.attributes },
    };
    const truth = {
      ...first.truth,
      componentId: id,
      dirtKind: ["DUPLICATE" as const, ...first.truth.dirtKind],
      sameAs: first.component.id,
    };
    return { candidate: first.candidate, component, truth, at };
  });
}

/** Nudges records apart that the survey's error put on one spot; two lids are never closer than half a metre. */
export function keepApart(entries: Entry[]): void {
  const cells = new Map<number, Point[]>();
  const crowded = (p: Point): boolean => {
    for (let i = -1; i <= 1; i += 1) {
      for (let j = -1; j <= 1; j += 1) {
        const others = cells.get(cellKey(p[0] + i * CLEAR, p[1] + j * CLEAR));
        if (others?.some((other) => distance(other, p) < CLEAR) === true) return true;
      }
    }
    return false;
  };
  for (const entry of entries) {
    let spot = entry.at;
    for (let turn = 0; crowded(spot); turn += 1) {
      const reach = CLEAR * (1 + turn / 8);
      spot = [entry.at[0] + Math.cos(turn * 2.4) * reach, entry.at[1] + Math.sin(turn * 2.4) * reach];
    }
    const key = cellKey(spot[0], spot[1]);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [spot]);
    else cell.push(spot);
    if (spot === entry.at) continue;
    const moved: Point = [spot[0] - entry.at[0], spot[1] - entry.at[1]];
    entry.at = spot;
    [entry.component.lon, entry.component.lat] = toDegrees(spot);
    const trueSpot = toMetres([entry.truth.trueLon, entry.truth.trueLat]);
    [entry.truth.trueLon, entry.truth.trueLat] = toDegrees([trueSpot[0] + moved[0], trueSpot[1] + moved[1]]);
  }
}
const CLEAR = 0.5;

function cellKey(x: number, y: number): number {
  return Math.floor(x / CLEAR) * 1_048_576 + Math.floor(y / CLEAR);
}
