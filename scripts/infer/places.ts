import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type {
  NetworkLine,
  Observation,
  ResponsibleArea,
  SpatialContext,
  Subject,
} from "../../server/inference/context.ts";
import { keyOfWord } from "../../server/inference/words.ts";
import { generateTown, type Component } from "../sample/town/town.ts";
import { linesOf, polygonsOf } from "./geometry.ts";
import { unitsIn } from "./units.ts";
import { readRows, type Row } from "./read.ts";

/** A town whose components' owners are known. What is learned in one is tested in another. */
export interface Place {
  readonly name: string;
  readonly context: SpatialContext;
  readonly subjects: readonly LabelledSubject[];
}

export interface LabelledSubject extends Subject {
  readonly truth: string;
  /** The part of the place a result is reported for. */
  readonly part: string;
}

const DATA = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

const word = (row: Row, field: string): string => {
  const value = row.properties[field];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
};

const subject = (row: Row, id: string, part: string, className: string, truth: string): LabelledSubject[] => {
  if (row.geometry?.type !== "Point" || truth === "") return [];
  const [lon = Number.NaN, lat = Number.NaN] = row.geometry.coordinates;
  return [{ id, lon, lat, accuracyM: 0.2, classCode: keyOfWord("class", className), truth, part }];
};

const line = (row: Row, unitId: string, mediumName: string): NetworkLine[] => {
  const medium = keyOfWord("medium", mediumName) ?? "UNKNOWN";
  return linesOf(row.geometry).map((coordinates) => ({
    unitId,
    medium,
    coordinates,
    accuracyM: null,
    diameterMm: null,
  }));
};

const area = (row: Row, unitId: string, kind: string): ResponsibleArea[] => {
  const polygons = polygonsOf(row.geometry);
  return polygons.length > 0 && unitId !== "" ? [{ unitId, kind, polygons }] : [];
};

const place = (
  name: string,
  subjects: readonly LabelledSubject[],
  lines: readonly NetworkLine[],
  areas: readonly ResponsibleArea[],
): Place => ({
  name,
  subjects,
  context: { lines, areas, neighbours: [], history: [], units: unitsIn(lines, areas) },
});

const layer = (file: string): Promise<Row[]> => readRows(`${DATA}${file}`, null);

const maasbracht = async (): Promise<Place> => {
  const file = "01-nl-klic-maasbracht/klic.gpkg";
  const components = (await layer(`${file}:components`)).filter((row) =>
    Boolean(row.properties["surface_visible"]),
  );
  const lines = await layer(`${file}:network_lines`);
  return place(
    "Maasbracht",
    components.flatMap((row) =>
      subject(
        row,
        word(row, "id"),
        word(row, "generic_class"),
        word(row, "generic_class"),
        word(row, "owner_name"),
      ),
    ),
    lines.flatMap((row) => line(row, word(row, "owner_name"), word(row, "theme"))),
    [],
  );
};

const otterlo = async (): Promise<Place> => {
  const file = "02-nl-bgt-otterlo/otterlo.gpkg";
  const subjects: LabelledSubject[] = [];
  for (const part of ["put", "paal", "kast", "bord", "straatmeubilair", "bak", "sensor"]) {
    for (const row of await layer(`${file}:${part}`)) {
      const name = word(row, "plus-type");
      subjects.push(...subject(row, word(row, "lokaalID"), part, name, word(row, "bronhouder")));
    }
  }
  const areas: ResponsibleArea[] = [];
  for (const part of ["wegdeel", "ondersteunendwegdeel"]) {
    for (const row of await layer(`${file}:${part}`))
      areas.push(...area(row, word(row, "bronhouder"), "ROAD"));
  }
  return place("Otterlo", subjects, [], areas);
};

