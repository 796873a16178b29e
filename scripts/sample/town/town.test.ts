import { createHash } from "node:crypto";
import { kinks, polygon } from "@turf/turf";
import { beforeAll, describe, expect, test } from "vitest";
import { contains, distance, type Point } from "./geometry.ts";
import { toDegrees, toMetres } from "./projection.ts";
import {
  generateTown,
  SAMPLE_COMPONENTS,
  type Component,
  type Medium,
  type SurfaceGeometry,
  type Town,
  type UnitType,
} from "./town.ts";

let town: Town;
let cpuMs = 0;
beforeAll(() => {
  const before = process.cpuUsage();
  town = generateTown(1);
  cpuMs = process.cpuUsage(before).user / 1000;
}, 120_000);

const sha256 = (value: Town): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");
const metres = ({ lon, lat }: Component): Point => toMetres([lon, lat]);
const rings = (geometry: SurfaceGeometry): [number, number][][] =>
  geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
const lies = (geometry: SurfaceGeometry, at: [number, number]): boolean =>
  rings(geometry).reduce((inside, ring) => (contains(ring, at) ? !inside : inside), false);

describe("the sample town", () => {
  test("is the same bytes for the same seed and another town for another seed", () => {
    expect(sha256(generateTown(1))).toBe(sha256(town));
    expect(sha256(generateTown(2, { components: 500 }))).not.toBe(
      sha256(generateTown(1, { components: 500 })),
    );
  }, 240_000);

  test("is made in a few seconds of one core", () => {
    expect(cpuMs).toBeLessThan(9000);
  });

  test("has as many components as asked for, a small one too, and says so where it cannot", () => {
    expect(town.components).toHaveLength(SAMPLE_COMPONENTS);
    expect(town.truth).toHaveLength(30_000);
    expect(generateTown(1, { components: 400 }).components).toHaveLength(400);
    expect(() => generateTown(1, { components: 900_000 })).toThrow(RangeError);
  }, 240_000);

  test("stands where Zhangcha stands", () => {
    const [lon, lat] = toDegrees([0, 0]);
    expect(lon).toBeCloseTo(113.0697, 2);
    expect(lat).toBeCloseTo(23.032, 2);
    expect(distance(toMetres(toDegrees([1234.5, -987.6])), [1234.5, -987.6])).toBeLessThan(0.02);
  });

  test("gives every component a 16-digit code of its own that begins with the district and its class", () => {
    expect(new Set(town.components.map(({ code }) => code)).size).toBe(30_000);
    expect(new Set(town.components.map(({ id }) => id)).size).toBe(30_000);
    for (const { code, classCode } of town.components)
      expect(code).toMatch(new RegExp(`^440604${classCode}\\d{6}$`));
  });

  test("lies in the street, except for the far side of the boundary road", () => {
    const street = town.divisions.find(({ code }) => code === "440604011");
    expect(street).toBeDefined();
    const strangers = town.components.filter(({ lon, lat }) => !lies(street!.geometry, [lon, lat]));
    const truth = new Map(town.truth.map((row) => [row.componentId, row]));
    const unexplained = strangers.filter(({ id }) => truth.get(id)?.dirtKind.includes("BOUNDARY") !== true);
    expect(unexplained).toEqual([]);
    expect(strangers.length).toBeGreaterThan(100);
    expect(strangers.length).toBeLessThan(1200);
  });

  test("has no owner on record for four in a hundred, crowded where roads were rebuilt", () => {
    const ownerless = town.components.filter(({ registeredOwnerUnitId }) => registeredOwnerUnitId === null);
    expect(ownerless.length / 30_000).toBeGreaterThan(0.035);
    expect(ownerless.length / 30_000).toBeLessThan(0.045);
    const neighbours = (list: Component[]): number => {
      const spots = list.map(metres);
      return spots.filter((p) => spots.some((q) => q !== p && distance(p, q) < 12)).length / list.length;
    };
    const everyTwentyFifth = town.components.filter((_, i) => i % 25 === 0);
    expect(neighbours(ownerless)).toBeGreaterThan(1.8 * neighbours(everyTwentyFifth));
  });

  test("keeps the truth of every soiled record", () => {
    const count = (dirt: string): number =>
      town.truth.filter(({ dirtKind }) => dirtKind.some((kind) => kind === dirt)).length;
    for (const [dirt, least] of [
      ["OWNERLESS_REBUILT_ROAD", 400],
      ["OWNERLESS_UNMANAGED_COMPOUND", 20],
      ["OWNERLESS_SCATTERED", 50],
      ["ABANDONED", 100],
      ["WRONG_OWNER", 300],
      ["MERGED_UNIT", 50],
      ["WRONG_CLASS", 300],
      ["WRONG_LETTERING", 700],
      ["BORROWED_LID", 300],
      ["SHIFTED", 1000],
      ["DUPLICATE", 200],
      ["BOUNDARY", 300],
      ["UNACCEPTED_ROAD", 100],
    ] as const) {
      expect(count(dirt), dirt).toBeGreaterThanOrEqual(least);
    }
    const owned = town.components.filter((component, i) => {
      const truth = town.truth[i];
      return (
        component.registeredOwnerUnitId !== null && truth?.trueOwnerUnitId !== component.registeredOwnerUnitId
      );
    });
    expect(owned.length / 30_000).toBeLessThan(0.03);
  });

  test("never puts two lids closer than 0.3 m, twice recorded ones apart", () => {
    const truth = new Map(town.truth.map((row) => [row.componentId, row]));
    const cells = new Map<string, Component[]>();
    const clashes: string[] = [];
    for (const component of town.components) {
      const [x, y] = metres(component);
      for (const i of [-1, 0, 1]) {
        for (const j of [-1, 0, 1]) {
          for (const other of cells.get(`${Math.floor(x) + i},${Math.floor(y) + j}`) ?? []) {
            if (truth.get(component.id)?.sameAs === other.id) continue;
            if (distance(metres(other), [x, y]) < 0.3) clashes.push(`${component.code} ${other.code}`);
          }
        }
      }
      const key = `${Math.floor(x)},${Math.floor(y)}`;
      cells.set(key, [...(cells.get(key) ?? []), component]);
    }
    expect(clashes).toEqual([]);
  });

  test("records one lid twice one to two metres beside itself, under another code", () => {
    const byId = new Map(town.components.map((component) => [component.id, component]));
    const twice = town.truth.filter(({ sameAs }) => sameAs !== undefined);
    expect(twice).toHaveLength(240);
    for (const { componentId, sameAs } of twice) {
      const [second, first] = [byId.get(componentId), byId.get(sameAs ?? "")];
      expect(second?.code).not.toBe(first?.code);
      const away = distance(metres(second!), metres(first!));
      expect(away).toBeGreaterThan(0.5);
      expect(away).toBeLessThan(2.7);
    }
  });
});

