import type { ImportOptions } from "../../contract/imports.ts";
import { IMPORTED } from "../../domain/component/described.ts";
import { ImportRefused } from "./problems.ts";
import type { CoordinateColumns, SourceField } from "../read/source-file.ts";

type Subject = ImportOptions["subject"];

/**
 * Our fields and the column names that mean them: GB/T 30428 and CJ/T 214 tables, the two platform dialects seen
 * (docs/domain.md#import-columns) and plain words. Compared without case. What a component simply has is in the
 * description of its facts.
 */
const FIELDS: Readonly<Record<Subject, Readonly<Record<string, readonly string[]>>>> = {
  COMPONENTS: {
    class: [
      "class",
      "class_code",
      "classcode",
      "smallclass",
      "小类代码",
      "小类",
      "部件小类",
      "部件名称",
      "objname",
      "comp_name",
    ],
    code: ["code", "objid", "comp_code", "部件标识码", "标识码", "部件编码", "编码"],
    owner: [
      "owner",
      "deptcode2",
      "deptname2",
      "ownershipdeptcode",
      "ownershipdeptname",
      "ownerdepart",
      "权属单位",
      "权属单位名称",
      "权属单位代码",
    ],
    regulator: [
      "regulator",
      "deptcode1",
      "deptname1",
      "maindeptcode",
      "maindeptname",
      "主管部门",
      "主管部门名称",
      "主管部门代码",
    ],
    maintainer: [
      "maintainer",
      "deptcode3",
      "deptname3",
      "maintenancedeptcode",
      "maintenancedeptname",
      "养护单位",
      "养护单位名称",
      "养护单位代码",
      "维护单位",
    ],
    ...Object.fromEntries(IMPORTED.map(({ field, aliases }) => [field, aliases])),
  },
  NETWORKS: {
    owner: ["owner", "owner_code", "owner_name", "权属单位", "权属单位名称", "ownershipdeptname"],
    medium: ["medium", "theme", "管线类型", "管线类别", "管类", "type"],
    diameterMm: ["diameter_mm", "diameter", "管径", "dn"],
    accuracyM: ["accuracy_m", "accuracy"],
  },
  AREAS: {
    name: ["name", "名称", "小区名称", "道路名称", "shortname"],
    nameEn: ["name_en", "english"],
    code: ["code", "编码", "代码", "bgid"],
    owner: ["owner", "管理单位", "权属单位", "物业公司", "物业单位"],
    kind: ["kind", "类别"],
  },
};

const POSITION = new Set(["lon", "lat", "wkt"]);
const KEPT_NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,59}$/;

export interface Columns {
  /** The file's column for each of our fields. */
  readonly of: Readonly<Record<string, string>>;
  /** Columns kept as attributes: our name for each. */
  readonly kept: Readonly<Record<string, string>>;
  readonly unused: readonly string[];
}

/** Which columns look like which field. */
export function guessMap(
  subject: Subject,
  fields: readonly Pick<SourceField, "name">[],
): Record<string, string> {
  const byName = new Map(fields.map(({ name }) => [name.toLowerCase(), name]));
  const guessed: Record<string, string> = {};
  for (const [field, names] of Object.entries(FIELDS[subject])) {
    const found = names.map((name) => byName.get(name)).find((name) => name !== undefined);
    if (found !== undefined) guessed[field] = found;
  }
  return guessed;
}

/** The declared map over the guessed one. Throws column-unknown for a column that the file does not have. */
export function resolveColumns(
  options: ImportOptions,
  fields: readonly Pick<SourceField, "name">[],
  positionColumns: readonly string[],
): Columns {
  const names = fields.map((field) => field.name).filter((name) => !positionColumns.includes(name));
  const known = FIELDS[options.subject];
  for (const column of Object.values(options.map)) {
    if (!names.includes(column) && !positionColumns.includes(column))
      throw new ImportRefused("column-unknown", { column, columns: names.join(", ") });
  }
  const declared = Object.entries(options.map);
  const taken = new Set(Object.values(options.map));
  const guessed = Object.entries(guessMap(options.subject, fields)).filter(
    ([field, column]) => options.map[field] === undefined && !taken.has(column),
  );
  const of = Object.fromEntries([...guessed, ...declared.filter(([field]) => Object.hasOwn(known, field))]);
  const own = declared.filter(([field]) => !Object.hasOwn(known, field) && !POSITION.has(field));
  const used = new Set([...Object.values(of), ...declared.map(([, column]) => column)]);
  const rest = names.filter((name) => !used.has(name));
  const kept = [
    ...own,
    ...rest.filter((name) => KEPT_NAME.test(name)).map((name) => [name, name] as const),
  ].slice(0, 60);
  return {
    of,
    kept: Object.fromEntries(kept.map(([key, column]) => [column, key])),
    unused: rest.filter((name) => !kept.some(([, column]) => column === name)),
  };
}

/** The columns that the user says hold the position. */
export function coordinateColumns({ map: { lon, lat, wkt } }: Pick<ImportOptions, "map">): CoordinateColumns {
  return { ...(lon && { lon }), ...(lat && { lat }), ...(wkt && { wkt }) };
}
