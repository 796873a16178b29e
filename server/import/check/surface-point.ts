import type { MultiPolygon, Polygon, Position } from "geojson";

/**
 * A point well inside a surface, in its own coordinates: the middle of the widest stretch inside, half way up (as GEOS's
 * point on surface). Of several parts, the one with the widest stretch. Null where there is no inside.
 */
export function pointInside(surface: Polygon | MultiPolygon): Position | null {
  const parts = surface.type === "Polygon" ? [surface.coordinates] : surface.coordinates;
  let best: { width: number; at: Position } | null = null;
  for (const rings of parts) {
    const y = levelThrough(rings[0] ?? []);
    const crossings = rings.flatMap((ring) => crossingsAt(ring, y)).sort((a, b) => a - b);
    for (let n = 1; n < crossings.length; n += 2) {
      const [from = 0, to = 0] = [crossings[n - 1], crossings[n]];
      if (to > from && (!best || to - from > best.width))
        best = { width: to - from, at: [(from + to) / 2, y] };
    }
  }
  return best?.at ?? null;
}

/** Half way up, between corners: a level through a corner would count it twice or not at all. */
function levelThrough(ring: readonly Position[]): number {
  const heights = ring.map(([, y = 0]) => y);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const middle = (low + high) / 2;
  const below = Math.max(...heights.filter((y) => y <= middle));
  const above = Math.min(...heights.filter((y) => y > middle));
  return Number.isFinite(above) ? (below + above) / 2 : middle;
}

function crossingsAt(ring: readonly Position[], y: number): number[] {
  const found: number[] = [];
  for (let n = 1; n < ring.length; n += 1) {
    const [x1 = 0, y1 = 0] = ring[n - 1] ?? [];
    const [x2 = 0, y2 = 0] = ring[n] ?? [];
    if (y1 > y !== y2 > y) found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  return found;
}
