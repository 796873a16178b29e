import type { Scheme } from "./symbols.ts";

/** Colours of the ground. Everything here stays behind what lies on it: low contrast, no strong hue. */
export interface Ground {
  readonly around: string;
  readonly land: string;
  readonly block: string;
  readonly compound: string;
  readonly factory: string;
  readonly green: string;
  readonly field: string;
  readonly water: string;
  readonly waterLine: string;
  readonly building: string;
  readonly buildingLine: string;
  readonly road: string;
  readonly roadCasing: string;
  readonly lane: string;
  readonly boundary: string;
  readonly text: string;
  readonly textQuiet: string;
  readonly textWater: string;
  readonly halo: string;
}

export const GROUND: Readonly<Record<Scheme, Ground>> = {
  light: {
    around: "#E9EBEA",
    land: "#F2F3F0",
    block: "#ECEDE8",
    compound: "#F1ECE2",
    factory: "#E8E7EC",
    green: "#DBE8D3",
    field: "#E5ECD9",
    water: "#C3DAE6",
    waterLine: "#A9C7D6",
    building: "#DFDDD6",
    buildingLine: "#CFCCC3",
    road: "#FFFFFF",
    roadCasing: "#CDD3D6",
    lane: "#FAFAF8",
    boundary: "#98A3AB",
    text: "#3C4852",
    textQuiet: "#74808A",
    textWater: "#4D7F99",
    halo: "rgba(255,255,255,0.9)",
  },
  dark: {
    around: "#0A0E12",
    land: "#10161C",
    block: "#141B22",
    compound: "#191B20",
    factory: "#17181F",
    green: "#12211B",
    field: "#141F19",
    water: "#0D2735",
    waterLine: "#17394B",
    building: "#1B232B",
    buildingLine: "#232D36",
    road: "#252F38",
    roadCasing: "#0A0E12",
    lane: "#202932",
    boundary: "#51606C",
    text: "#B4C0CA",
    textQuiet: "#7B8994",
    textWater: "#4F8CAB",
    halo: "rgba(10,14,18,0.88)",
  },
};

/** Twelve hues apart from those of the ownership statuses as far as twelve can be; dark enough for white, light enough for night. */
const UNIT_COLOURS: Readonly<Record<Scheme, readonly string[]>> = {
  light: [
    "#1B7F79",
    "#7A4EA3",
    "#3F6FB5",
    "#8C6D1F",
    "#2E8B57",
    "#A8456B",
    "#4C5D9E",
    "#6B7F2A",
    "#9A5B34",
    "#2F7A9B",
    "#5E5A8A",
    "#7D3C3C",
  ],
  dark: [
    "#4FC4BC",
    "#B591DB",
    "#86AEEB",
    "#D3B25C",
    "#6CCB95",
    "#E58BAE",
    "#98A8E6",
    "#B3C86A",
    "#DB9C72",
    "#74BEDF",
    "#A9A4DA",
    "#D08A8A",
  ],
};

/** The colour of one unit's lines, the same on every screen and every day. */
export function unitColour(unitId: string, scheme: Scheme): string {
  let sum = 0;
  for (const letter of unitId) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0;
  const colours = UNIT_COLOURS[scheme];
  return colours[Math.abs(sum) % colours.length] ?? "#3F6FB5";
}