describe("its ground", () => {
  test("has no polygon that crosses itself", () => {
    const crossed: string[] = [];
    const check = (name: string, geometry: SurfaceGeometry): void => {
      const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      for (const part of parts) if (kinks(polygon(part)).features.length > 0) crossed.push(name);
    };
    for (const { code, geometry } of town.divisions) check(code, geometry);
    for (const { kind, nameZh, id, geometry } of town.areas) check(`${kind} ${nameZh} ${id}`, geometry);
    for (const feature of town.base) {
      if (feature.geometry.type === "Polygon" && feature.kind !== "building")
        check(`${feature.kind} ${feature.name}`, feature.geometry);
    }
    expect(crossed).toEqual([]);
  }, 240_000);

  test("divides Zhangcha into its 23 villages and communities, in one piece each, without overlap", () => {
    const communities = town.divisions.filter(
      ({ level, parentCode }) => level === "COMMUNITY" && parentCode === "440604011",
    );
    expect(communities).toHaveLength(23);
    for (const { geometry, nameZh } of communities) expect(geometry.type, nameZh).toBe("Polygon");
    const size = (geometry: SurfaceGeometry): number =>
      rings(geometry).reduce((sum, ring) => sum + shoelace(ring.map(toMetres)), 0);
    const street = town.divisions.find(({ code }) => code === "440604011");
    const parts = communities.reduce((sum, { geometry }) => sum + size(geometry), 0);
    expect(parts / size(street!.geometry)).toBeCloseTo(1, 3);
    expect(size(street!.geometry) / 1e6).toBeGreaterThan(17);
  });

  test("puts every component into the community it stands in, and nearly every one into a grid cell", () => {
    const communities = new Map(
      town.divisions
        .filter(({ level }) => level === "COMMUNITY")
        .map(({ code, geometry }) => [code, geometry]),
    );
    const truth = new Map(town.truth.map((row) => [row.componentId, row]));
    const wrong = town.components.filter(({ id, communityCode }) => {
      const row = truth.get(id);
      const geometry = communities.get(communityCode);
      return row === undefined || geometry === undefined || !lies(geometry, [row.trueLon, row.trueLat]);
    });
    // Nudged apart, a lid may cross a boundary by centimetres.
    expect(wrong.length).toBeLessThan(60);
    const cells = new Set(town.gridCells.map(({ code }) => code));
    expect(cells.size).toBe(town.gridCells.length);
    expect(town.components.filter(({ gridCode }) => gridCode !== null && !cells.has(gridCode))).toEqual([]);
    expect(town.components.filter(({ gridCode }) => gridCode === null).length).toBeLessThan(300);
  });

  test("has estates, yards and sites, some estates without a manager and some open", () => {
    const compounds = town.areas.filter(({ kind }) => kind === "COMPOUND");
    expect(compounds.length).toBeGreaterThan(60);
    expect(compounds.filter(({ unitId }) => unitId === null).length).toBeGreaterThan(10);
    expect(compounds.filter(({ attributes }) => attributes.open === true).length).toBeGreaterThan(10);
    expect(town.areas.filter(({ kind }) => kind === "FACTORY").length).toBeGreaterThan(40);
    expect(town.areas.filter(({ kind }) => kind === "CONSTRUCTION").length).toBeGreaterThan(1);
    expect(town.roads.filter(({ accepted }) => !accepted).length).toBeGreaterThan(3);
  });
});

