import {
  CLASS_GROUPS,
  DATA_SOURCES,
  OWNERSHIP_STATUSES,
  PHYSICAL_STATES,
  type ClassGroup,
} from "../names.ts";

/**
 * The one description of what the register holds of a component. From an entry follow the row of the panel, the attribute of
 * the near tiles, the filter of map, list and export, the import field with its column names, the export column and the
 * forms. To add a fact, add an entry: one that is kept in `attributes` needs no migration. `described.ts` reads this.
 */

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Enumerations of names.ts, whose words the client has in a list of that name because much else says them too. */
export const LISTS = {
  status: OWNERSHIP_STATUSES,
  group: CLASS_GROUPS,
  physical: PHYSICAL_STATES,
  source: DATA_SOURCES,
} as const;
export type ListName = keyof typeof LISTS;

export type FactType =
  | { readonly kind: "text" | "flag" | "metres" | "day" }
  /** A whole number; its unit stands in the words. */
  | { readonly kind: "whole"; readonly least: number; readonly most: number }
  | { readonly kind: "listed"; readonly list: ListName }
  /** Values with their words; `also` are what files call them besides. */
  | {
      readonly kind: "choice";
      readonly of: Readonly<Record<string, Words & { readonly also?: readonly string[] }>>;
    };

export interface Fact {
  readonly words: Words;
  readonly type: FactType;
  /** The column of `component`; without one it is kept in `attributes` under its own name. */
  readonly column?: string;
  /** A column that only the answer for one component has; lists and exports have the others by hand, in their fixed shape. */
  readonly inDetail?: { readonly nullable: boolean };
  /** Its place among the rows of the component's panel; attributes without one come last, under their own name. */
  readonly panel?: number;
  /** Attribute of single components in the tiles. Of few different values: components that look alike are one row of the query. */
  readonly tile?: { readonly tag: string; readonly says?: string };
  /** Parameter of list and export, and part of the map's legend: any of the values. */
  readonly filter?: { readonly parameter: string };
  /** Field of the import, and the columns that mean it, in lower case. */
  readonly imported?: { readonly field: string; readonly aliases: readonly string[] };
  /** Header in the exported table; GeoJSON has it under its own name. */
  readonly exported?: string;
  /** Groups of classes for which the forms ask for it, though nothing is recorded yet. */
  readonly asked?: readonly ClassGroup[];
}

