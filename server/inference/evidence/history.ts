import type { CandidateUnit, EarlierAnswer } from "../context.ts";
import type { Evidence, Scene } from "../scene.ts";
import type { EvidenceKind } from "../weights.ts";

const KIND: Readonly<Record<EarlierAnswer["kind"], EvidenceKind>> = {
  CLAIM: "claimNearby",
  CLAIM_REJECTED: "claimRejectedNearby",
  DENIAL: "denialNearby",
  DENIAL_OVERTURNED: "denialOverturnedNearby",
  RETURN: "returnNearby",
};
const HALF_M = 20;
/** Answers about another class say little about this one. */
const OTHER_CLASS = 0.3;

/** Share of the unit's answers of this kind that held, as if it had been right three times before anybody counted. */
const reliability = (unit: CandidateUnit, kind: EarlierAnswer["kind"]): number => {
  const record = unit.record;
  if (!record) return 1;
  if (kind === "CLAIM") return 1 - record.claimsRejected / (record.claims + 3);
  if (kind === "DENIAL" || kind === "RETURN") return 1 - record.denialsOverturned / (record.denials + 3);
  return 1;
};

/** The unit's own earlier claims, denials and returns close by, weighed by how often such answers of it held. */
export const historyEvidence = (scene: Scene, unit: number): Evidence[] => {
  const candidate = scene.unit(unit);
  const strongest = new Map<EvidenceKind, Evidence>();
  for (const { record, distance } of scene.history) {
    if (record.unitId !== candidate.id) continue;
    const sameClass = record.classCode !== null && record.classCode === scene.subject.classCode;
    const weight = (sameClass ? 1 : OTHER_CLASS) / (1 + (distance / HALF_M) ** 2);
    const value = weight * reliability(candidate, record.kind);
    const kind = KIND[record.kind];
    if (value < 0.05 || value <= (strongest.get(kind)?.value ?? 0)) continue;
    const params = { distanceM: Math.round(distance), day: record.day ?? "" };
    strongest.set(kind, { kind, value, key: kind, params });
  }
  return [...strongest.values()];
};
