import type { CandidateUnit, NetworkLine, ResponsibleArea } from "../../server/inference/context.ts";

/** Units known by nothing but what their lines carry: as in any pair of files. */
export const unitsIn = (
  lines: readonly NetworkLine[],
  areas: readonly ResponsibleArea[],
): CandidateUnit[] => {
  const media = new Map<string, Set<string>>();
  for (const { unitId } of areas) if (unitId) media.set(unitId, media.get(unitId) ?? new Set());
  for (const { unitId, medium } of lines) {
    if (!unitId) continue;
    const known = media.get(unitId) ?? new Set();
    if (medium !== "UNKNOWN") known.add(medium);
    media.set(unitId, known);
  }
  return [...media].map(([id, known]) => ({ id, type: null, media: [...known] }));
};