export const FACTS = {
  classCode: {
    words: { zh: "类别", en: "Class" },
    type: { kind: "text" },
    column: "class_code",
    panel: 10,
    tile: { tag: "class", says: "Class code, scheme A" },
  },
  classGroup: {
    words: { zh: "类别", en: "Class" },
    type: { kind: "listed", list: "group" },
    column: "class_group",
    tile: { tag: "group", says: "Class group: COVER, GRATE, CABINET, POLE, LAMP, OTHER" },
    filter: { parameter: "group" },
  },
  ownershipStatus: {
    words: { zh: "权属状态", en: "Ownership status" },
    type: { kind: "listed", list: "status" },
    column: "ownership_status",
    tile: { tag: "status" },
    filter: { parameter: "status" },
    exported: "owner_code_status",
  },
  openDanger: {
    words: { zh: "险情", en: "Open danger" },
    type: { kind: "flag" },
    column: "open_danger",
    tile: { tag: "danger", says: "1 with an open danger" },
  },
  provisional: {
    words: { zh: "临时登记", en: "Provisional" },
    type: { kind: "flag" },
    column: "provisional",
    tile: { tag: "provisional", says: "1 until the registration is confirmed" },
  },
  address: {
    words: { zh: "位置描述", en: "Where it is" },
    type: { kind: "text" },
    column: "address",
    imported: { field: "address", aliases: ["address", "locatedsc", "位置描述", "地址", "location"] },
    exported: "address",
  },
  physicalState: {
    words: { zh: "状态", en: "State" },
    type: { kind: "listed", list: "physical" },
    column: "physical_state",
    panel: 20,
    imported: {
      field: "state",
      aliases: ["state", "objstate", "comp_status", "physical_state", "部件状态", "状态"],
    },
    exported: "physical_state",
  },
  dataSource: {
    words: { zh: "数据来源", en: "Source" },
    type: { kind: "listed", list: "source" },
    column: "data_source",
    inDetail: { nullable: false },
    panel: 80,
  },
  firstSurveyedOn: {
    words: { zh: "普查日期", en: "Surveyed" },
    type: { kind: "day" },
    column: "first_surveyed_on",
    inDetail: { nullable: true },
    panel: 90,
    imported: {
      field: "surveyedOn",
      aliases: ["surveyed_on", "ordate", "initialdate", "init_date", "初始日期", "普查日期"],
    },
  },
  accuracyM: {
    words: { zh: "精度（米）", en: "Accuracy (m)" },
    type: { kind: "metres" },
    column: "accuracy_m",
    inDetail: { nullable: false },
    imported: { field: "accuracyM", aliases: ["accuracy_m", "locationaccuracy", "accuracy"] },
  },
  roadName: {
    words: { zh: "道路", en: "Road" },
    type: { kind: "text" },
    column: "road_name",
    inDetail: { nullable: true },
    panel: 30,
  },
  gridCode: {
    words: { zh: "单元网格", en: "Grid cell" },
    type: { kind: "text" },
    column: "grid_code",
    inDetail: { nullable: true },
    panel: 50,
  },
  divisionCode: {
    words: { zh: "行政区划", en: "Division" },
    type: { kind: "text" },
    column: "division_code",
    panel: 40,
    exported: "division",
  },
  lettering: {
    words: { zh: "井盖字样", en: "Lettering" },
    type: { kind: "text" },
    imported: { field: "lettering", aliases: ["lettering", "井盖字样", "字样"] },
    asked: ["COVER"],
  },
  diameterMm: {
    words: { zh: "直径（毫米）", en: "Diameter (mm)" },
    type: { kind: "whole", least: 1, most: 5000 },
    imported: { field: "diameterMm", aliases: ["diametermm", "diameter_mm", "直径（毫米）", "直径(mm)"] },
    asked: ["COVER"],
  },
  material: {
    words: { zh: "材质", en: "Material" },
    type: {
      kind: "choice",
      of: {
        DUCTILE_IRON: { zh: "球墨铸铁", en: "ductile iron", also: ["球铁", "球墨"] },
        CAST_IRON: { zh: "铸铁", en: "cast iron", also: ["灰铸铁", "生铁"] },
        STEEL: { zh: "钢", en: "steel", also: ["钢制", "不锈钢", "钢板"] },
        CONCRETE: { zh: "水泥/混凝土", en: "concrete", also: ["水泥", "混凝土", "钢筋混凝土"] },
        COMPOSITE: { zh: "复合材料", en: "composite", also: ["复合", "树脂", "玻璃钢"] },
      },
    },
    tile: { tag: "material" },
    filter: { parameter: "material" },
    imported: { field: "material", aliases: ["material", "材质", "材料", "井盖材质"] },
    exported: "material",
  },
  shape: {
    words: { zh: "形状", en: "Shape" },
    type: {
      kind: "choice",
      of: {
        ROUND: { zh: "圆", en: "round", also: ["圆形"] },
        SQUARE: { zh: "方", en: "square", also: ["方形", "正方形"] },
        RECTANGULAR: { zh: "矩形", en: "rectangular", also: ["长方形"] },
      },
    },
    imported: { field: "shape", aliases: ["shape", "形状", "井盖形状"] },
  },
  loadClass: {
    words: { zh: "承载等级", en: "Load class" },
    type: { kind: "text" },
    imported: { field: "loadClass", aliases: ["loadclass", "load_class", "承载等级"] },
  },
  depthCm: {
    words: { zh: "井深（厘米）", en: "Depth (cm)" },
    type: { kind: "whole", least: 1, most: 10_000 },
    imported: { field: "depthCm", aliases: ["depthcm", "depth_cm", "井深（厘米）", "井深(cm)"] },
  },
  lengthMm: {
    words: { zh: "长（毫米）", en: "Length (mm)" },
    type: { kind: "whole", least: 1, most: 100_000 },
  },
  widthMm: {
    words: { zh: "宽（毫米）", en: "Width (mm)" },
    type: { kind: "whole", least: 1, most: 100_000 },
  },
  heightM: { words: { zh: "高（米）", en: "Height (m)" }, type: { kind: "text" } },
  cables: { words: { zh: "线缆数", en: "Cables" }, type: { kind: "whole", least: 0, most: 10_000 } },
  installed: {
    words: { zh: "安装日期", en: "Installed" },
    type: { kind: "day" },
    imported: { field: "installed", aliases: ["installed", "installed_on", "安装日期", "安装时间"] },
  },
  shaftContents: { words: { zh: "井内", en: "In the shaft" }, type: { kind: "text" } },
} as const satisfies Readonly<Record<string, Fact>>;

export type FactKey = keyof typeof FACTS;

/** Rows of the panel that are no single fact, in the same order of places. */
export const COMPOSED = {
  coordinates: { words: { zh: "坐标", en: "Coordinates" }, panel: 60 },
  areas: { words: { zh: "所在区域", en: "Lies in" }, panel: 70 },
} as const satisfies Readonly<Record<string, Pick<Fact, "words" | "panel">>>;
