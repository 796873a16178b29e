import type { ComponentCommand } from "../../../server/domain/component/commands.ts";
import { dayOf } from "../../../server/domain/clocks/working-time.ts";
import type { Component } from "../../../server/domain/component/state.ts";
import type { Candidate } from "../../../server/domain/inquiry/state.ts";
import { PUBLIC_BODIES, type Actor, type Defect } from "../../../server/domain/names.ts";
import type { RulePack } from "../../../server/domain/clocks/rules.ts";
import { askedOf } from "../../../server/inference/asked.ts";
import { rankWithin } from "../../../server/inference/rank.ts";
import { Surroundings as InferenceSurroundings } from "../../../server/inference/scene.ts";
import { Random } from "../town/prng.ts";
import type * as town from "../town/model.ts";
import { lastInOffice, later, type Cast } from "./cast.ts";
import { premisesIn } from "./ground.ts";
import { Chronicle, type Surroundings } from "./chronicle.ts";
import { answerLetters, search, type Ending } from "./ownership-stories.ts";
import { ownedCase, ownerlessDanger, type Course } from "./safety-stories.ts";
import { tell, type Stage, type Story } from "./stage.ts";
import { TAIL, underWay, type Scene } from "./tail.ts";

/** What 张槎街道 reported for 2023: 1,721 cover cases filed, 62 of them ownerless and dangerous, all made safe. */
export const CASES_OF_THE_YEAR = 1721;
export const OWNERLESS_DANGERS = 62;
/** How they ended, but for one that the town is just handling: an invented but plausible share; the street published none. */
const ENDINGS: readonly (readonly [ending: Ending, count: number])[] = [
  ["CLAIMED", 34],
  ["SURVEYED", 8],
  ["PRIVATE", 3],
  ["BACKSTOP", 13],
  ["LATE_CLAIM", 3],
];
/** Inquiries of the last weeks from a clean-up of the register, so that every stage of the ownership track is seen. */
const CLEANUP_INQUIRIES = 44;

const DEFECTS: readonly Defect[] = [
  "BROKEN",
  "BROKEN",
  "NOISY",
  "NOISY",
  "SUNKEN",
  "HEIGHT_DIFF",
  "SURROUND_BROKEN",
  "CRACKED",
  "DISPLACED",
  "MISSING",
];
const DANGEROUS: readonly Defect[] = ["MISSING", "DISPLACED", "CRACKED"];

/** An owner's case in fifty comes back, as many wait for parts, one in thirty is given more time. */
function courseOf(dice: Random): Course {
  const chance = dice.next();
  return chance < 0.02 ? "RETURNED" : chance < 0.04 ? "SUSPENDED" : chance < 0.07 ? "EXTENDED" : "PLAIN";
}

export interface YearInput {
  readonly town: town.Town;
  readonly componentOf: (component: town.Component) => Component;
  readonly cast: Cast;
  readonly rulePack: RulePack;
  readonly departmentOf: (component: town.Component) => string | null;
  readonly photoIds: readonly string[];
  readonly newId: () => string;
  /** The present: the year ends here. */
  readonly now: string;
  /** Only the cases reported from then on, in place of the whole year's: for tests. */
  readonly since?: string;
  readonly onProgress: (done: number, total: number) => void;
}

