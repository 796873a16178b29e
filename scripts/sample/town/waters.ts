import { offset, smooth, type Point } from "./geometry.ts";
import { CANALS, NORTH_WATERWAY, NORTH_WATERWAY_WIDTH, RIVER_BANK, RIVER_WIDTH } from "./plan.ts";
import { ribbon } from "./roads.ts";
import type { Street } from "./streets.ts";

export interface Water {
  nameZh: string;
  nameEn: string;
  rank: "RIVER" | "CREEK" | "POND";
  ring: Point[];
  centreline: Point[] | null;
}

/** The river in the south, the waterway in the north and the creeks between them; ponds are parcels. */
export function makeWaters(streets: readonly Street[]): Water[] {
  const bank = smooth(RIVER_BANK);
  const north = smooth(NORTH_WATERWAY);
  const waters: Water[] = [
    {
      nameZh: "东平河",
      nameEn: "Dongping River",
      rank: "RIVER",
      ring: [...offset(bank, -RIVER_WIDTH), ...[...bank].reverse()],
      centreline: offset(bank, -RIVER_WIDTH / 2),
    },
    {
      nameZh: "汾北水道",
      nameEn: "Fenbei Waterway",
      rank: "RIVER",
      ring: ribbon(north, NORTH_WATERWAY_WIDTH),
      centreline: north,
    },
  ];
  for (const street of streets) {
    if (street.kind !== "CANAL") continue;
    const width = CANALS.find(({ nameZh }) => nameZh === street.nameZh)?.width ?? street.width;
    waters.push({
      nameZh: street.nameZh,
      nameEn: street.nameEn,
      rank: "CREEK",
      ring: ribbon(street.path.points, width),
      centreline: [...street.path.points],
    });
  }
  return waters;
}
