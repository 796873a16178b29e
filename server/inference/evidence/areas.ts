import type { AreaGroup } from "../area-index.ts";
import type { Evidence, Scene } from "../scene.ts";
import type { EvidenceKind } from "../weights.ts";

const KIND: Readonly<Record<AreaGroup, EvidenceKind>> = {
  duty: "insideDuty",
  road: "insideRoad",
  compound: "insideCompound",
  parcel: "insideParcel",
  service: "insideService",
};

/** Duty polygons, road custody, compounds and their managers, parcels, service areas: inside, at the edge, or around. */
export const areaEvidence = (scene: Scene, unit: number): Evidence[] => {
  const evidence: Evidence[] = [];
  // The holder of the ground decides about a bench, a network about a shaft: a duty polygon is about both.
  const ground = 0.4 + 0.6 * scene.profile.custody;
  let around = 0;
  for (const view of scene.areasOf.get(unit) ?? []) {
    const factor = view.group === "duty" || view.group === "service" ? 1 : ground;
    if (view.inside > 0.02) {
      const edge = view.depth < scene.errorM * 2;
      const params = {
        area: view.group,
        depthM: Math.round(Math.abs(view.depth) * 10) / 10,
        errorM: scene.errorM,
      };
      const key = edge ? "atEdgeOfArea" : "insideArea";
      evidence.push({ kind: KIND[view.group], value: view.inside * factor, key, params });
    }
    if (view.group !== "service") around += view.share * factor;
  }
  if (around > 0.02) {
    const params = { percent: Math.min(100, Math.round((100 * around) / ground)) };
    evidence.push({ kind: "groundAround", value: Math.min(1, around), key: "groundAround", params });
  }
  return evidence;
};
