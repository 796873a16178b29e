import { typeFit } from "../class-profile.ts";
import type { Observation } from "../context.ts";
import type { Evidence, Scene } from "../scene.ts";
import type { EvidenceKind } from "../weights.ts";

const DOCUMENT: Partial<Record<Observation["kind"], EvidenceKind>> = {
  HANDOVER_DOCUMENT: "handoverDocument",
  PERMIT: "permit",
  PROJECT: "project",
  MINUTES: "minutes",
  STATEMENT: "statement",
};

const DRAINS: ReadonlySet<string> = new Set(["SEWAGE", "STORM", "COMBINED"]);

/** 1 = the unit runs this medium, 0.6 = another kind of drain, -0.7 = it runs other networks, -0.2 = it runs none. */
const runsMedium = (scene: Scene, unit: number, medium: string): number => {
  const media = new Set(scene.unit(unit).media);
  for (const view of scene.linesOf.get(unit) ?? []) media.add(view.medium);
  if (media.has(medium)) return 1;
  if (DRAINS.has(medium) && [...media].some((other) => DRAINS.has(other))) return 0.6;
  return media.size > 0 ? -0.7 : -0.2;
};

/**
 * Lettering says nothing where the shaft carries something else or the lid does not fit its ring (docs/domain.md#d8): it
 * is then the letter of a borrowed lid.
 */
export const letteringIsContradicted = (observations: readonly Observation[]): boolean => {
  if (observations.some(({ kind }) => kind === "RING_MISFIT")) return true;
  const letters = observations.find(({ kind, medium }) => kind === "LETTERING" && medium)?.medium;
  const content = observations.find(({ kind, medium }) => kind === "SHAFT_CONTENT" && medium)?.medium;
  return Boolean(letters && content && letters !== content);
};

/** Lid letters, what is in the shaft, hand-over papers, permits, minutes, statements about this very component. */
export const observationEvidence = (scene: Scene, unit: number): Evidence[] => {
  const observations = scene.subject.observations ?? [];
  const id = scene.unit(unit).id;
  const contradicted = letteringIsContradicted(observations);
  const evidence: Evidence[] = [];
  for (const { kind, unitId, medium } of observations) {
    if (kind === "LETTERING") {
      if (contradicted) continue;
      if (unitId === id) evidence.push({ kind: "lettering", value: 1, key: "lettering", params: {} });
      else if (unitId) evidence.push({ kind: "lettering", value: -0.5, key: "letteringOfOther", params: {} });
      else if (medium)
        evidence.push(mediumEvidence("letteringMedium", runsMedium(scene, unit, medium), medium));
    } else if (kind === "SHAFT_CONTENT" && medium) {
      evidence.push(mediumEvidence("shaftContent", runsMedium(scene, unit, medium), medium));
    } else {
      const document = DOCUMENT[kind];
      if (document && unitId === id) evidence.push({ kind: document, value: 1, key: document, params: {} });
    }
  }
  return evidence;
};

const mediumEvidence = (
  kind: "letteringMedium" | "shaftContent",
  value: number,
  medium: string,
): Evidence => ({
  kind,
  value,
  key: value > 0 ? kind : `${kind}Other`,
  params: { medium },
});

/** Whether this type of unit usually keeps things of the class. */
export const typeEvidence = (scene: Scene, unit: number): Evidence[] => {
  const type = scene.unit(unit).type;
  const fit = typeFit(scene.profile, type);
  if (fit === 0 || !type) return [];
  const key = fit > 0 ? "typeFits" : "typeDoesNotFit";
  return [{ kind: "typeFit", value: fit, key, params: { class: scene.profile.key, type } }];
};