/** Names of parts as any inventory would call them; the network a point belongs to is the truth and stays hidden. */
const santBoi = async (): Promise<Place> => {
  const file = "03-es-giswater-santboi/giswater_santboi.gpkg";
  const [water, sewer] = ["water company", "sewer company"];
  const subjects: LabelledSubject[] = [];
  const add = async (
    part: string,
    unit: string,
    name: (row: Row) => string,
    idField: string,
  ): Promise<void> => {
    for (const row of await layer(`${file}:${part}`)) {
      subjects.push(...subject(row, `${part} ${word(row, idField)}`, part, name(row), unit));
    }
  };
  await add("ws_node", water, (row) => word(row, "nodecat_id").replace(/^(TDN|XDN).*/, "tee"), "node_id");
  await add("ws_connec", water, () => "water connection", "connec_id");
  await add("ud_node", sewer, (row) => word(row, "node_type"), "node_id");
  await add("ud_gully", sewer, () => "gully", "gully_id");
  await add("ud_connec", sewer, () => "sewer connection", "connec_id");
  const lines = [
    ...(await layer(`${file}:ws_arc`)).flatMap((row) => line(row, water, "water")),
    ...(await layer(`${file}:ud_arc`)).flatMap((row) => line(row, sewer, "urban drainage")),
  ];
  return place("Sant Boi", subjects, lines, []);
};

const rutland = async (): Promise<Place> => {
  const points = await layer("04-us-vt-rutland-city/RutlandCityPointFeatures.geojson");
  const lines = await layer("04-us-vt-rutland-city/RutlandCityLinearFeatures.geojson");
  return place(
    "Rutland",
    points.flatMap((row) => {
      // "Combined sewer catchbasin" would give the truth away: on the street it is a catch basin.
      const name = word(row, "Type").replace(/^combined sewer /i, "");
      return subject(row, word(row, "OBJECTID"), name, name, word(row, "System_Type"));
    }),
    lines.flatMap((row) => line(row, word(row, "System_Type"), word(row, "Type"))),
    [],
  );
};

/** What is no college, city or state land is private; where the use is not recorded nobody is named. */
const PARCEL_OWNER: readonly (readonly [RegExp, string])[] = [
  [/college|private ed/i, "university"],
  [/\bcity\b|local edu/i, "city"],
  [/state|transport/i, "state"],
];
const HYDRANT_OWNER: Readonly<Record<string, string>> = {
  CAM: "city",
  City: "city",
  Cam: "city",
  "PRIVATE HARVARD": "university",
  PRIVATE: "private",
  Private: "private",
};

/** Hydrants, lights and signals against parcels by use, open space by owner, and the street: ten metres each side of its middle. */
const cambridge = async (): Promise<Place> => {
  const file = "06-us-cambridge-ma-west/cambridge_west.gpkg";
  const subjects: LabelledSubject[] = [];
  const add = async (part: string, name: string, owner: (row: Row) => string): Promise<void> => {
    (await layer(`${file}:${part}`)).forEach((row, index) => {
      subjects.push(...subject(row, `${part} ${index}`, part.replace(/^infra_/, ""), name, owner(row)));
    });
  };
  await add("infra_hydrants", "hydrant", (row) => HYDRANT_OWNER[word(row, "ContractAuthority")] ?? "");
  await add("infra_streetlights", "street light", (row) => (word(row, "Owner") === "City" ? "city" : ""));
  await add("infra_parklights", "park light", (row) => (word(row, "Owner") === "City" ? "city" : ""));
  await add("traffic_signals", "traffic signal", (row) => {
    const who = word(row, "Jurisdiction");
    return who.startsWith("City") ? "city" : who.includes("Conservation") ? "state" : "";
  });
  const areas: ResponsibleArea[] = [];
  for (const row of await layer(`${file}:parcels_fy2014`)) {
    const use = word(row, "UseDescription");
    areas.push(
      ...area(
        row,
        PARCEL_OWNER.find(([pattern]) => pattern.test(use))?.[1] ?? (use ? "private" : ""),
        "PARCEL",
      ),
    );
  }
  for (const row of await layer(`${file}:open_space`)) {
    const owner = word(row, "OWNER");
    const unit = /city|school/i.test(owner)
      ? "city"
      : /state/i.test(owner)
        ? "state"
        : owner
          ? "private"
          : "";
    areas.push(...area(row, unit, "GREEN"));
  }
  for (const row of await layer(`${file}:centerlines`)) {
    for (const coordinates of linesOf(row.geometry)) areas.push(...street(coordinates, "city"));
  }
  return place("Cambridge", subjects, [], areas);
};