describe("its units and networks", () => {
  const RUNS: Record<Medium, readonly UnitType[]> = {
    WATER: ["WATER_SUPPLY"],
    SEWAGE: ["DRAINAGE", "CONSTRUCTION"],
    STORM: ["DRAINAGE", "CONSTRUCTION"],
    COMBINED: ["VILLAGE", "COMMUNITY"],
    POWER: ["POWER"],
    TELECOM: ["TELECOM"],
    GAS: ["GAS"],
    LIGHTING: ["STREET_LIGHTING", "CONSTRUCTION", "VILLAGE", "COMMUNITY"],
    TRAFFIC_SIGNAL: ["POLICE_TRAFFIC"],
    BROADCAST: ["BROADCAST"],
  };

  test("every line belongs to a unit that runs such lines", () => {
    const units = new Map(town.units.map((unit) => [unit.id, unit]));
    for (const line of town.networks) {
      expect(RUNS[line.medium]).toContain(units.get(line.unitId)?.unitType);
      expect(line.geometry.coordinates.length).toBeGreaterThan(1);
    }
    for (const medium of Object.keys(RUNS))
      expect(
        town.networks.some((line) => line.medium === medium),
        medium,
      ).toBe(true);
  });

  test("tens of kilometres of every main medium are on the map", () => {
    for (const medium of ["WATER", "SEWAGE", "STORM", "POWER", "TELECOM", "GAS", "LIGHTING"] as const) {
      const length = town.networks
        .filter((line) => line.medium === medium)
        .reduce((sum, { geometry }) => sum + lengthOf(geometry.coordinates.map(toMetres)), 0);
      expect(length / 1000, medium).toBeGreaterThan(30);
    }
  });

  test("every unit that anything names exists, and the merged one has a successor", () => {
    const ids = new Set(town.units.map(({ id }) => id));
    expect(ids.size).toBe(town.units.length);
    expect(new Set(town.units.map(({ code }) => code)).size).toBe(town.units.length);
    const named = [
      ...town.components.flatMap(({ registeredOwnerUnitId, maintainerUnitId, regulatorUnitId }) => [
        registeredOwnerUnitId,
        maintainerUnitId,
        regulatorUnitId,
      ]),
      ...town.truth.map(({ trueOwnerUnitId }) => trueOwnerUnitId),
      ...town.areas.map(({ unitId }) => unitId),
      ...town.roads.map(({ custodianUnitId }) => custodianUnitId),
      ...town.divisions.map(({ unitId }) => unitId),
      ...town.placeRules.map(({ unitId }) => unitId),
      ...Object.values(town.demoUnits),
      ...town.lineage.flatMap(({ predecessor, successor }) => [predecessor, successor]),
    ];
    expect(named.filter((id) => id !== null && !ids.has(id))).toEqual([]);
    const merger = town.lineage.find(({ kind }) => kind === "MERGER");
    const gone = town.units.find(({ id }) => id === merger?.predecessor);
    expect(gone?.validTo).toBe(merger?.on);
    expect(town.truth.some(({ trueOwnerUnitId }) => trueOwnerUnitId === gone?.id)).toBe(false);
  });

  test("every demo owner unit has components to answer for", () => {
    for (const key of [
      "water",
      "drainage",
      "power",
      "telecom",
      "gas",
      "lighting",
      "traffic",
      "property",
    ] as const) {
      const own = town.components.filter(
        ({ registeredOwnerUnitId }) => registeredOwnerUnitId === town.demoUnits[key],
      );
      expect(own.length, key).toBeGreaterThan(100);
    }
  });

  test("nobody owned a component before the unit existed", () => {
    const units = new Map(town.units.map((unit) => [unit.id, unit]));
    const early = town.components.filter(({ registeredOwnerUnitId, ownedSince }) => {
      const unit = registeredOwnerUnitId === null ? undefined : units.get(registeredOwnerUnitId);
      return unit !== undefined && ownedSince !== null && ownedSince < unit.validFrom;
    });
    expect(early).toEqual([]);
  });
});

function shoelace(ring: Point[]): number {
  let twice = 0;
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y];
    twice += x * nextY - nextX * y;
  });
  return twice / 2;
}

function lengthOf(line: Point[]): number {
  return line.reduce((sum, point, i) => sum + (i === 0 ? 0 : distance(line[i - 1] ?? point, point)), 0);
}