/** A year of cases and inquiries, told through the domain with simulated clocks; each component's own chronicle. */
export function tellYear(input: YearInput): Chronicle[] {
  const random = new Random(`year ${input.town.seed}`);
  const { now, cast } = input;
  const truth = new Map(input.town.truth.map((row) => [row.componentId, row]));
  const covers = shuffled(
    input.town.components.filter(
      (component) =>
        /^01(0[1-35-9]|1[0-2]|27|99)$/.test(component.classCode) &&
        component.physicalState === "INTACT" &&
        !twice(truth.get(component.id)),
    ),
    random,
  );
  const ownerless = covers.filter((component) => component.registeredOwnerUnitId === null);
  const owned = covers.filter(
    (component) =>
      component.registeredOwnerUnitId !== null && cast.units.has(component.registeredOwnerUnitId),
  );
  const ranking = rankerOf(input);
  const premisesOf = premisesIn(input.town);
  const publicUnitIds = input.town.units
    .filter(({ unitType }) => PUBLIC_BODIES.includes(unitType))
    .map(({ id }) => id);
  const numbers = { case: 0, inquiry: 0 };
  const chronicles: Chronicle[] = [];
  const actorOf = (unitId: string | null | undefined): Actor | null =>
    unitId ? (cast.units.get(unitId) ?? { ...cast.seat, role: "OWNER_UNIT", unitId, accountId: null }) : null;

  const stageFor = (component: town.Component, at: string, asks: boolean): Stage => {
    const { candidates, modelVersion } = asks ? ranking(component) : { candidates: [], modelVersion: null };
    const around: Surroundings = {
      rulePack: input.rulePack,
      departmentUnitId: input.departmentOf(component),
      candidates,
      modelVersion,
      premises: premisesOf(component),
      publicUnitIds,
      newId: input.newId,
      newInquiryNumber: () => `Q-${at.slice(0, 4)}-${String(++numbers.inquiry).padStart(6, "0")}`,
    };
    const chronicle = new Chronicle(
      { component: input.componentOf(component), cases: [], inquiries: [] },
      around,
    );
    chronicles.push(chronicle);
    let shots = 0;
    return {
      chronicle,
      cast,
      dice: random.fork(component.id),
      newId: input.newId,
      caseNumber: (time) => `C-${time.slice(0, 4)}-${String(++numbers.case).padStart(6, "0")}`,
      // In turn: one photo proves one step of a case, and there are more of them than a case has steps.
      photo: () => {
        // The dice are thrown all the same, so that the rest of the year stays as it was.
        random.pick(input.photoIds);
        return input.photoIds[shots++ % input.photoIds.length] ?? "";
      },
    };
  };

  const endings = shuffled(
    ENDINGS.flatMap(([ending, count]) => Array.from({ length: count }, () => ending)),
    random,
  );
  const total = CASES_OF_THE_YEAR + CLEANUP_INQUIRIES;
  for (const [n, { at, scene }] of reports(random, now).entries()) {
    // Spread evenly over the year, but not in its last weeks: all were made safe, and most had time to end.
    const isOwnerless = scene
      ? scene.ownerless === true
      : n % Math.floor(CASES_OF_THE_YEAR / OWNERLESS_DANGERS) === 11 && endings.length > 0;
    const component = isOwnerless ? ownerless.pop() : owned.pop();
    if (!component) throw new Error("the town has too few covers for a year");
    const wanted = isOwnerless && !scene ? endings.pop() : undefined;
    if (input.since !== undefined && at < input.since) continue;
    const stage = stageFor(component, at, isOwnerless);
    const trueOwner = actorOf(truth.get(component.id)?.trueOwnerUnitId);
    const owner = actorOf(component.registeredOwnerUnitId);
    if (scene && !isCourse(scene.stands)) {
      tell(stage.chronicle, now, underWay(stage, at, owner, trueOwner, scene));
    } else if (wanted) {
      const asked = ranking(component).candidates.some(
        (candidate) => candidate.unitId === trueOwner?.unitId && cast.units.has(candidate.unitId),
      );
      const late = wanted === "LATE_CLAIM" && (at > later(now, -200 * 1440) || !asked);
      const ending: Ending =
        wanted === "CLAIMED" && !asked ? (trueOwner ? "SURVEYED" : "BACKSTOP") : late ? "BACKSTOP" : wanted;
      tell(stage.chronicle, now, ownerlessDanger(stage, at, trueOwner, ending, random.pick(DANGEROUS)));
    } else {
      const course = scene && isCourse(scene.stands) ? scene.stands : courseOf(stage.dice);
      // Only what was made safe may wait for parts.
      const defect = scene?.defect ?? (course === "SUSPENDED" ? "CRACKED" : random.pick(DEFECTS));
      const danger = scene?.danger ?? DANGEROUS.includes(defect);
      if (owner) tell(stage.chronicle, now, ownedCase(stage, at, owner, defect, danger, course));
    }
    if (n % 50 === 0) input.onProgress(n, total);
  }
  cleanUp();
  waitingForTheLead();
  return chronicles;

  /** What a second person finds to decide: a cover that is gone, and days of a maintainer that another unit answered for. */
  function waitingForTheLead(): void {
    const at = lastInOffice(later(now, -3 * 60), now);
    const propose = (commandOf: (component: town.Component) => ComponentCommand | null) => {
      const component = owned.pop();
      const command = component && commandOf(component);
      if (!command) return;
      const { chronicle } = stageFor(component, at, false);
      chronicle.pass(at);
      chronicle.onComponent(at, cast.seat, command);
    };
    const photoIds = input.photoIds.slice(0, 1);
    propose(() => ({ type: "RETIRE", reasonCode: "道路改造时已拆除", photoIds }));
    propose(({ maintainerUnitId }) => {
      const unitId = [...cast.units.keys()].find((other) => other !== maintainerUnitId);
      if (!unitId) return null;
      const from = dayOf(later(now, -400 * 1440));
      const contract = { basis: "HANDOVER", basisRef: "养护合同 7", photoIds };
      return { type: "ASSIGN_ROLE", role: "maintainer", unitId, from, ...contract };
    });
  }

  function cleanUp(): void {
    // Whoever signs in as one of the units finds a letter.
    const asked = [...cast.units.keys()];
    for (let n = 0; n < CLEANUP_INQUIRIES; n++) {
      const component = n % 4 === 0 ? likelyOf(asked[(n / 4) % asked.length]) : ownerless.pop();
      if (!component) return;
      // Half of them so lately that they are still being asked, the rest at some later stage.
      const days = n % 2 === 0 ? random.range(0.05, 2.2) : random.range(3, 24);
      const at = lastInOffice(later(now, -days * 1440), now);
      const stage = stageFor(component, at, true);
      const owner = actorOf(truth.get(component.id)?.trueOwnerUnitId);
      const id = input.newId();
      tell(stage.chronicle, now, proactive(stage, component, id, at, owner, n));
    }
    input.onProgress(total, total);
  }

  /** The next ownerless component that is probably this unit's, as far as some hundred tell. */
  function likelyOf(unitId: string | undefined): town.Component | undefined {
    const last = Math.max(0, ownerless.length - 300);
    for (let n = ownerless.length - 1; n >= last; n--) {
      const component = ownerless[n];
      if (!component || ranking(component).candidates[0]?.unitId !== unitId) continue;
      ownerless.splice(n, 1);
      return component;
    }
    return ownerless.pop();
  }

  function* proactive(
    stage: Stage,
    component: town.Component,
    id: string,
    at: string,
    owner: Actor | null,
    n: number,
  ): Story {
    const { candidates, modelVersion } = ranking(component);
    const { component: known } = stage.chronicle.dossier;
    yield at;
    const number = `Q-${at.slice(0, 4)}-${String(++numbers.inquiry).padStart(6, "0")}`;
    stage.chronicle.openInquiry(at, cast.seat, id, {
      type: "OPEN",
      number,
      componentId: component.id,
      divisionCode: known?.divisionCode ?? "",
      danger: false,
      origin: "REGISTRY",
      caseId: null,
      candidates: [...candidates],
      modelVersion,
    });
    const second = actorOf(
      candidates.find((candidate) => candidate.unitId !== owner?.unitId && cast.units.has(candidate.unitId))
        ?.unitId,
    );
    // Just asked: these letters wait in the units' inboxes for whoever signs in as one of them.
    if (n % 4 === 0) return;
    // Every seventh is claimed twice and waits for the meeting.
    if (n % 7 === 3) yield* answerLetters(stage, id, at, owner, second);
    else yield* search(stage, id, at, owner, n % 3 === 0 ? "CLAIMED" : n % 3 === 1 ? "SURVEYED" : "BACKSTOP");
  }
}

