import type { z } from "zod";
import type { PlaceDoubt, plausiblePlace } from "../../contract/places.ts";
import type { QueryOf } from "../../contract/endpoint.ts";
import type { Queries } from "../../db/database.ts";
import { distanceCm } from "../../domain/component/distance.ts";
import type { Position } from "../../domain/names.ts";
import { CRS_NAMES, degrees, positionIn, type Crs } from "../../store/position.ts";
import { groundsAt, type Ground } from "./plausibility-queries.ts";

/** As near as this, what a place is held against bears it out; farther than that, it denies it. Between them it says nothing. */
const BEARS_OUT_M: Readonly<Record<Ground["against"], number>> = {
  STREET: 0,
  ADDRESS: 80,
  PHOTO: 150,
  PHONE: 150,
};
const DENIES_M: Readonly<Record<Ground["against"], number>> = {
  STREET: 0,
  ADDRESS: 250,
  PHOTO: 300,
  PHONE: 300,
};
/** Systems that put a point nearer together than this are one for this question. */
const APART_M = 100;

/**
 * Whether the numbers of a point may be of another coordinate system than they say (docs/domain.md#d17): what denies the place as it
 * is given, and is borne out by the same numbers read as GCJ-02, BD-09 or CGCS2000. Those lie some 630 m off, always the same way, so
 * that one agreement is enough. A street or a photo that denies it either way is a doubt of its own.
 */
export async function doubtOf(
  queries: Queries,
  given: QueryOf<typeof plausiblePlace>,
): Promise<z.input<typeof PlaceDoubt> | null> {
  const here = positionIn(given.crs, given);
  const others = CRS_NAMES.filter((crs) => crs !== given.crs)
    .map((crs) => ({ crs, at: positionIn(crs, given) }))
    .filter(({ at }) => distanceCm(here, at) > APART_M * 100);
  const grounds = await groundsAt(
    queries,
    [here, ...others.map(({ at }) => at)].map(degrees),
    given.address ?? "",
  );
  const around = (at: Position, n: number): Ground[] => [...(grounds[n] ?? []), ...seenFrom(at, given)];
  const denying = around(here, 0).filter(denies);
  for (const { against, metres } of denying) {
    const better = others.find(({ at }, n) => {
      const there = around(at, n + 1);
      return there.some((ground) => ground.against === against && bearsOut(ground)) && !there.some(denies);
    });
    if (better) return { against, metres, crs: better.crs, position: degrees(better.at) };
  }
  // Whoever points at a map stands somewhere else, and a road is longer than what was drawn of it.
  const alone = denying.find(({ against }) => against === "STREET" || against === "PHOTO");
  return alone ? { against: alone.against, metres: alone.metres, crs: null, position: null } : null;
}

function bearsOut({ against, metres }: Ground): boolean {
  return metres !== null && metres <= BEARS_OUT_M[against];
}

function denies({ against, metres }: Ground): boolean {
  return metres !== null && metres > DENIES_M[against];
}

/** How far the place is from where the photo was taken and where the phone is. */
function seenFrom(at: Position, given: QueryOf<typeof plausiblePlace>): Ground[] {
  const from = (against: "PHOTO" | "PHONE", lon: number | undefined, lat: number | undefined): Ground[] =>
    lon === undefined || lat === undefined
      ? []
      : [
          {
            against,
            metres: Math.round(distanceCm(at, positionIn("EPSG:4326" satisfies Crs, { lon, lat })) / 100),
          },
        ];
  return [...from("PHOTO", given.photoLon, given.photoLat), ...from("PHONE", given.phoneLon, given.phoneLat)];
}
