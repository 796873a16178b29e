import * as fc from "fast-check";
import gcoordModule from "gcoord";
import { describe, expect, test } from "vitest";
import { ApiError } from "../contract/errors.ts";
import { degrees, positionOf, type Given } from "./position.ts";

const gcoord = gcoordModule as unknown as typeof gcoordModule.default;
const street = [113.03, 22.99, 113.1, 23.05];
const given = (lon: number, lat: number, crs: Given["crs"] = "EPSG:4490"): Given => ({ lon, lat, crs });
const code = (point: Given): string => {
  try {
    positionOf(point, street);
  } catch (error) {
    if (error instanceof ApiError) return error.code;
  }
  return "accepted";
};
/** Metres between two places, near enough at this latitude. */
const metres = (a: { lon: number; lat: number }, b: { lon: number; lat: number }): number =>
  Math.hypot((a.lon - b.lon) * 102_400, (a.lat - b.lat) * 110_750);

describe("a point from the street", () => {
  test("is kept to a centimetre, in whole numbers", () => {
    expect(positionOf(given(113.05123456, 23.0234567), street)).toEqual({
      lonE7: 1130512346,
      latE7: 230234567,
    });
  });

  // docs/domain.md#d17
  test("that came in GCJ-02 or BD-09 lands within a metre of where it was", () => {
    const anywhere = fc.record({
      lon: fc.double({ min: 113.03, max: 113.1, noNaN: true }),
      lat: fc.double({ min: 22.99, max: 23.05, noNaN: true }),
    });
    fc.assert(
      fc.property(anywhere, fc.constantFrom("GCJ02" as const, "BD09" as const), ({ lon, lat }, crs) => {
        const shown = gcoord.transform<[number, number]>(
          [lon, lat],
          gcoord.WGS84,
          crs === "GCJ02" ? gcoord.GCJ02 : gcoord.BD09,
        );
        const back = degrees(positionOf(given(...shown, crs), street));
        expect(metres(back, { lon, lat })).toBeLessThan(1);
        expect(metres({ lon: shown[0], lat: shown[1] }, { lon, lat })).toBeGreaterThan(400);
      }),
      { numRuns: 200 },
    );
  });

  test("that is turned round, or lies in another city, is refused with what is wrong about it", () => {
    expect(code(given(23.02, 113.05))).toBe("coordinates_swapped");
    expect(code(given(116.4, 39.9))).toBe("coordinates_outside");
    expect(code(given(0, 0))).toBe("coordinates_outside");
    expect(code(given(113.01, 23.02))).toBe("accepted");
    expect(code(given(112.9, 23.02))).toBe("coordinates_outside");
  });

  test("may lie anywhere where no street is set", () => {
    expect(positionOf(given(-72.9726, 43.6106), null)).toEqual({ lonE7: -729726000, latE7: 436106000 });
  });
});
