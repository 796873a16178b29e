import { AreaIndex, type AreaView } from "./area-index.ts";
import { mediumFit, profileOf, type ClassProfile } from "./class-profile.ts";
import type { CandidateUnit, ConfirmedNeighbour, EarlierAnswer, SpatialContext, Subject } from "./context.ts";
import { NetworkIndex, type LineView } from "./network-index.ts";
import { planeAround, isPosition, type Plane } from "./plane.ts";
import { PointIndex } from "./point-index.ts";
import type { EvidenceKind } from "./weights.ts";

/** One piece of evidence for a unit, before it is weighed. `value` has the unit that its weight is per. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly value: number;
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Near<T> {
  readonly record: T;
  readonly dx: number;
  readonly dy: number;
  readonly distance: number;
}

/** Everything around one component that evidence is taken from. */
export interface Scene {
  readonly subject: Subject;
  readonly profile: ClassProfile;
  /** Where it is in the plane of its surroundings, metres. */
  readonly x: number;
  readonly y: number;
  /** One-sigma error of the component's position, metres. */
  readonly errorM: number;
  readonly linesOf: ReadonlyMap<number, readonly LineView[]>;
  readonly areasOf: ReadonlyMap<number, readonly AreaView[]>;
  readonly neighbours: readonly Near<ConfirmedNeighbour>[];
  readonly history: readonly Near<EarlierAnswer>[];
  readonly unit: (number: number) => CandidateUnit;
  /** Whether units say what they are: a lamp is then the lighting office's, and the ground says less. */
  readonly typed: boolean;
  /** Whether anybody's lines are mapped at all: where none are, nobody lacks them. */
  readonly mapped: boolean;
  /** Share of the streets around that the unit keeps, 0..1. */
  readonly shareOfStreets: (unit: number) => number;
  /** Confirmed components of the subject's class in the whole context: the unit's and all, without the subject. */
  readonly shareOfClass: (unitId: string) => { readonly mine: number; readonly all: number };
  /** The same of those of the subject's size; none where its size is not known. */
  readonly shareOfSize: (unitId: string) => { readonly mine: number; readonly all: number };
}

/** A phone's fix outdoors: what an unknown accuracy is taken for. */
const UNKNOWN_ACCURACY_M = 3;
/** Below this no survey of shafts is honest. */
const BEST_ACCURACY_M = 0.05;
const NEIGHBOUR_RADIUS_M = 80;
const MOST_NEIGHBOURS = 40;
const HISTORY_RADIUS_M = 100;
const LINE_RADIUS_M = 60;
const FAR_LINE_RADIUS_M = 150;
/** A medium that such things clearly serve; short of it, a better one farther off is looked for. */
const CLEAR_FIT = 0.7;

export const positionErrorM = (subject: Subject): number =>
  Math.max(
    BEST_ACCURACY_M,
    subject.accuracyM !== null && subject.accuracyM >= 0 ? subject.accuracyM : UNKNOWN_ACCURACY_M,
  );

/** How far around a component its context has to reach, metres. */
export const neededRadiusM = (subject: Subject): number => FAR_LINE_RADIUS_M + 3 * positionErrorM(subject);

/** A context, indexed once and asked for many components. Units are numbered; the numbers never leave this folder. */
export class Surroundings {
  readonly units: CandidateUnit[] = [];
  readonly network: NetworkIndex;
  readonly areas: AreaIndex;
  private readonly neighbours: PointIndex<ConfirmedNeighbour>;
  private readonly history: PointIndex<EarlierAnswer>;
  private readonly typed: boolean;
  private readonly mapped: boolean;
  private readonly numbers = new Map<string, number>();
  private readonly plane: Plane;
  /** Confirmed components by unit and in all, by class and by class with size. */
  private readonly countsOf = new Map<string, Map<string, number>>();
  private readonly totals = new Map<string, number>();
  private readonly ownerOf = new Map<string, string>();

  /** `origin`: any place amid the context, lon/lat; the plane is flat around it. */
  constructor(context: SpatialContext, origin: { readonly lon: number; readonly lat: number }) {
    this.plane = planeAround(origin.lon, origin.lat);
    for (const unit of context.units) {
      if (this.numbers.has(unit.id)) continue;
      this.numbers.set(unit.id, this.units.length);
      this.units.push(unit);
    }
    for (const [former, number] of this.successors()) this.numbers.set(former, number);
    this.typed = this.units.some(({ type }) => type !== null);
    const number = (id: string): number => this.numberOf(id);
    this.network = new NetworkIndex(context.lines, number, this.plane);
    // Around one place there may be no line although the town has a thousand: its units then tell what they run.
    this.mapped = this.network.count > 0 || this.units.some(({ media }) => media.length > 0);
    this.areas = new AreaIndex(context.areas, number, this.plane);
    this.neighbours = new PointIndex(context.neighbours, this.plane);
    this.history = new PointIndex(context.history, this.plane);
    for (const { id, unitId, classCode, diameterMm } of context.neighbours) {
      if (!unitId) continue;
      this.numberOf(unitId);
      if (id !== undefined) this.ownerOf.set(id, unitId);
      if (classCode !== null && !context.classShares) this.count(classCode, diameterMm, unitId, 1);
    }
    for (const { classCode, unitId, count, diameterMm } of context.classShares ?? [])
      this.count(classCode, diameterMm, unitId, count);
  }

