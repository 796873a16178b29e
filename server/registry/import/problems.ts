/**
 * Every sentence an import can say. `refused` stops a row (or, thrown as ImportRefused, the file);
 * `warning` lets it in and asks somebody to look; `notice` says what was changed on the way in.
 */

interface Saying {
  readonly severity: "refused" | "warning" | "notice";
  readonly zh: string;
  readonly en: string;
}

const SAYINGS = {
  "file-missing": { severity: "refused", zh: "找不到文件 {file}。", en: "There is no file {file}." },
  "file-empty": { severity: "refused", zh: "文件 {file} 是空的。", en: "The file {file} is empty." },
  "file-too-large": {
    severity: "refused",
    zh: "文件大小 {size} MB，上限 {limit} MB；请分批导入或改用命令行。",
    en: "The file has {size} MB, the limit is {limit} MB; split it, or import it from the command line.",
  },
  "format-unknown": {
    severity: "refused",
    zh: "不认识 {file} 的格式。可导入 GeoJSON、CSV、GeoPackage、Shapefile（可压缩为 zip）、KML、FileGDB（zip）、DXF、OSM。",
    en: "The format of {file} is not known. GeoJSON, CSV, GeoPackage, Shapefile (also zipped), KML, FileGDB (zipped), DXF and OSM can be imported.",
  },
  "format-gzip": {
    severity: "refused",
    zh: "{file} 是 gzip 压缩文件，请先解压。",
    en: "{file} is compressed with gzip; unpack it first.",
  },
  "format-unreadable": {
    severity: "refused",
    zh: "{file} 不是完好的 {format} 文件：{reason}",
    en: "{file} is not a sound {format} file: {reason}",
  },
  "read-timeout": {
    severity: "refused",
    zh: "{seconds} 秒内未能读完文件，已停止；请拆小后再导入。",
    en: "Reading did not finish within {seconds} s and was stopped; split the file and import the parts.",
  },
  "reader-crashed": {
    severity: "refused",
    zh: "读取程序因该文件而中止（{reason}），没有导入任何数据。",
    en: "The reader gave up on this file ({reason}); nothing was imported.",
  },
  "zip-too-many": {
    severity: "refused",
    zh: "压缩包内文件超过 {limit} 个。",
    en: "The archive holds more than {limit} files.",
  },
  "zip-too-large": {
    severity: "refused",
    zh: "压缩包解开后超过 {limit} MB。",
    en: "The archive unpacks to more than {limit} MB.",
  },
  "zip-ratio": {
    severity: "refused",
    zh: "压缩包解到 {entry} 时已超过自身大小的 {limit} 倍，疑似压缩炸弹。",
    en: "At {entry} the archive has unpacked to more than {limit} times its size, like a zip bomb.",
  },
  "zip-path": {
    severity: "refused",
    zh: "压缩包内有不安全的路径 {entry}。",
    en: "The archive holds the unsafe path {entry}.",
  },
  "zip-nested": {
    severity: "refused",
    zh: "压缩包内还有压缩包 {entry}，请先解开。",
    en: "The archive holds another archive, {entry}; unpack it first.",
  },
  "zip-broken": {
    severity: "refused",
    zh: "压缩包损坏或已加密：{reason}",
    en: "The archive is damaged or encrypted: {reason}",
  },
  "zip-nothing": {
    severity: "refused",
    zh: "压缩包内没有可导入的文件。",
    en: "The archive holds nothing that can be imported.",
  },
  "zip-several": {
    severity: "refused",
    zh: "压缩包内有多份数据：{files}；请分别压缩。",
    en: "The archive holds several data sets: {files}; pack them one by one.",
  },
  "layer-unknown": {
    severity: "refused",
    zh: "文件中没有图层“{layer}”；现有图层：{layers}。",
    en: 'The file has no layer "{layer}"; it has: {layers}.',
  },
  "layer-required": {
    severity: "refused",
    zh: "文件有多个图层，请用 --layer 指明其一：{layers}。",
    en: "The file has several layers; name one with --layer: {layers}.",
  },
  "layer-empty": {
    severity: "refused",
    zh: "图层“{layer}”没有要素。",
    en: 'The layer "{layer}" has no features.',
  },
  "crs-missing": {
    severity: "refused",
    zh: "文件未说明坐标系，请声明，例如 --crs EPSG:4490（经纬度）、EPSG:4547（CGCS2000 三度带 114°E，米）、GCJ02 或 BD09。",
    en: "The file does not say its coordinate system; declare it, for example --crs EPSG:4490 (longitude and latitude), EPSG:4547 (CGCS2000 3-degree zone 114°E, metres), GCJ02 or BD09.",
  },
  "crs-unknown": {
    severity: "refused",
    zh: "不认识坐标系“{crs}”。请写 EPSG 编号（如 EPSG:4547）、GCJ02 或 BD09。",
    en: 'The coordinate system "{crs}" is not known. Write an EPSG code (such as EPSG:4547), GCJ02 or BD09.',
  },
  "crs-metres": {
    severity: "refused",
    zh: "坐标（如 {x}, {y}）不是经纬度而像是米；文件未说明投影，请用 --crs 声明，例如 --crs EPSG:4547。",
    en: "The coordinates (such as {x}, {y}) are not degrees but look like metres; the file does not name its projection, declare it with --crs, for example --crs EPSG:4547.",
  },
  "crs-overridden": {
    severity: "notice",
    zh: "按声明的坐标系 {declared} 读取，文件自带的 {embedded} 未采用。",
    en: "Read as {declared}, as declared; the {embedded} that the file names was not used.",
  },
  "crs-assumed": {
    severity: "notice",
    zh: "按 {crs} 读取（{format} 的规定）。若数据来自高德、腾讯或微信地图，请声明 GCJ02。",
    en: "Read as {crs}, as {format} prescribes. If the data came from AMap, Tencent or WeChat maps, declare GCJ02.",
  },
  "encoding-guessed": {
    severity: "notice",
    zh: "文字编码按 {encoding} 读取（据内容判断）；不对时请用 --encoding 声明。",
    en: "Text was read as {encoding}, judged by its content; declare --encoding if it looks wrong.",
  },
  "encoding-unknown": {
    severity: "refused",
    zh: "不认识文字编码“{encoding}”。可用：utf-8、gb18030、big5、latin1 等。",
    en: 'The text encoding "{encoding}" is not known. Use utf-8, gb18030, big5, latin1 …',
  },
  "encoding-wrong": {
    severity: "refused",
    zh: "按 {encoding} 无法解读文件中的文字；请核对 --encoding。",
    en: "The text of the file cannot be read as {encoding}; check --encoding.",
  },
  "csv-broken": {
    severity: "refused",
    zh: "CSV 第 {line} 行无法解读：{reason}",
    en: "Line {line} of the CSV cannot be read: {reason}",
  },
  "csv-columns": {
    severity: "refused",
    zh: "此行有 {found} 个值，表头有 {expected} 列。",
    en: "This line has {found} values, the header has {expected} columns.",
  },
  "csv-header-repeated": {
    severity: "refused",
    zh: "表头中列名“{column}”重复。",
    en: 'The header names the column "{column}" twice.',
  },
  "no-coordinates": {
    severity: "refused",
    zh: "找不到坐标列。现有列：{columns}。请指明，例如 --map lon=经度 --map lat=纬度，或 --map wkt=列名；若首行不是表头，请先加上表头。",
    en: "No coordinate columns were found among: {columns}. Name them, for example --map lon=x --map lat=y, or --map wkt=column; if the first line is no header, add one.",
  },
  "column-unknown": {
    severity: "refused",
    zh: "文件没有列“{column}”；现有列：{columns}。",
    en: 'The file has no column "{column}"; it has: {columns}.',
  },
  "layer-without-geometry": {
    severity: "refused",
    zh: "图层“{layer}”只有属性，没有图形，不能上图。",
    en: 'The layer "{layer}" has attributes only and no geometry, so it cannot be put on the map.',
  },
  "too-many-features": {
    severity: "refused",
    zh: "要素超过 {limit} 个，请拆分后导入。",
    en: "There are more than {limit} features; split the file.",
  },
  "too-many-vertices": {
    severity: "refused",
    zh: "图形的顶点共超过 {limit} 个，请简化或拆分。",
    en: "The geometries have more than {limit} vertices in all; simplify or split the file.",
  },
  "features-lost": {
    severity: "refused",
    zh: "文件声称有 {expected} 个要素，只读出 {found} 个；文件可能已损坏。",
    en: "The file claims {expected} features but only {found} could be read; it may be damaged.",
  },
  "index-rebuilt": {
    severity: "notice",
    zh: "缺少 .shx 索引，已按 .shp 重建。",
    en: "The .shx index was missing and was rebuilt from the .shp.",
  },
  "attributes-missing": {
    severity: "warning",
    zh: "缺少 .dbf 或其中没有记录，只有图形没有属性。",
    en: "The .dbf is missing or has no records: there are geometries but no attributes.",
  },
  "reader-remark": { severity: "notice", zh: "读取程序提示：{remark}", en: "The reader remarks: {remark}" },
  "dimensions-dropped": {
    severity: "notice",
    zh: "图层含高程或量测值（Z/M），只保留平面坐标。",
    en: "The layer carries heights or measures (Z/M); only the plane coordinates are kept.",
  },
  "curves-linearised": {
    severity: "notice",
    zh: "圆弧已转为折线。",
    en: "Curves were turned into straight segments.",
  },
  "geometry-missing": { severity: "refused", zh: "没有图形。", en: "It has no geometry." },
  "geometry-unreadable": {
    severity: "refused",
    zh: "图形无法解读：{text}",
    en: "Its geometry cannot be read: {text}",
  },
  "geometry-collection": {
    severity: "refused",
    zh: "图形混合了点、线、面（GeometryCollection），请拆开。",
    en: "Its geometry mixes points, lines and areas (a GeometryCollection); take it apart.",
  },
  "coordinate-not-number": {
    severity: "refused",
    zh: "坐标“{x}, {y}”不是数字。",
    en: 'The coordinates "{x}, {y}" are not numbers.',
  },
  "coordinate-missing": { severity: "refused", zh: "没有坐标。", en: "It has no coordinates." },
  "coordinate-out-of-range": {
    severity: "refused",
    zh: "坐标 {x}, {y} 超出范围（经度 ±180，纬度 ±90）。",
    en: "The coordinates {x}, {y} are out of range (longitude ±180, latitude ±90).",
  },
  "coordinate-swapped": {
    severity: "refused",
    zh: "坐标 {x}, {y} 的经纬度（或横纵坐标）像是颠倒了，请核对 lon 与 lat 列。",
    en: "The coordinates {x}, {y} look swapped; check which column is longitude (easting) and which latitude (northing).",
  },
  "coordinate-metres": {
    severity: "refused",
    zh: "坐标 {x}, {y} 像是米而不是度，请声明投影坐标系。",
    en: "The coordinates {x}, {y} look like metres, not degrees; declare the projection.",
  },
  "coordinate-untransformable": {
    severity: "refused",
    zh: "坐标 {x}, {y} 无法从 {crs} 换算到 CGCS2000。",
    en: "The coordinates {x}, {y} cannot be converted from {crs} to CGCS2000.",
  },
  "null-island": {
    severity: "warning",
    zh: "坐标为 0, 0，多半是没有定位。",
    en: "The coordinates are 0, 0, which mostly means that nothing was measured.",
  },
  "outside-area": {
    severity: "warning",
    zh: "位置 {x}, {y} 不在辖区范围内。",
    en: "The position {x}, {y} is outside the area this office looks after.",
  },
  "line-too-short": {
    severity: "refused",
    zh: "线少于两个不同的点。",
    en: "A line has fewer than two different points.",
  },
  "ring-too-short": {
    severity: "refused",
    zh: "面的边界少于四个点。",
    en: "A boundary has fewer than four points.",
  },
  "ring-open": {
    severity: "refused",
    zh: "面的边界没有闭合（首点 {first}，末点 {last}）。",
    en: "A boundary is not closed (it starts at {first} and ends at {last}).",
  },
  "ring-crosses-itself": {
    severity: "refused",
    zh: "面的边界在 {x}, {y} 附近自相交。",
    en: "The boundary crosses itself near {x}, {y}.",
  },
  "ring-flat": { severity: "refused", zh: "面的面积为零。", en: "The area of the polygon is zero." },
  "scheme-missing": {
    severity: "refused",
    zh: "必须声明分类体系：--scheme A、--scheme B，或 --scheme map 加 --class-map；同样四位数在两套体系中含义不同（0114 在 A 为无主井盖，在 B 为园林井盖）。",
    en: "Declare the class scheme: --scheme A, --scheme B, or --scheme map with --class-map; the same four digits mean different things (0114 is an ownerless cover in A and a landscaping cover in B).",
  },
  "class-missing": { severity: "refused", zh: "没有分类。", en: "It has no class." },
  "class-unknown": {
    severity: "refused",
    zh: "体系 {scheme} 中没有分类“{value}”。",
    en: 'Scheme {scheme} has no class "{value}".',
  },
  "class-not-mapped": {
    severity: "refused",
    zh: "体系 B 的 {value}（{name}）在体系 A 中没有对应分类；请用 --class-map 指明。",
    en: "Class {value} ({name}) of scheme B has no counterpart in scheme A; name one with --class-map.",
  },
  "class-ownerless": {
    severity: "notice",
    zh: "{value}（{name}）不是分类而是权属状态：按“不明类别井盖 0199”、权属不明登记。",
    en: "{value} ({name}) is no class but a state of ownership: registered as a cover of unknown kind (0199) whose owner is unknown.",
  },
  "geometry-kind": {
    severity: "refused",
    zh: "图形是 {found}，这里需要 {expected}。",
    en: "Its geometry is a {found}; a {expected} is needed here.",
  },
  "geometry-invalid": {
    severity: "refused",
    zh: "面的图形无效：{reason}",
    en: "Its polygon is not valid: {reason}",
  },
  "code-too-long": {
    severity: "refused",
    zh: "标识码“{code}”超过 60 个字符。",
    en: 'The code "{code}" has more than 60 characters.',
  },
  "code-twice": {
    severity: "refused",
    zh: "标识码 {code} 在第 {first} 行已出现。",
    en: "The code {code} stands in line {first} already.",
  },
  "duplicate-code": {
    severity: "warning",
    zh: "标识码 {code} 已登记。",
    en: "The code {code} is registered already.",
  },
  "duplicate-near": {
    severity: "warning",
    zh: "{distance} 米内已登记同类部件 {code}，可能是同一个。",
    en: "Something of its kind ({code}) is registered {distance} m away; it may be the same.",
  },
  "owner-unknown": {
    severity: "warning",
    zh: "没有名为“{owner}”的单位，按权属不明登记；可用 --unit-map 指明。",
    en: 'There is no unit "{owner}"; registered without an owner. Name it with --unit-map.',
  },
  "state-unknown": {
    severity: "warning",
    zh: "部件状态“{state}”不认识，按完好登记。",
    en: 'The state "{state}" is not known; registered as intact.',
  },
  "day-unreadable": {
    severity: "warning",
    zh: "日期“{text}”无法解读，未采用。",
    en: 'The date "{text}" cannot be read and was left out.',
  },
  "number-unreadable": {
    severity: "warning",
    zh: "“{text}”不是数字，未采用。",
    en: '"{text}" is not a number and was left out.',
  },
  "medium-unknown": {
    severity: "warning",
    zh: "不知道“{medium}”是哪种管线，按不明登记；可用 --medium-map 指明。",
    en: 'It is not known what runs in "{medium}"; registered as unknown. Name it with --medium-map.',
  },
  "name-missing": { severity: "refused", zh: "没有名称。", en: "It has no name." },
  "area-kind-missing": {
    severity: "refused",
    zh: "请用 --kind 声明区域类别：{kinds}。",
    en: "Say with --kind what the areas are: {kinds}.",
  },
  "unit-missing": {
    severity: "refused",
    zh: "没有代码为 {code} 的单位。",
    en: "There is no unit with the code {code}.",
  },
  "looks-gcj02": {
    severity: "warning",
    zh: "{count} 个已登记部件在文件中一律偏移约 {metres} 米，正是 GCJ-02 与 CGCS2000 之差；请声明 --crs GCJ02 后重新检查。",
    en: "{count} registered components all lie about {metres} m off in this file, just as GCJ-02 differs from CGCS2000; declare --crs GCJ02 and check again.",
  },
  stopped: {
    severity: "refused",
    zh: "已停止，没有任何改动：{reason}",
    en: "It was stopped and nothing was changed: {reason}",
  },
  internal: {
    severity: "refused",
    zh: "系统内部错误，没有导入任何数据。",
    en: "Something broke on our side; nothing was imported.",
  },
} as const satisfies Record<string, Saying>;

export type ProblemCode = keyof typeof SAYINGS;

export interface Problem {
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(SAYINGS, code);
}

export function problem(code: ProblemCode, params: Problem["params"] = {}): Problem {
  return { code, params };
}

export function severity(found: Problem): Saying["severity"] {
  return SAYINGS[found.code].severity;
}

export function isRefused(problems: readonly Problem[]): boolean {
  return problems.some((found) => severity(found) === "refused");
}

/** The sentence for people. A parameter that the problem does not carry stays visible as `{name}`. */
export function sentence(found: Problem, language: "zh" | "en"): string {
  return SAYINGS[found.code][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = found.params[name];
    return value === undefined ? whole : String(value);
  });
}

/** Thrown when the whole file cannot be taken. */
export class ImportRefused extends Error {
  readonly problem: Problem;
  constructor(code: ProblemCode, params: Problem["params"] = {}) {
    const found = problem(code, params);
    super(sentence(found, "en"));
    this.name = "ImportRefused";
    this.problem = found;
  }
}
