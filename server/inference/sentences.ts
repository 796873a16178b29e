import type { Sentence } from "./context.ts";

export type Language = "zh" | "en";

/** How ids and codes in a sentence are called: unit names are the caller's business, codes have names below. */
export interface Naming {
  readonly unit: (id: string) => string;
  /** Name of a class code; the key itself where there is none. */
  readonly className: (key: string) => string;
}

type Template = Readonly<Record<Language, string>>;

/** {unit} {class} {medium} {area} {type} are named; other parameters are put in as they are. */
const TEMPLATES: Readonly<Record<string, Template>> = {
  mediumFits: { zh: "{class}通常接{medium}管线", en: "A {class} usually serves {medium} networks" },
  mediumDoesNotFit: { zh: "{class}通常不接{medium}管线", en: "A {class} rarely serves {medium} networks" },
  farMediumFits: {
    zh: "{unit}在别处有{medium}管线，与{class}相符",
    en: "{unit} runs {medium} networks elsewhere, which fits a {class}",
  },
  typeFits: { zh: "{class}通常属{type}单位", en: "A {class} is usually kept by a {type} unit" },
  typeDoesNotFit: { zh: "{class}很少属{type}单位", en: "A {class} is rarely kept by a {type} unit" },
  lineDistance: {
    zh: "与{unit}的{medium}管线相距 {distanceM} m（定位误差 {errorM} m）",
    en: "It lies {distanceM} m from {unit}'s {medium} line (position error {errorM} m)",
  },
  shareOfMedium: {
    zh: "此处 {percent}% 的{medium}管线属{unit}",
    en: "{percent}% of the {medium} lines here are {unit}'s",
  },
  onlyOthersNearby: {
    zh: "附近有其他单位的相符管线，{unit}没有",
    en: "Others have fitting lines nearby, {unit} has none",
  },
  noLineNearby: { zh: "{unit}在附近没有管线", en: "{unit} has no line nearby" },
  onLineEnd: { zh: "位于{unit}{medium}管线的端点", en: "It is at the end of {unit}'s {medium} line" },
  snapped: { zh: "与{unit}的{medium}管线同点绘制", en: "It is drawn as one with {unit}'s {medium} line" },
  onJoint: { zh: "位于{unit}{medium}管线的连接点", en: "It is where {unit}'s {medium} lines join" },
  onBranch: { zh: "位于{unit}{medium}管线的分支点", en: "It is where {unit}'s {medium} line branches" },
  onDiameterChange: {
    zh: "位于{unit}{medium}管线的变径点",
    en: "It is where {unit}'s {medium} line changes diameter",
  },
  onVertex: { zh: "位于{unit}{medium}管线的折点", en: "It is on a bend of {unit}'s {medium} line" },
  betweenParallelLines: {
    zh: "位于{unit}两条平行{medium}管线之间",
    en: "It lies between two parallel {medium} lines of {unit}",
  },
  sameClassNeighbours: {
    zh: "附近 {count} 个已确权的同类部件属{unit}",
    en: "{count} confirmed components of the class nearby are {unit}'s",
  },
  otherNeighbours: {
    zh: "附近 {count} 个已确权的相近部件属{unit}",
    en: "{count} similar confirmed components nearby are {unit}'s",
  },
  anyNeighbours: {
    zh: "附近 {count} 个已确权的其他部件属{unit}",
    en: "{count} confirmed components of other kinds nearby are {unit}'s",
  },
  shareOfClass: {
    zh: "本区域已确权的{class}中 {percent}% 属{unit}",
    en: "{percent}% of the confirmed components of this class ({class}) around here are {unit}'s",
  },
  shareOfSize: {
    zh: "本区域已确权的同规格{class}（{diameterMm} mm）中 {percent}% 属{unit}",
    en: "{percent}% of the confirmed components of this class and size ({class}, {diameterMm} mm) around here are {unit}'s",
  },
  neighboursOfOthers: {
    zh: "附近已确权的部件属其他单位",
    en: "The confirmed components nearby belong to others",
  },
  sameSizeNeighbours: {
    zh: "附近{unit}的部件规格相同（{diameterMm} mm）",
    en: "{unit}'s components nearby have the same size ({diameterMm} mm)",
  },
  inRun: {
    zh: "与{unit}的同类部件成行、等距排列",
    en: "It stands in line and evenly spaced with {unit}'s components of the class",
  },
  insideArea: {
    zh: "位于{unit}的{area}内（距边界 {depthM} m）",
    en: "It stands inside {unit}'s {area} ({depthM} m from its edge)",
  },
  atEdgeOfArea: {
    zh: "位于{unit}的{area}边界处（{depthM} m，定位误差 {errorM} m）",
    en: "It stands at the edge of {unit}'s {area} ({depthM} m, position error {errorM} m)",
  },
  privateGround: {
    zh: "位于{unit}自管的用地内，{class}随用地归其管理",
    en: "It stands on private or collective ground of {unit}, and a {class} goes with the ground",
  },
  keepsStreets: {
    zh: "附近 {percent}% 的道路由{unit}管养，{class}多属道路设施",
    en: "{unit} keeps {percent}% of the streets around, and a {class} belongs to the street",
  },
  hostLine: {
    zh: "距{medium}管线 {distanceM} m，{unit}的此类部件接在他人管线上",
    en: "It lies {distanceM} m from a {medium} line, and such things of {unit} hang on others' lines",
  },
  othersGround: { zh: "所在地面由其他单位负责", en: "Others answer for the ground it stands on" },
  deepestArea: {
    zh: "最靠近{unit}负责的区域（{percent}%）",
    en: "The nearest area is one that {unit} answers for ({percent}%)",
  },
  roadAround: { zh: "周围道路 {percent}% 由{unit}管养", en: "{unit} keeps {percent}% of the road around" },
  groundAround: {
    zh: "周围地面 {percent}% 由{unit}负责",
    en: "{unit} answers for {percent}% of the ground around",
  },
  lettering: { zh: "井盖字样写明{unit}", en: "The lettering names {unit}" },
  letteringOfOther: { zh: "井盖字样写的是其他单位", en: "The lettering names another unit" },
  letteringMedium: {
    zh: "井盖字样为{medium}，{unit}有此类管线",
    en: "The lettering says {medium}, which {unit} runs",
  },
  letteringMediumOther: {
    zh: "井盖字样为{medium}，{unit}没有此类管线",
    en: "The lettering says {medium}, which {unit} does not run",
  },
  shaftContent: {
    zh: "井内为{medium}，{unit}有此类管线",
    en: "The shaft carries {medium}, which {unit} runs",
  },
  shaftContentOther: {
    zh: "井内为{medium}，{unit}没有此类管线",
    en: "The shaft carries {medium}, which {unit} does not run",
  },
  handoverDocument: { zh: "移交文件写明{unit}", en: "A hand-over document names {unit}" },
  permit: { zh: "竣工图或许可写明{unit}", en: "As-built plans or a permit name {unit}" },
  project: { zh: "建设项目属{unit}", en: "The project was {unit}'s" },
  minutes: { zh: "会商纪要认定{unit}", en: "Minutes of a meeting name {unit}" },
  statement: { zh: "有口头说明指向{unit}", en: "Somebody said that it is {unit}'s" },
  claimNearby: {
    zh: "{unit} {day} 曾认领 {distanceM} m 外的部件",
    en: "{unit} claimed a component {distanceM} m away ({day})",
  },
  claimRejectedNearby: {
    zh: "{unit} {day} 对 {distanceM} m 外部件的认领被驳回",
    en: "{unit}'s claim to a component {distanceM} m away was rejected ({day})",
  },
  denialNearby: {
    zh: "{unit} {day} 曾否认 {distanceM} m 外的部件",
    en: "{unit} denied a component {distanceM} m away ({day})",
  },
  denialOverturnedNearby: {
    zh: "{unit} {day} 否认过 {distanceM} m 外的部件，后被推翻",
    en: "{unit}'s denial of a component {distanceM} m away was overturned ({day})",
  },
  returnNearby: {
    zh: "{unit} {day} 曾退回 {distanceM} m 外部件的派遣",
    en: "{unit} returned a dispatch about a component {distanceM} m away ({day})",
  },
  positionMissing: {
    zh: "没有可用的坐标，无法推断",
    en: "There is no usable position, so nothing can be inferred",
  },
  noNetworkNearby: { zh: "附近没有任何管线数据", en: "There is no network data nearby" },
  noCandidates: { zh: "附近没有可供推断的单位", en: "There is no unit here that anything points to" },
  mediaUnknown: {
    zh: "附近管线均未注明介质",
    en: "Of no line nearby is it known what runs in it",
  },
  classUnknown: { zh: "部件类别未知", en: "The class is not known" },
  accuracyUnknown: {
    zh: "定位精度未知，按 {errorM} m 计",
    en: "The accuracy of the position is not known; taken as {errorM} m",
  },
};

