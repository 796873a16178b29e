import { area, bounds, centroid, last, nth, type Point } from "./geometry.ts";
import { within, type Territory } from "./communities.ts";
import type { Division, GridCell, Position, SurfaceGeometry } from "./model.ts";
import { VILLAGE_NAMES } from "./names.ts";
import { COMMUNITIES } from "./plan.ts";
import { toDegrees } from "./projection.ts";
import type { UnitBook } from "./units.ts";

export function makeDivisions(
  areas: { communities: Territory[]; streets: Territory[] },
  book: UnitBook,
): Division[] {
  const [west, south, east, north] = bounds(areas.streets.flatMap(({ rings }) => rings.flat()));
  const district: Point[] = [
    [west - 900, south - 700],
    [east + 900, south - 900],
    [east + 1200, north + 600],
    [0, north + 1100],
    [west - 1100, north + 500],
  ];
  const named: Record<string, { zh: string; en: string; unit: string }> = {
    "440604010": { zh: "石湾镇街道", en: "Shiwan Street", unit: "SW-OFFICE" },
    "440604011": { zh: "张槎街道", en: "Zhangcha Street", unit: "ZC-OFFICE" },
  };
  const divisions: Division[] = [
    {
      code: "440604",
      level: "DISTRICT",
      parentCode: null,
      nameZh: "禅城区",
      nameEn: "Chancheng District",
      unitId: null,
      centre: toDegrees([0, 0]),
      geometry: surface([district]),
    },
  ];
  for (const { code, rings } of areas.streets) {
    const name = named[code];
    if (name === undefined) throw new Error(`no street ${code}`);
    divisions.push({
      code,
      level: "STREET",
      parentCode: "440604",
      nameZh: name.zh,
      nameEn: name.en,
      unitId: book.id(name.unit),
      centre: toDegrees(centroid(nth(rings, 0))),
      geometry: surface(rings),
    });
  }
  for (const { code, rings } of areas.communities) {
    const name = VILLAGE_NAMES.get(code);
    if (name === undefined) throw new Error(`no community ${code}`);
    const seed = COMMUNITIES.find((community) => community.code === code)?.seed;
    divisions.push({
      code,
      level: "COMMUNITY",
      parentCode: code.slice(0, 9),
      nameZh: name.zh,
      nameEn: name.en,
      unitId: book.committee(code),
      centre: toDegrees(seed ?? centroid(nth(rings, 0))),
      geometry: surface(rings),
    });
  }
  return divisions;
}

/** Outer rings counter-clockwise with the holes that lie in them, closed, in degrees. */
export function surface(rings: readonly Point[][]): SurfaceGeometry {
  const outers = rings.filter((ring) => area(ring) > 0);
  const holes = rings.filter((ring) => area(ring) <= 0);
  const polygons = outers.map((outer) => [
    closed(outer),
    ...holes.filter((hole) => within([outer], nth(hole, 0))).map(closed),
  ]);
  const [only] = polygons;
  return polygons.length === 1 && only !== undefined
    ? { type: "Polygon", coordinates: only }
    : { type: "MultiPolygon", coordinates: polygons };
}

export function closed(ring: readonly Point[]): Position[] {
  const out = ring.map(toDegrees);
  const [first] = out;
  const end = last(out);
  if (first !== undefined && (first[0] !== end[0] || first[1] !== end[1])) out.push([first[0], first[1]]);
  return out;
}

/** The cell raster: ORIGIN lies on hundred-metre lines of EPSG:4547, so local hundreds are the zone's hundreds. */
export class Grid {
  readonly cells: GridCell[] = [];
  private readonly codeAt = new Map<string, string>();

  constructor(communities: readonly Territory[]) {
    for (const { code, rings } of communities) {
      const [west, south, east, north] = bounds(rings.flat());
      let serial = 0;
      for (let y = Math.ceil(north / 100) * 100 - 100; y >= Math.floor(south / 100) * 100; y -= 100) {
        for (let x = Math.floor(west / 100) * 100; x < east; x += 100) {
          if (!within(rings, [x + 50, y + 50])) continue;
          serial += 1;
          const cell = `${code}${String(serial).padStart(3, "0")}`;
          this.codeAt.set(`${x},${y}`, cell);
          const ring: Point[] = [
            [x, y],
            [x + 100, y],
            [x + 100, y + 100],
            [x, y + 100],
          ];
          this.cells.push({
            code: cell,
            communityCode: code,
            geometry: { type: "Polygon", coordinates: [closed(ring)] },
          });
        }
      }
    }
  }

  codeOf([x, y]: Point): string | null {
    return this.codeAt.get(`${Math.floor(x / 100) * 100},${Math.floor(y / 100) * 100}`) ?? null;
  }
}
