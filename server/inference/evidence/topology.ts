import type { LineView } from "../network-index.ts";
import type { Evidence, Scene } from "../scene.ts";

const WEAKEST = 0.05;
/** Closer than any survey repeats itself: the point and the line were drawn as one. */
const SAME_DRAWING_M = 0.03;
/** Points of a survey that are meant to be the same differ by this much. */
const SNAP_M = 0.15;

/**
 * How well a point of the line and the component coincide: 1 = the same place as far as anyone can tell with a good
 * survey. The second factor makes a coincidence worth less the worse the survey is, because chance brings it about.
 */
const coincidence = (scene: Scene, view: LineView, distance: number): number => {
  if (distance === Infinity) return 0;
  const sigma = Math.hypot(scene.errorM, view.accuracyM * 0.3, SNAP_M);
  return Math.exp((-distance * distance) / (2 * sigma * sigma)) / (1 + sigma);
};

/** Where on its line the component sits: shafts and valves stand where a line ends, branches, bends or changes size. */
export const topologyEvidence = (scene: Scene, view: LineView | undefined): Evidence[] => {
  if (!view || scene.profile.seat === "free") return [];
  const evidence: Evidence[] = [];
  const params = { medium: view.medium };
  if (view.vertexDistance < SAME_DRAWING_M)
    evidence.push({ kind: "snapped", value: 1, key: "snapped", params });
  else if (view.distance < SAME_DRAWING_M)
    evidence.push({ kind: "snapped", value: 0.5, key: "snapped", params });
  const end = coincidence(scene, view, view.endDistance);
  if (end > WEAKEST) {
    const kind = scene.profile.seat === "on" ? "onLineEnd" : "besideLineEnd";
    evidence.push({ kind, value: end, key: view.endDegree > 1 ? "onJoint" : "onLineEnd", params });
    if (view.endDegree > 2) evidence.push({ kind: "onBranch", value: end, key: "onBranch", params });
    if (view.diameterChange)
      evidence.push({ kind: "onDiameterChange", value: end, key: "onDiameterChange", params });
  }
  const vertex = coincidence(scene, view, view.vertexDistance) - end;
  if (vertex > WEAKEST) evidence.push({ kind: "onVertex", value: vertex, key: "onVertex", params });
  const gap = view.distance + view.acrossDistance;
  if (gap < 3 + scene.errorM && view.distance > SNAP_M) {
    evidence.push({ kind: "betweenParallelLines", value: 1, key: "betweenParallelLines", params });
  }
  return evidence;
};