const MEDIA: Readonly<Record<string, Template>> = {
  WATER: { zh: "供水", en: "water" },
  SEWAGE: { zh: "污水", en: "sewage" },
  STORM: { zh: "雨水", en: "storm-water" },
  COMBINED: { zh: "雨污合流", en: "combined sewer" },
  POWER: { zh: "电力", en: "power" },
  TELECOM: { zh: "通信", en: "telecom" },
  GAS: { zh: "燃气", en: "gas" },
  LIGHTING: { zh: "路灯", en: "lighting" },
  TRAFFIC_SIGNAL: { zh: "交通信号", en: "traffic-signal" },
  BROADCAST: { zh: "广电", en: "cable-TV" },
  HEATING: { zh: "热力", en: "heating" },
  RECLAIMED_WATER: { zh: "中水", en: "reclaimed-water" },
  OIL_GAS: { zh: "输油输气", en: "oil and gas" },
  UNKNOWN: { zh: "类型不明的", en: "unknown" },
};

const AREAS: Readonly<Record<string, Template>> = {
  duty: { zh: "责任区", en: "duty area" },
  road: { zh: "管养道路", en: "road in custody" },
  compound: { zh: "小区或厂区", en: "compound" },
  parcel: { zh: "地块", en: "parcel" },
  service: { zh: "服务区", en: "service area" },
};