  private count(
    classCode: string,
    diameterMm: number | null | undefined,
    unitId: string,
    more: number,
  ): void {
    for (const key of [classCode, sizeKey(classCode, diameterMm ?? null)]) {
      if (key === null) continue;
      const counts = this.countsOf.get(key) ?? new Map<string, number>();
      counts.set(unitId, (counts.get(unitId) ?? 0) + more);
      this.countsOf.set(key, counts);
      this.totals.set(key, (this.totals.get(key) ?? 0) + more);
    }
  }

  /** Whoever one unit alone took over; what was split among several stays whoever's it was. */
  private successors(): Map<string, number> {
    const claimed = new Map<string, number[]>();
    this.units.forEach(({ formerly }, number) => {
      for (const former of formerly ?? []) {
        if (!this.numbers.has(former)) claimed.set(former, [...(claimed.get(former) ?? []), number]);
      }
    });
    return new Map(
      [...claimed].flatMap(([former, [only, ...more]]) =>
        only !== undefined && more.length === 0 ? [[former, only] as const] : [],
      ),
    );
  }

  numberOf(id: string): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    const number = this.units.length;
    this.numbers.set(id, number);
    this.units.push({ id, type: null, media: [] });
    return number;
  }

  /** What lies around a component; null where its position is not one. */
  sceneOf(subject: Subject): Scene | null {
    if (!isPosition([subject.lon, subject.lat])) return null;
    const x = this.plane.x(subject.lon);
    const y = this.plane.y(subject.lat);
    const errorM = positionErrorM(subject);
    const profile = profileOf(subject.classCode);
    return {
      subject,
      profile,
      x,
      y,
      errorM,
      linesOf: byUnit(this.linesAround(x, y, errorM, profile)),
      areasOf: byUnit(this.areas.around(x, y, errorM)),
      neighbours: this.neighbours
        .near(x, y, NEIGHBOUR_RADIUS_M, MOST_NEIGHBOURS)
        .filter(({ record }) => record.id === undefined || record.id !== subject.id),
      history: this.history
        .near(x, y, HISTORY_RADIUS_M, MOST_NEIGHBOURS)
        .filter(({ record }) => record.componentId !== subject.id),
      typed: this.typed,
      mapped: this.mapped,
      shareOfStreets: (unit) => this.areas.streets.share(x, y, unit),
      unit: (index) => this.units[index] ?? { id: "", type: null, media: [] },
      shareOfClass: (unitId) => this.shareOf(subject, subject.classCode, unitId),
      shareOfSize: (unitId) => this.shareOf(subject, sizeKey(subject.classCode, sizeOf(subject)), unitId),
    };
  }

  private shareOf({ id }: Subject, key: string | null, unitId: string): { mine: number; all: number } {
    if (key === null) return { mine: 0, all: 0 };
    const self = this.ownerOf.get(id);
    const mine = (this.countsOf.get(key)?.get(unitId) ?? 0) - (self === unitId ? 1 : 0);
    return { mine, all: (this.totals.get(key) ?? 0) - (self === undefined ? 0 : 1) };
  }

  /** Wider where nothing of a fitting medium is close: a gully's sewer may lie across the square. */
  private linesAround(x: number, y: number, errorM: number, profile: ClassProfile): LineView[] {
    const close = this.network.around(x, y, LINE_RADIUS_M + 2 * errorM);
    if (profile.media.size === 0 || close.some((view) => mediumFit(profile, view.medium) > CLEAR_FIT))
      return close;
    return this.network.around(x, y, FAR_LINE_RADIUS_M + 3 * errorM);
  }
}

const sizeOf = ({ attributes }: Subject): number | null => attributes?.diameterMm ?? null;

const sizeKey = (classCode: string | null, diameterMm: number | null): string | null =>
  classCode === null || diameterMm === null ? null : `${classCode} ${diameterMm}`;

const byUnit = <T extends { readonly unit: number }>(views: readonly T[]): Map<number, T[]> => {
  const grouped = new Map<number, T[]>();
  for (const view of views) {
    const group = grouped.get(view.unit);
    if (group) group.push(view);
    else grouped.set(view.unit, [view]);
  }
  return grouped;
};
