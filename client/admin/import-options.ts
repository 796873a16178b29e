import { ImportOptions } from "../../server/contract/imports.ts";
import { IMPORTED } from "../../server/domain/component/described.ts";

type Subject = ImportOptions["subject"];

/** Our fields that a column can be made of, by what is imported. Coordinates only where the file is a table. */
export const OUR_FIELDS: Readonly<Record<Subject, readonly string[]>> = {
  COMPONENTS: ["class", "code", "owner", "regulator", "maintainer", ...IMPORTED.map(({ field }) => field)],
  NETWORKS: ["medium", "owner", "diameterMm", "accuracyM"],
  AREAS: ["name", "nameEn", "code", "owner", "kind"],
};
export const POSITION_FIELDS = ["lon", "lat", "wkt"] as const;

/** What the form of an import holds. Texts that are empty say nothing. */
export interface ImportForm {
  readonly subject: Subject;
  readonly layer?: string;
  readonly crs?: string;
  readonly encoding?: string;
  readonly scheme?: "A" | "B" | "map";
  readonly classMap?: string;
  readonly map?: Readonly<Record<string, string | undefined>>;
  readonly owner?: string;
  readonly unitMap?: string;
  readonly medium?: string;
  readonly surfaces?: "refuse" | "point";
  readonly areaKind?: string;
  readonly accuracyM?: number | null;
  readonly validFrom?: string;
}

/** The options as the server takes them; ZodError for what cannot be right (a class of three digits). */
export function optionsOf(form: ImportForm): ImportOptions {
  const { classMap = "", unitMap = "", map = {}, accuracyM, subject, ...texts } = form;
  const said = Object.fromEntries(
    Object.entries(texts).filter(([, value]) => typeof value === "string" && value.trim() !== ""),
  );
  const columns = Object.fromEntries(
    Object.entries(map).filter(([, column]) => column !== undefined && column !== ""),
  );
  return ImportOptions.parse({
    subject,
    ...said,
    ...(typeof accuracyM === "number" && { accuracyM }),
    map: columns,
    classMap: form.scheme === "map" ? pairsFrom(classMap) : {},
    unitMap: pairsFrom(unitMap),
  });
}

/** The file's words and ours, `word=code` a line. Lines without `=` are left out; the last one wins. */
export function pairsFrom(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const at = line.lastIndexOf("=");
    if (at > 0) pairs[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  return pairs;
}
