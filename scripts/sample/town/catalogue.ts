import type { Component, RoadClass, Truth } from "./model.ts";
import type { Random } from "./prng.ts";

type Attributes = Component["attributes"];

/** Letters cast on the lid, by class; a unit's own mark beside the kind of shaft. Invented marks only. */
const LETTERING: Record<string, readonly string[]> = {
  "0101": ["水", "给水", "自来水", "禅西供水"],
  "0102": ["污", "污水", "排水"],
  "0103": ["雨", "雨水", "排水"],
  "0104": ["雨"],
  "0105": ["电", "电力", "供电"],
  "0106": ["路灯", "照明"],
  "0107": ["信", "通信", "岭讯"],
  "0108": ["有线电视", "广电"],
  "0109": ["江移", "网络", "信息"],
  "0111": ["燃气", "气"],
  "0112": ["公安", "交警", "信号"],
  "0127": ["中水"],
  "0130": ["专用"],
};
export const LETTERED_CLASSES = Object.keys(LETTERING);
const CONTENTS: Record<string, string> = {
  "0101": "给水闸阀",
  "0102": "污水管",
  "0103": "雨水管",
  "0104": "雨水支管",
  "0105": "电力电缆",
  "0106": "路灯电缆",
  "0107": "通信光缆",
  "0108": "同轴电缆",
  "0109": "通信光缆",
  "0111": "燃气阀门",
  "0112": "信号电缆",
  "0127": "中水管",
};
const MEDIUM: Record<string, Truth["medium"]> = {
  "0101": "WATER",
  "0102": "SEWAGE",
  "0103": "STORM",
  "0104": "STORM",
  "0105": "POWER",
  "0106": "LIGHTING",
  "0107": "TELECOM",
  "0108": "BROADCAST",
  "0109": "TELECOM",
  "0111": "GAS",
  "0112": "TRAFFIC_SIGNAL",
  "0113": "WATER",
  "0115": "TELECOM",
  "0116": "POWER",
  "0118": "LIGHTING",
  "0127": "RECLAIMED_WATER",
  "0134": "POWER",
  "0135": "GAS",
  "0210": "TRAFFIC_SIGNAL",
  "0214": "TRAFFIC_SIGNAL",
  "2104": "LIGHTING",
};
const HEIGHT: Record<string, readonly [number, number]> = {
  "0113": [0.7, 0.9],
  "0115": [1.2, 1.8],
  "0116": [1.4, 2.2],
  "0117": [8, 12],
  "0118": [6, 12],
  "0134": [1.8, 2.8],
  "0135": [1.2, 1.8],
  "0136": [4, 8],
  "0203": [2.8, 3.2],
  "0210": [4, 6.5],
  "0214": [1.4, 1.8],
  "2104": [1.1, 1.6],
};

export function mediumOf(classCode: string): Truth["medium"] {
  return MEDIUM[classCode] ?? null;
}

export function letteringFor(classCode: string, random: Random): string | null {
  const words = LETTERING[classCode];
  return words === undefined ? null : random.pick(words);
}

/** What a surveyor would write down of a component of this class on this kind of road. */
export function describe(
  classCode: string,
  roadClass: RoadClass | null,
  installed: string,
  random: Random,
): Attributes {
  const height = HEIGHT[classCode];
  if (height !== undefined)
    return { heightM: Math.round(random.range(...height) * 10) / 10, material: "STEEL", installed };
  if (classCode === "0104") {
    return {
      shape: "SQUARE",
      lengthMm: random.pick([450, 500, 750]),
      widthMm: random.pick([300, 380]),
      material: random.pick(["DUCTILE_IRON", "COMPOSITE"]),
      loadClass: loadOn(roadClass),
      installed,
    };
  }
  const square = ["0105", "0106", "0107", "0108", "0109"].includes(classCode) && random.chance(0.72);
  const lettering = letteringFor(classCode, random);
  return {
    ...(lettering === null || random.chance(0.12) ? {} : { lettering }),
    shape: square ? "SQUARE" : "ROUND",
    ...(square
      ? { lengthMm: random.pick([600, 700, 900]), widthMm: random.pick([500, 600, 900]) }
      : { diameterMm: random.pick([600, 700, 700, 800]) }),
    material: random.pick(["DUCTILE_IRON", "DUCTILE_IRON", "CAST_IRON", "COMPOSITE", "CONCRETE"]),
    loadClass: loadOn(roadClass),
    ...(random.chance(0.35) && CONTENTS[classCode] !== undefined
      ? { shaftContents: CONTENTS[classCode] }
      : {}),
    installed,
  };
}

function loadOn(roadClass: RoadClass | null): NonNullable<Attributes["loadClass"]> {
  if (roadClass === "MAIN" || roadClass === "SECONDARY") return "D400";
  return roadClass === null ? "B125" : "C250";
}
