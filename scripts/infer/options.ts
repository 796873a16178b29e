import { readText } from "./text.ts";
import { parseArgs } from "node:util";

/** What the file commands are told. Units are metres. */
export interface InferOptions {
  readonly components: string;
  readonly lines: readonly string[];
  readonly areas: readonly string[];
  readonly id: string;
  readonly classField: string | null;
  readonly ownerField: string;
  /** The same of the areas, where it is another field. */
  readonly areaOwnerField: string;
  readonly mediumField: string | null;
  readonly diameterField: string | null;
  readonly areaKindField: string | null;
  readonly classMap: ReadonlyMap<string, string>;
  readonly mediumMap: ReadonlyMap<string, string>;
  readonly accuracyM: number | null;
  readonly crs: string | null;
  readonly labels: string | null;
  readonly truth: string | null;
  readonly noiseM: number;
  readonly language: "zh" | "en";
  readonly out: string | null;
  readonly model: string | null;
}

export const USAGE = `npm run --silent infer -- --components C.geojson --id sid --class generic_class \\
    --lines L.geojson[.gz] --owner-field owner_name --medium-field theme [--areas A.gpkg[:layer]] --accuracy 1.5 --out ranked.csv
  --components F[:layer]   what is asked about; any format GDAL reads, also .gz
  --lines, --areas F[:layer]  networks and areas with their owners; may be given several times
  --id F --class F         fields of the components (class may be left out)
  --owner-field F --medium-field F [--diameter-field F]  fields of the lines
  --area-owner-field F --area-kind-field F  fields of the areas, where they have other names than those of the lines
  --class-map M.json --medium-map M.json  local words to standard ones, before the shipped word list
  --accuracy M             one-sigma error of the components' positions in metres
  --crs EPSG:n             for files that do not name their coordinate system
  --labels L.csv           id,unit of components whose owner is already confirmed
  --language zh|en         of the reasons (zh)
  --model M.json           instead of the shipped model
  --out R.csv              id,rank,unit,probability,reasons (standard output without it)
  --truth T.csv [--noise M]  infer:evaluate only: id,unit; moves the points by so many metres first`;

/** Throws an Error whose message says what is wrong with the arguments. */
export const readOptions = (argv: readonly string[]): InferOptions => {
  const text = { type: "string" } as const;
  const list = { type: "string", multiple: true } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      components: text,
      lines: list,
      areas: list,
      id: text,
      class: text,
      "owner-field": text,
      "area-owner-field": text,
      "medium-field": text,
      "diameter-field": text,
      "area-kind-field": text,
      "class-map": text,
      "medium-map": text,
      accuracy: text,
      crs: text,
      labels: text,
      truth: text,
      noise: text,
      language: text,
      out: text,
      model: text,
    },
  });
  if (!values.components) throw new Error("--components is missing.");
  if (!values.lines && !values.areas)
    throw new Error("Give --lines, --areas or both: without them nobody can be named.");
  if (!values["owner-field"])
    throw new Error("--owner-field is missing: the field of lines and areas that names their owner.");
  return {
    components: values.components,
    lines: values.lines ?? [],
    areas: values.areas ?? [],
    id: values.id ?? "id",
    classField: values.class ?? null,
    ownerField: values["owner-field"],
    areaOwnerField: values["area-owner-field"] ?? values["owner-field"],
    mediumField: values["medium-field"] ?? null,
    diameterField: values["diameter-field"] ?? null,
    areaKindField: values["area-kind-field"] ?? null,
    classMap: readMap(values["class-map"]),
    mediumMap: readMap(values["medium-map"]),
    accuracyM: metres(values.accuracy, "accuracy"),
    crs: values.crs ?? null,
    labels: values.labels ?? null,
    truth: values.truth ?? null,
    noiseM: metres(values.noise, "noise") ?? 0,
    language: values.language === "en" ? "en" : "zh",
    out: values.out ?? null,
    model: values.model ?? null,
  };
};

const metres = (text: string | undefined, name: string): number | null => {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0)
    throw new Error(`--${name} must be a number of metres, not "${text}".`);
  return value;
};

/** {"local word": "standard word"}, compared without case. */
const readMap = (path: string | undefined): Map<string, string> => {
  if (path === undefined) return new Map();
  const text = readText(path);
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Said below, as for any other thing that is no object.
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(
      `${path}: must be one JSON object of local word to standard word, like {"local word": "0102"}.`,
    );
  }
  return new Map(Object.entries(value).map(([word, key]) => [word.trim().toLowerCase(), String(key)]));
};
