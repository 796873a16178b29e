import { makeAreas } from "./areas.ts";
import { makeBase } from "./base.ts";
import { placeCandidates, type Candidate } from "./candidates.ts";
import { assignCommunities, territories, within } from "./communities.ts";
import { recordTwice, keepApart, SHARE, soil } from "./dirt.ts";
import { Grid, makeDivisions } from "./divisions.ts";
import { bounds, type Point } from "./geometry.ts";
import { layBranches, layMains, laySignalLoops } from "./mains.ts";
import type { Town } from "./model.ts";
import { nameStreets } from "./naming.ts";
import { drawNetworks } from "./networks.ts";
import { makeParcels } from "./parcels.ts";
import { makePlaceRules } from "./place-rules.ts";
import { NEIGHBOUR_COMMUNITY } from "./plan.ts";
import { Random } from "./prng.ts";
import { enter, makeSurveys, type Entry } from "./register.ts";
import { makeRoads } from "./roads.ts";
import { layStreets } from "./streets.ts";
import { UnitBook } from "./units.ts";
import { makeWaters } from "./waters.ts";

export type * from "./model.ts";

export const SAMPLE_COMPONENTS = 30_000;

/**
 * A street modelled on 张槎街道 with everything the product knows about: divisions, units, roads, networks, components
 * and the truth about who owns them. Pure: the same seed and count give the same bytes. Fewer components are the
 * middle of the same town, surveyed stretch by stretch. Throws RangeError where the town has no room for so many.
 */
export function generateTown(
  seed: number,
  { components: count = SAMPLE_COMPONENTS }: { components?: number } = {},
): Town {
  const random = new Random(`youzhu town ${seed}`);
  const plan = layStreets(random.fork("streets"));
  const book = new UnitBook(seed, random.fork("units"));
  const communityOfFace = assignCommunities(plan);
  const ground = territories(plan, communityOfFace);
  const communityOf = locator(ground.communities);
  nameStreets(plan.streets, random.fork("names"));
  const street = ground.streets.find(({ code }) => code === "440604011")?.rings ?? [];
  const ofStreet = (superblock: number): boolean =>
    communityOfFace.get(superblock)?.startsWith("440604011") === true;
  const rim = ground.streets.flatMap(({ rings }) => rings);
  const roads = makeRoads(
    seed,
    plan.streets,
    { street, rim, communityOf, ofStreet },
    book,
    random.fork("roads"),
  );
  const parcels = makeParcels(plan, communityOfFace, book, random.fork("parcels"));
  const mains = layMains(roads, book, random.fork("mains"));
  const branches = layBranches(parcels, mains, random.fork("branches"));
  const waters = makeWaters(plan.streets);
  const { areas, idOfParcel } = makeAreas(
    seed,
    { plan, parcels, roads, waters, territories: ground, communityOfFace },
    book,
  );
  const surveys = makeSurveys(seed);
  const grid = new Grid(ground.communities);
  const candidates = placeCandidates(
    { roads, streets: plan.streets, mains, branches, parcels },
    book,
    random.fork("components"),
  );
  const places = {
    communityOf,
    gridCellOf: (p: Point) => grid.codeOf(p),
    areaIdOf: ({ parcel }: Candidate) => (parcel === null ? null : (idOfParcel.get(parcel) ?? null)),
  };
  const twice = Math.round(count * SHARE.duplicate);
  const entries = enter(
    seed,
    surveyed(candidates, count - twice),
    surveys,
    places,
    book,
    random.fork("survey"),
  );
  soil(entries, book, random.fork("dirt"));
  entries.push(...recordTwice(seed, entries, twice, random.fork("twice")));
  keepApart(entries);
  numberComponents(entries);
  return {
    seed,
    divisions: makeDivisions(ground, book),
    gridCells: grid.cells,
    units: book.units,
    lineage: book.lineage(),
    demoUnits: book.demo(),
    roads: roads.map(({ record }) => record),
    areas,
    networks: drawNetworks(
      seed,
      [...mains, ...laySignalLoops(roads, book)],
      branches,
      book.units,
      random.fork("networks"),
    ),
    surveys,
    components: entries.map(({ component }) => component),
    truth: entries.map(({ truth }) => truth),
    base: makeBase({ parcels, roads, waters, territories: ground }, random.fork("buildings")),
    placeRules: makePlaceRules(book),
  };
}

/** The stretches nearest to the middle first, whole stretches together. */
function surveyed(candidates: Candidate[], count: number): Candidate[] {
  if (candidates.length < count)
    throw new RangeError(`the town has room for ${candidates.length} components, not for ${count}`);
  return candidates
    .map((candidate, index) => ({ candidate, index }))
    .sort((a, b) => a.candidate.priority - b.candidate.priority || a.index - b.index)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

function locator(communities: readonly { code: string; rings: Point[][] }[]): (p: Point) => string {
  const boxed = communities.map(({ code, rings }) => ({ code, rings, box: bounds(rings.flat()) }));
  return (p) => {
    for (const { code, rings, box } of boxed) {
      if (p[0] >= box[0] && p[0] <= box[2] && p[1] >= box[1] && p[1] <= box[3] && within(rings, p))
        return code;
    }
    return NEIGHBOUR_COMMUNITY;
  };
}

function numberComponents(entries: readonly Entry[]): void {
  const serial = new Map<string, number>();
  for (const { component } of entries) {
    const next = (serial.get(component.classCode) ?? 0) + 1;
    serial.set(component.classCode, next);
    component.code = `440604${component.classCode}${String(next).padStart(6, "0")}`;
  }
}