const HALF_STREET_M = 10;

/** Each piece of a centre line as the rectangle of its street. */
const street = (coordinates: readonly (readonly number[])[], unitId: string): ResponsibleArea[] =>
  coordinates.slice(1).flatMap((end, index) => {
    const [ax = 0, ay = 0] = coordinates[index] ?? [];
    const [bx = 0, by = 0] = end;
    const east = 111_195 * Math.cos((ay * Math.PI) / 180);
    const [dx, dy] = [(bx - ax) * east, (by - ay) * 111_195];
    const length = Math.hypot(dx, dy);
    if (length === 0) return [];
    const [nx, ny] = [(-dy / length) * (HALF_STREET_M / east), (dx / length) * (HALF_STREET_M / 111_195)];
    const ring = [
      [ax + nx, ay + ny],
      [bx + nx, by + ny],
      [bx - nx, by - ny],
      [ax - nx, ay - ny],
      [ax + nx, ay + ny],
    ];
    return [{ unitId, kind: "ROAD", polygons: [[ring]] }];
  });

const observed = (attributes: Component["attributes"]): Observation[] => {
  const lettering = attributes.lettering ? keyOfWord("medium", attributes.lettering) : null;
  const content = attributes.shaftContents ? keyOfWord("medium", attributes.shaftContents) : null;
  return [
    ...(lettering ? [{ kind: "LETTERING" as const, medium: lettering }] : []),
    ...(content ? [{ kind: "SHAFT_CONTENT" as const, medium: content }] : []),
  ];
};

/** The sample town, as its register says (with its errors), against what is true. */
const sampleTown = (): Place => {
  const town = generateTown(20_260_101, { components: 6000 });
  const truth = new Map(town.truth.map((one) => [one.componentId, one.trueOwnerUnitId]));
  const lines = town.networks.map(({ unitId, medium, geometry, accuracyM, diameterMm }) => ({
    unitId,
    medium,
    coordinates: geometry.coordinates,
    accuracyM,
    diameterMm,
  }));
  const areas = town.areas.map(({ unitId, kind, geometry }) => ({
    unitId,
    kind,
    polygons: polygonsOf(geometry),
  }));
  const media = new Map(unitsIn(lines, areas).map((unit) => [unit.id, unit.media]));
  return {
    name: "Sample town",
    subjects: town.components.flatMap(({ id, lon, lat, accuracyM, classCode, attributes }) => {
      const owner = truth.get(id);
      if (!owner) return [];
      return [
        {
          id,
          lon,
          lat,
          accuracyM,
          classCode,
          observations: observed(attributes),
          attributes: { diameterMm: attributes.diameterMm ?? null, material: attributes.material ?? null },
          truth: owner,
          part: classCode,
        },
      ];
    }),
    context: {
      lines,
      areas,
      neighbours: [],
      history: [],
      // Units that are gone are asked about nothing, as on the server.
      units: town.units
        .filter(({ validTo }) => validTo === undefined)
        .map(({ id, unitType }) => {
          const formerly = town.lineage
            .filter(({ successor }) => successor === id)
            .map(({ predecessor }) => predecessor);
          return { id, type: unitType, media: media.get(id) ?? [], formerly };
        }),
    },
  };
};

/** All places with truth that are here; none where the data folder is absent. */
export const readPlaces = async (): Promise<Place[]> => {
  if (!existsSync(DATA)) return [];
  return [
    await maasbracht(),
    await otterlo(),
    await santBoi(),
    await rutland(),
    await cambridge(),
    sampleTown(),
  ];
};
