import type { Position } from "geojson";

import { NETWORK_MEDIA } from "../../contract/imports.ts";
import { type Problem, problem } from "./problems.ts";
import type { SourceRow } from "../read/source-file.ts";
import { field, type RowContext, type RowFacts, unitOf, wrongKind } from "./staged-row.ts";
import { amountIn, attributesOf, e7 } from "./values.ts";

/** Words that mean a medium, in the order in which they are looked for inside the file's word. */
const WORDS: readonly (readonly [RegExp, (typeof NETWORK_MEDIA)[number]])[] = [
  [/合流|combined/i, "COMBINED"],
  [/中水|再生水|reclaimed/i, "RECLAIMED_WATER"],
  [/雨水|storm/i, "STORM"],
  [/污水|排水|sewage|sewer|wastewater|riool|assainissement/i, "SEWAGE"],
  [/输油|oil/i, "OIL_GAS"],
  [/燃气|煤气|天然气|^gas|gas$/i, "GAS"],
  [/热力|供热|heat|warmte/i, "HEATING"],
  [/信号灯|交通信号|traffic.?signal/i, "TRAFFIC_SIGNAL"],
  [/路灯|照明|light/i, "LIGHTING"],
  [/有线电视|广播|电视|broadcast|cable.?tv/i, "BROADCAST"],
  [/通信|通讯|电信|移动|联通|telecom|datatransport|fibre|fiber/i, "TELECOM"],
  [/电力|供电|power|electric|spanning/i, "POWER"],
  [/给水|供水|上水|自来水|water/i, "WATER"],
];

/** One line of a network, with all its parts. */
export function networkRow(row: SourceRow, context: RowContext): RowFacts {
  const problems: Problem[] = [];
  const geometry = row.geometry;
  if (!geometry) return { facts: null, problems };
  if (geometry.type !== "LineString" && geometry.type !== "MultiLineString")
    return wrongKind(geometry, "LineString");
  const parts = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  const coordinates = parts.map(rounded).filter((part) => part.length > 1);
  if (coordinates.length === 0) return { facts: null, problems: [problem("line-too-short")] };
  const accuracyM =
    amountIn(field(row, context, "accuracyM"), 500, problems) ?? context.options.accuracyM ?? 1;
  const diameter = amountIn(field(row, context, "diameterMm").replace(/^(DN|d)\s*/i, ""), 20_000, problems);
  const facts = {
    kind: "network",
    owner: unitOf(field(row, context, "owner"), context, problems),
    medium: mediumIn(field(row, context, "medium"), context, problems),
    accuracyCm: Math.max(1, Math.round(accuracyM * 100)),
    diameterMm: diameter === null ? null : Math.max(1, Math.round(diameter)),
    attributes: attributesOf(row.properties, context.columns.kept),
    geometryE7: { type: "MultiLineString", coordinates },
  };
  return { facts, problems };
}

function mediumIn(text: string, { options }: RowContext, problems: Problem[]): string {
  const declared = options.mediumMap[text] ?? options.mediumMap["*"];
  if (declared) return declared;
  if (text === "") return options.medium ?? "UNKNOWN";
  const same = NETWORK_MEDIA.find((medium) => medium === text.toUpperCase());
  const found = same ?? WORDS.find(([word]) => word.test(text))?.[1] ?? options.medium;
  if (!found) problems.push(problem("medium-unknown", { medium: text.slice(0, 60) }));
  return found ?? "UNKNOWN";
}

/** In 1e-7 degree, without the points that became the same by it. */
export function rounded(line: readonly Position[]): [number, number][] {
  const points = line.map(([x = 0, y = 0]): [number, number] => [e7(x), e7(y)]);
  return points.filter(
    (point, at) => at === 0 || point[0] !== points[at - 1]?.[0] || point[1] !== points[at - 1]?.[1],
  );
}
