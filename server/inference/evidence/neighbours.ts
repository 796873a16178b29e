import { profileOf } from "../class-profile.ts";
import type { Evidence, Near, Scene } from "../scene.ts";
import type { ConfirmedNeighbour } from "../context.ts";

/** Distance at which a neighbour counts half. */
const HALF_M = 15;
/** As if half a neighbour stood on each side: one neighbour is no proof. */
const DOUBT = 0.5;
const STRONGEST = 3;
/** Fewer confirmed components of a class say nothing about who has most of them here. */
const FEWEST_OF_A_CLASS = 5;

const weightOf = (distance: number): number => 1 / (1 + (distance / HALF_M) ** 2);

/** Log-odds of the unit among weighted neighbours; 0 without any. */
const leaning = (forUnit: number, total: number): number =>
  total === 0
    ? 0
    : Math.max(
        -STRONGEST,
        Math.min(STRONGEST, Math.log((forUnit + DOUBT * 0.5) / (total - forUnit + DOUBT * 0.5))),
      );

interface Side {
  count: number;
  mine: number;
  all: number;
}

const say = (
  evidence: Evidence[],
  { count, mine, all }: Side,
  kind: "sameClassNeighbours" | "otherNeighbours" | "anyNeighbours",
): void => {
  const value = leaning(mine, all);
  if (value === 0) return;
  evidence.push({ kind, value, key: mine === 0 ? "neighboursOfOthers" : kind, params: { count } });
};

/** Whose the confirmed components nearby are: same class, same size, other classes of the same build. */
export const neighbourEvidence = (scene: Scene, unit: number): Evidence[] => {
  const id = scene.unit(unit).id;
  const same = { count: 0, mine: 0, all: 0 };
  const other = { count: 0, mine: 0, all: 0 };
  const any = { count: 0, mine: 0, all: 0 };
  let sameSize = 0;
  const size = scene.subject.attributes?.diameterMm ?? null;
  for (const { record, distance } of scene.neighbours) {
    if (record.unitId === null) continue;
    const sameClass = record.classCode !== null && record.classCode === scene.subject.classCode;
    const sameForm = profileOf(record.classCode).form === scene.profile.form;
    const side = sameClass ? same : sameForm ? other : any;
    const weight = weightOf(distance);
    side.all += weight;
    if (record.unitId !== id) continue;
    side.mine += weight;
    side.count += 1;
    if (sameClass && size !== null && record.diameterMm === size) sameSize += weight;
  }
  const evidence: Evidence[] = [];
  say(evidence, same, "sameClassNeighbours");
  say(evidence, other, "otherNeighbours");
  say(evidence, any, "anyNeighbours");
  if (sameSize > 0.2) {
    const params = { diameterMm: size ?? 0 };
    evidence.push({
      kind: "sameSizeNeighbours",
      value: Math.min(1, sameSize),
      key: "sameSizeNeighbours",
      params,
    });
  }
  return evidence;
};

/** Who has most of the class hereabouts, and most of it in this size: five confirmed ones say something. */
export const shareEvidence = (scene: Scene, unit: number): Evidence[] => {
  const id = scene.unit(unit).id;
  const evidence: Evidence[] = [];
  const note = (kind: "shareOfClass" | "shareOfSize", { mine, all }: { mine: number; all: number }): void => {
    if (all < FEWEST_OF_A_CLASS) return;
    const value = Math.max(-4, Math.min(4, Math.log((mine + DOUBT) / (all - mine + DOUBT))));
    const params = {
      class: scene.profile.key,
      percent: Math.round((100 * mine) / all),
      ...(kind === "shareOfSize" ? { diameterMm: scene.subject.attributes?.diameterMm ?? 0 } : {}),
    };
    evidence.push({ kind, value, key: kind, params });
  };
  note("shareOfClass", scene.shareOfClass(id));
  note("shareOfSize", scene.shareOfSize(id));
  return evidence;
};

/**
 * A run: two confirmed components of the class and the unit, in line with this one and at an even spacing, either on
 * both sides or one behind the other. Lamps, gullies and joint boxes are built in such runs by one owner.
 */
export const runEvidence = (scene: Scene, unit: number): Evidence[] => {
  if (scene.neighbours.length < 2) return [];
  const id = scene.unit(unit).id;
  const mine = scene.neighbours.filter(
    ({ record, distance }) =>
      record.unitId === id &&
      record.classCode !== null &&
      record.classCode === scene.subject.classCode &&
      distance > 2,
  );
  let best = 0;
  for (let i = 0; i < mine.length && i < 8; i++) {
    for (let j = i + 1; j < mine.length && j < 8; j++) {
      const [a, b] = [mine[i], mine[j]];
      if (a && b) best = Math.max(best, evenness(a, b, scene.errorM));
    }
  }
  return best > 0.2 ? [{ kind: "inRun", value: best, key: "inRun", params: {} }] : [];
};

/** 1 = the component, a and b are evenly spaced on a straight line; 0 = no pattern within the error. */
const evenness = (a: Near<ConfirmedNeighbour>, b: Near<ConfirmedNeighbour>, errorM: number): number => {
  const between = a.dx * b.dx + a.dy * b.dy < 0;
  const expected = between ? [-a.dx, -a.dy] : [2 * a.dx, 2 * a.dy];
  const miss = Math.hypot(b.dx - (expected[0] ?? 0), b.dy - (expected[1] ?? 0));
  const tolerance = 1.7 * errorM + 0.08 * (a.distance + b.distance);
  return Math.exp((-miss * miss) / (2 * tolerance * tolerance));
};
