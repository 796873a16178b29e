import { area, contains, distance, type Point } from "./geometry.ts";
import { COMMUNITIES, NEIGHBOUR_COMMUNITY } from "./plan.ts";
import type { StreetPlan } from "./streets.ts";

/** Which community each superblock belongs to: grown from the village seeds over neighbouring superblocks, so that each is one piece and its edges are roads and creeks. */
export function assignCommunities({ superblocks }: Pick<StreetPlan, "superblocks">): Map<number, string> {
  const owner = new Map<number, string>();
  const cost = new Map<number, number>();
  const open: { id: number; code: string; cost: number }[] = [];
  for (const [id, block] of superblocks) {
    if (!block.west) owner.set(id, NEIGHBOUR_COMMUNITY);
    for (const { code, seed } of COMMUNITIES)
      if (contains(block.ring, seed)) open.push({ id, code, cost: -1 });
  }
  while (open.length > 0) {
    open.sort((a, b) => b.cost - a.cost || b.id - a.id);
    const next = open.pop();
    if (next === undefined || owner.has(next.id)) continue;
    owner.set(next.id, next.code);
    cost.set(next.id, next.cost);
    const seed = COMMUNITIES.find(({ code }) => code === next.code)?.seed;
    for (const neighbour of superblocks.get(next.id)?.neighbours ?? []) {
      const centre = superblocks.get(neighbour)?.centre;
      if (seed === undefined || centre === undefined || owner.has(neighbour)) continue;
      open.push({ id: neighbour, code: next.code, cost: distance(seed, centre) });
    }
  }
  return owner;
}

export interface Territory {
  code: string;
  rings: Point[][];
}

/** Point in any of the territory's rings; holes are clockwise and take away. */
export function within(rings: readonly Point[][], p: Point): boolean {
  let inside = false;
  for (const ring of rings) if (contains(ring, p)) inside = area(ring) > 0;
  return inside;
}

/** Outlines of every community, of 张槎 and of the strip of 石湾: exact unions of faces. */
export function territories(
  plan: StreetPlan,
  owner: ReadonlyMap<number, string>,
): { communities: Territory[]; streets: Territory[] } {
  const groups = new Map<string, Set<number>>();
  const into = (code: string, face: number): void => {
    groups.set(code, (groups.get(code) ?? new Set()).add(face));
  };
  for (const face of plan.plane.faces.values()) {
    const code = owner.get(face.parent);
    if (code === undefined) throw new Error(`superblock ${face.parent} belongs to no community`);
    into(code, face.id);
    into(code.slice(0, 9), face.id);
  }
  const made = [...groups].map(([code, faces]) => ({ code, rings: plan.plane.outlines(faces) }));
  return {
    communities: made.filter(({ code }) => code.length === 12).sort((a, b) => a.code.localeCompare(b.code)),
    streets: made.filter(({ code }) => code.length === 9).sort((a, b) => a.code.localeCompare(b.code)),
  };
}
