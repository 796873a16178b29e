import { expect, test } from "vitest";
import { StreetIndex } from "./street-index.ts";

const strip = (west: number, south: number, east: number, north: number): Float64Array =>
  Float64Array.of(west, south, east, south, east, north, west, north, west, south);

test("two keepers of equally long streets share the streets around half and half", () => {
  const streets = new StreetIndex();
  streets.add(strip(0, 0, 10, 200), 1);
  streets.add(strip(50, 0, 60, 200), 2);
  expect(streets.share(30, 100, 1)).toBeCloseTo(0.5, 5);
  expect(streets.keepers(30, 100)).toEqual(new Set([1, 2]));
});

test("streets in another quarter say nothing here", () => {
  const streets = new StreetIndex();
  streets.add(strip(5000, 0, 5010, 200), 1);
  expect(streets.share(0, 0, 1)).toBe(0);
  expect(streets.keepers(0, 0).size).toBe(0);
});

test("a street drawn across half the country by mistake costs no minute", () => {
  const streets = new StreetIndex();
  const start = performance.now();
  streets.add(strip(0, 0, 10, 2_000_000), 1);
  expect(performance.now() - start).toBeLessThan(100);
});
