import type { Geometry } from "geojson";
import { describe, expect, test } from "vitest";

import { declaredCrs, unshift } from "../read/crs.ts";
import { checkPlace, checkRaw, rewound } from "./geometry-check.ts";

const degrees = declaredCrs("EPSG:4490");
const metres = declaredCrs("EPSG:4547");
const foshan = [112.4, 22.6, 113.4, 23.6] as const;
const polygon = (...ring: [number, number][]): Geometry => ({ type: "Polygon", coordinates: [ring] });
const point = (x: number, y: number): Geometry => ({ type: "Point", coordinates: [x, y] });
const codes = (geometry: Geometry | null, crs = degrees) =>
  checkRaw(geometry, crs).map((found) => found.code);

describe("a geometry that cannot be on the map is refused with its reason", () => {
  test("nothing at all, or an empty geometry", () => {
    expect(codes(null)).toEqual(["geometry-missing"]);
    expect(codes({ type: "Point", coordinates: [] })).toEqual(["geometry-missing"]);
    expect(codes({ type: "MultiPolygon", coordinates: [] })).toEqual(["geometry-missing"]);
  });

  test("numbers that are none", () => {
    expect(codes(point(Number.NaN, 23))).toEqual(["coordinate-not-number"]);
    expect(codes(point(113, Infinity))).toEqual(["coordinate-not-number"]);
    expect(codes(point(1e308, 1), metres)).toEqual(["coordinate-untransformable"]);
  });

  test("latitude before longitude", () => {
    expect(codes(point(23.03, 113.07))).toEqual(["coordinate-swapped"]);
    expect(codes(point(113.07, 23.03))).toEqual([]);
    expect(codes(point(2_548_000, 404_700), metres)).toEqual(["coordinate-swapped"]);
    expect(codes(point(404_700, 2_548_000), metres)).toEqual([]);
  });

  test("metres where degrees were promised, and numbers that are neither", () => {
    expect(codes(point(404_700, 2_548_000))).toEqual(["coordinate-metres"]);
    expect(codes(point(200, 95))).toEqual(["coordinate-out-of-range"]);
  });

  test("lines and rings that are not drawn to the end", () => {
    expect(
      codes({
        type: "LineString",
        coordinates: [
          [1, 1],
          [1, 1],
        ],
      }),
    ).toEqual(["line-too-short"]);
    expect(codes(polygon([0, 0], [1, 0], [1, 1], [0, 1]))).toEqual(["ring-open"]);
    expect(codes(polygon([0, 0], [1, 0], [0, 0]))).toEqual(["ring-too-short"]);
    expect(codes(polygon([0, 0], [1, 1], [2, 2], [0, 0]))).toEqual(["ring-flat"]);
  });

  test("a boundary that crosses itself, and where", () => {
    const bowTie = polygon([0, 0], [3, 2], [3, 0], [0, 2], [0, 0]);
    expect(checkRaw(bowTie, degrees)[0]).toEqual({ code: "ring-crosses-itself", params: { x: 1.5, y: 1 } });
    const spike = polygon([0, 0], [4, 0], [4, 4], [4, 8], [4, 4], [0, 4], [0, 0]);
    expect(codes(spike)).toEqual(["ring-crosses-itself"]);
  });

  test("repeated points and a ring of many corners are no crossing", () => {
    expect(codes(polygon([0, 0], [4, 0], [4, 0], [4, 4], [0, 4], [0, 0]))).toEqual([]);
    const circle = Array.from({ length: 20_000 }, (_, n): [number, number] => [
      Math.cos((n / 10_000) * Math.PI),
      Math.sin((n / 10_000) * Math.PI),
    ]);
    expect(codes(polygon(...circle, circle[0] ?? [0, 0]))).toEqual([]);
  });
});

describe("a geometry that landed somewhere unexpected", () => {
  test("is let in with a warning outside the area, and refused when it would be inside swapped", () => {
    expect(checkPlace(point(113.07, 23.03), foshan)).toEqual([]);
    expect(checkPlace(point(116.4, 39.9), foshan)[0]?.code).toBe("outside-area");
    expect(checkPlace(point(23.03, 113.07), foshan)[0]?.code).toBe("coordinate-swapped");
    expect(checkPlace(point(0, 0), null)[0]?.code).toBe("null-island");
  });
});

test("rings are turned counter-clockwise outside and clockwise inside", () => {
  const clockwise = [
    [0, 0],
    [0, 4],
    [4, 4],
    [4, 0],
    [0, 0],
  ];
  const turned = rewound({ type: "Polygon", coordinates: [clockwise, clockwise] });
  expect(turned).toEqual({ type: "Polygon", coordinates: [[...clockwise].reverse(), clockwise] });
});

test("GCJ-02 goes back by about 630 m in Foshan, and the file's own numbers stay", () => {
  const raw = { type: "Point" as const, coordinates: [113.0757, 23.026] };
  const moved = unshift(raw, "GCJ02") as typeof raw;
  const east = ((raw.coordinates[0] ?? 0) - (moved.coordinates[0] ?? 0)) * 102_500;
  const north = ((raw.coordinates[1] ?? 0) - (moved.coordinates[1] ?? 0)) * 110_700;
  expect(east).toBeGreaterThan(530);
  expect(east).toBeLessThan(590);
  expect(north).toBeLessThan(-250);
  expect(north).toBeGreaterThan(-310);
  expect(raw.coordinates).toEqual([113.0757, 23.026]);
});