function twice(truth: town.Truth | undefined): boolean {
  return truth === undefined || truth.dirtKind.includes("DUPLICATE") || truth.dirtKind.includes("ABANDONED");
}

function isCourse(stands: Scene["stands"]): stands is Course {
  return stands.startsWith("OPEN_");
}

interface Reported {
  readonly at: string;
  /** For what the town is in the middle of. */
  readonly scene?: Scene;
}

/** By then even a slow department has made a danger safe, so that what lies open at the start is the tail's alone. */
const SAFE_BY_NOW = 6 * 60;

/** The year's reports before `now`, earliest first; more by day than by night, and the tail's where they belong. */
function reports(random: Random, now: string): Reported[] {
  const end = Date.parse(later(now, -SAFE_BY_NOW));
  const past = Array.from({ length: CASES_OF_THE_YEAR - TAIL.length }, (): Reported => {
    const day = Math.floor(random.range(0, 365));
    const hour = random.chance(0.8) ? random.range(0, 10) : random.range(10, 24); // 00:00 UTC is 08:00 in Foshan
    const time = Math.floor(end / 86_400_000 - day) * 86_400_000 + hour * 3_600_000;
    return { at: new Date(time > end ? time - 86_400_000 : time).toISOString() };
  });
  const tail = TAIL.map((scene): Reported => ({ at: later(now, -scene.minutesAgo), scene }));
  return [...past, ...tail].sort((one, other) => (one.at < other.at ? -1 : 1));
}