const TYPES: Readonly<Record<string, Template>> = {
  WATER_SUPPLY: { zh: "供水", en: "water-supply" },
  DRAINAGE: { zh: "排水", en: "drainage" },
  POWER: { zh: "供电", en: "power" },
  GAS: { zh: "燃气", en: "gas" },
  TELECOM: { zh: "通信", en: "telecom" },
  TOWER: { zh: "铁塔", en: "tower" },
  BROADCAST: { zh: "广电", en: "broadcast" },
  STREET_LIGHTING: { zh: "路灯管理", en: "street-lighting" },
  POLICE_TRAFFIC: { zh: "交警", en: "traffic-police" },
  FIRE: { zh: "消防", en: "fire-service" },
  METRO: { zh: "地铁", en: "metro" },
  BUS: { zh: "公交", en: "bus" },
  ROAD: { zh: "道路养护", en: "road" },
  LANDSCAPE: { zh: "园林绿化", en: "landscape" },
  SANITATION: { zh: "环卫", en: "sanitation" },
  WATER_CONSERVANCY: { zh: "水利", en: "water-conservancy" },
  VILLAGE: { zh: "村集体", en: "village" },
  COMMUNITY: { zh: "社区", en: "community" },
  PROPERTY_MANAGEMENT: { zh: "物业", en: "property-management" },
  PRIVATE: { zh: "私人", en: "private" },
  CONSTRUCTION: { zh: "建设", en: "construction" },
  SPECIAL: { zh: "专用", en: "special" },
  OTHER: { zh: "其他", en: "other" },
};

/** The sentence in a language. An unknown key comes back as itself: a reader sees it, a test finds it. */
export const renderSentence = (
  sentence: Sentence,
  unitId: string,
  language: Language,
  naming: Naming,
): string => {
  const template = TEMPLATES[sentence.key]?.[language] ?? sentence.key;
  const valueOf = (name: string): string => {
    if (name === "unit") return naming.unit(unitId);
    const value = String(sentence.params[name] ?? "");
    if (name === "class")
      return (
        within(value && naming.className(value), language) ||
        (language === "zh" ? "该类部件" : "thing of this kind")
      );
    if (name === "medium") return MEDIA[value]?.[language] ?? value;
    if (name === "area") return AREAS[value]?.[language] ?? value;
    if (name === "type") return TYPES[value]?.[language] ?? value;
    return value;
  };
  return template.replaceAll(/(?:\b([Aa] ))?\{(\w+)\}/g, (_, article: string | undefined, name: string) => {
    const value = valueOf(name);
    const opens = article && /^[aeio]/i.test(value) ? `${article.trim()}n ` : (article ?? "");
    return opens + value;
  });
};

/** A name in the middle of an English sentence: "Street lamp" becomes "street lamp", "TV cover" stays. */
const within = (text: string, language: Language): string =>
  language === "en" && /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** Every key a sentence can have. */
export const SENTENCE_KEYS: ReadonlySet<string> = new Set(Object.keys(TEMPLATES));
