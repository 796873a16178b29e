import type { Notice } from "./notice.ts";

/** About a file or one of its layers as a whole. */
export const FILE_NOTICES = {
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
} as const satisfies Record<string, Notice>;