/** The model's candidates for a component, over the whole town at once. */
function rankerOf({ town, now }: YearInput) {
  const first = town.components[0];
  // A street's departments run the mechanism; they are no candidates of it.
  const offices = new Set(
    town.units.filter((unit) => unit.unitType === "STREET_DEPT").map((unit) => unit.id),
  );
  const context = {
    lines: town.networks.map(({ unitId, medium, geometry, accuracyM, diameterMm }) => ({
      unitId,
      medium,
      coordinates: geometry.coordinates,
      accuracyM,
      diameterMm,
    })),
    areas: town.areas
      .filter((area) => area.kind !== "BLOCK" && !offices.has(area.unitId ?? ""))
      .map(({ unitId, kind, geometry }) => ({
        unitId,
        kind,
        polygons: geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates],
      })),
    neighbours: town.components
      .filter((component) => component.registeredOwnerUnitId !== null)
      .map(({ id, registeredOwnerUnitId, classCode, lon, lat, attributes }) => ({
        id,
        unitId: registeredOwnerUnitId,
        classCode,
        lon,
        lat,
        diameterMm: attributes.diameterMm ?? null,
      })),
    units: candidateUnits(town, now),
    history: [],
  };
  const surroundings = new InferenceSurroundings(context, { lon: first?.lon ?? 113, lat: first?.lat ?? 23 });
  const known = new Map<string, { candidates: Candidate[]; modelVersion: string }>();
  return (component: town.Component) => {
    const before = known.get(component.id);
    if (before) return before;
    const { id, lon, lat, accuracyM, classCode, attributes } = component;
    const ranking = rankWithin(surroundings, {
      id,
      lon,
      lat,
      accuracyM,
      classCode,
      attributes: { diameterMm: attributes.diameterMm ?? null, material: attributes.material ?? null },
    });
    const answer = { candidates: askedOf(ranking), modelVersion: ranking.modelVersion };
    known.set(id, answer);
    return answer;
  };
}

function candidateUnits(town: town.Town, now: string) {
  const media = new Map<string, Set<string>>();
  for (const line of town.networks)
    media.set(line.unitId, (media.get(line.unitId) ?? new Set()).add(line.medium));
  const offices = ["STREET_DEPT", "CONTRACTOR", "GOVERNANCE_CENTRE", "CONVENER"];
  return town.units
    .filter((unit) => !offices.includes(unit.unitType) && (unit.validTo === undefined || unit.validTo > now))
    .map((unit) => ({ id: unit.id, type: unit.unitType, media: [...(media.get(unit.id) ?? [])] }));
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, key: random.next() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}
