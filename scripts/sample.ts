/**
 * `npm run sample -- --seed 1 --out folder`: the sample town as files, for trying out an import, and the truth about it, for
 * scoring (`npm run infer:evaluate -- --components components.csv --id code … --truth truth.csv`). Same seed, same bytes.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { stringify } from "csv-stringify/sync";
import { generateTown, SAMPLE_COMPONENTS } from "./sample/town/town.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "440604011" },
    components: { type: "string", default: String(SAMPLE_COMPONENTS) },
    out: { type: "string", default: "sample-town" },
  },
});
const town = generateTown(Number(values.seed), { components: Number(values.components) });
const codeOf = new Map(town.units.map((unit) => [unit.id, unit.code]));
const truth = new Map(town.truth.map((row) => [row.componentId, row.trueOwnerUnitId]));

function features(list: readonly { readonly properties: object; readonly geometry: object }[]): string {
  const lines = list.map((feature) => JSON.stringify({ type: "Feature", ...feature }));
  return `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"features":[\n${lines.join(",\n")}\n]}\n`;
}

const files: Record<string, string> = {
  "components.csv": stringify(
    town.components.map((c) => [
      c.code,
      c.classCode,
      codeOf.get(c.registeredOwnerUnitId ?? "") ?? "",
      c.lon,
      c.lat,
      c.accuracyM,
      c.address,
      c.firstSurveyedOn,
    ]),
    {
      header: true,
      columns: ["code", "class", "owner", "lon", "lat", "accuracy_m", "address", "surveyed_on"],
    },
  ),
  // Named as in components.csv; without a unit where it is nobody's.
  "truth.csv": stringify(
    town.components.map(({ id, code }) => [code, codeOf.get(truth.get(id) ?? "") ?? ""]),
    { header: true, columns: ["id", "unit"] },
  ),
  "networks.geojson": features(
    town.networks.map(({ geometry, unitId, medium, diameterMm, accuracyM }) => ({
      properties: { owner: codeOf.get(unitId), medium, diameter_mm: diameterMm, accuracy_m: accuracyM },
      geometry,
    })),
  ),
  "areas.geojson": features(
    town.areas.map(({ geometry, kind, nameZh, unitId }) => ({
      properties: { kind, name: nameZh, owner: codeOf.get(unitId ?? "") ?? null },
      geometry,
    })),
  ),
  "units.csv": stringify(
    town.units.map((unit) => [
      unit.code,
      unit.nameZh,
      unit.nameEn,
      unit.unitType,
      unit.validFrom,
      unit.validTo ?? "",
    ]),
    {
      header: true,
      columns: ["code", "name_zh", "name_en", "unit_type", "valid_from", "valid_to"],
    },
  ),
};
await mkdir(values.out, { recursive: true });
for (const [name, text] of Object.entries(files)) await writeFile(join(values.out, name), text);
console.log(
  `${town.components.length} components, ${town.networks.length} lines, ${town.areas.length} areas, ${town.units.length} units in ${values.out}/`,
);
