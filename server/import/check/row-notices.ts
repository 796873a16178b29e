import type { Notice } from "./notice.ts";

/** About one row, and about what the user declared. */
export const ROW_NOTICES = {
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
    zh: "位置 {x}, {y} 不在辖区范围内，未经确认不登记。",
    en: "The position {x}, {y} is outside the area this office looks after; held back until somebody says that it is right.",
  },
  "outside-some": {
    severity: "warning",
    zh: "{count} 行不在{place}范围内（共 {read} 行），多为坐标有误，先不登记；确认无误时可一并登记（--outside keep）。",
    en: "{count} of {read} rows lie outside {placeEn}, mostly because their coordinates are wrong. They are held back; register them, too, where they are right (--outside keep).",
  },
  "outside-all": {
    severity: "warning",
    zh: "全部 {count} 行都不在{place}范围内，相距约 {kilometres} 公里：多半是坐标系声明有误（--crs）。确认无误时可照样登记（--outside keep）。",
    en: "All {count} rows lie outside {placeEn}, about {kilometres} km from it: mostly the coordinate system is another one (--crs). Register them all the same where that is right (--outside keep).",
  },
  elsewhere: {
    severity: "warning",
    zh: "文件内容在{place}之外约 {kilometres} 公里处，请核对坐标系（--crs）。",
    en: "What the file shows lies about {kilometres} km from {placeEn}; check the coordinate system (--crs).",
  },
  "recorded-twice": {
    severity: "warning",
    zh: "与第 {first} 行完全相同（同一位置、同一分类、各列一致），未重复登记。",
    en: "It is the same as row {first} in place, class and every column, and is not registered twice.",
  },
  "recorded-near": {
    severity: "warning",
    zh: "距第 {first} 行同类部件仅 {distance} 米，可能是同一个部件测了两次，请核对。",
    en: "Row {first}, of the same class, stands {distance} m away; it may be one component measured twice.",
  },
  "surface-point": {
    severity: "notice",
    zh: "面状图形，取其内部一点登记。",
    en: "It is drawn as a surface; registered at a point inside.",
  },
  "surface-no-point": {
    severity: "refused",
    zh: "面的形状有误，取不出内部一点。",
    en: "Its outline is broken, so no point inside can be taken.",
  },
  "geometry-surface": {
    severity: "refused",
    zh: "图形是 {found}，部件需要点；加 --surfaces point 可取面内一点登记。",
    en: "Its geometry is a {found} and a component is a point; --surfaces point takes a point inside.",
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
  "class-column-missing": {
    severity: "refused",
    zh: "看不出哪一列是分类。请用 --map class=列名 指明；文件有这些列：{columns}。全部同属一类时用 --scheme map --class-map '*=四位代码'。",
    en: "No column looks like the class. Name it with --map class=COLUMN; the file has: {columns}. Where everything is of one class, say --scheme map --class-map '*=CODE'.",
  },
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
    zh: "图形是 {found}，这里需要 {expected}（线用 --as networks，面用 --as areas，点用 --as components）。",
    en: "Its geometry is a {found}; a {expected} is needed here (lines go --as networks, surfaces --as areas, points --as components).",
  },
  "geometry-invalid": {
    severity: "refused",
    zh: "面的图形无效：{reason}",
    en: "Its polygon is not valid: {reason}",
  },
  "code-too-long": {
    severity: "refused",
    zh: "标识码“{code}”超过 120 个字符。",
    en: 'The code "{code}" has more than 120 characters.',
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
  "unit-unknown": {
    severity: "warning",
    zh: "没有名为“{owner}”的单位，该角色未登记；可用 --unit-map 指明。",
    en: 'There is no unit "{owner}"; registered without it. Name it with --unit-map.',
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
  interrupted: {
    severity: "refused",
    zh: "服务器在读取文件时中断，没有登记任何数据，请重新上传文件。",
    en: "The server stopped while it was reading the file. Nothing was registered; send the file again.",
  },
  "interrupted-applying": {
    severity: "warning",
    zh: "服务器在登记时中断，没有登记任何数据，可再次登记。",
    en: "The server stopped while it was registering. Nothing of it was stored; it can be applied again.",
  },
  discarded: { severity: "refused", zh: "该批次已被放弃。", en: "The batch was discarded." },
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
} as const satisfies Record<string, Notice>;
