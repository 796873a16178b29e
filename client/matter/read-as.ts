import { useState } from "react";
import type { PointCrs } from "../../server/domain/arguments.ts";

export interface LonLat {
  readonly lon: number;
  readonly lat: number;
}
type Crs = (typeof PointCrs.options)[number];
/** Numbers of a point with the system that they are of. */
export interface Numbers extends LonLat {
  readonly crs: Crs;
}

/** The addresses of pages hold seven digits. */
const SAME = 1e-6;

/** A form whose pin moves is made anew: this outlives it. */
let last: { readonly numbers: Numbers; readonly at: LonLat } | null = null;

/**
 * A point that somebody has said to be of another system: its place moves, and what is sent are the numbers that were given, with
 * that system, so that the register keeps them (docs/domain.md#d17). A pin that is moved afterwards is a place of its own.
 */
export function useReadAs() {
  const [read, setRead] = useState(last);
  const isRead = (at: LonLat) =>
    read !== null && Math.abs(read.at.lon - at.lon) < SAME && Math.abs(read.at.lat - at.lat) < SAME;
  return {
    /** These numbers are of that system, and so the place is `at`. */
    readAs: (numbers: Numbers, at: LonLat) => {
      last = { numbers, at };
      setRead(last);
    },
    isRead,
    numbersOf: (at: LonLat): Numbers =>
      read && isRead(at) ? read.numbers : { lon: at.lon, lat: at.lat, crs: "EPSG:4490" },
  };
}
