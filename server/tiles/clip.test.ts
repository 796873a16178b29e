import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clipLine, clipRing, doubleArea, MARGIN, snapLine, snapRing, type Place } from "./clip.ts";
import { EXTENT } from "./mercator.ts";

const LOW = -MARGIN;
const HIGH = EXTENT + MARGIN;
const place = fc.tuple(fc.integer({ min: -9000, max: 13000 }), fc.integer({ min: -9000, max: 13000 }));
const within = ([x, y]: Place) => x >= LOW - 1e-6 && x <= HIGH + 1e-6 && y >= LOW - 1e-6 && y <= HIGH + 1e-6;

describe("a line across a tile", () => {
  const clipped = (line: Place[]) => clipLine(line).map(snapLine);

  test("keeps the part inside, and both parts when it leaves and comes back", () => {
    expect(
      clipped([
        [-1000, 100],
        [5000, 100],
      ]),
    ).toEqual([
      [
        [LOW, 100],
        [HIGH, 100],
      ],
    ]);
    const parts = clipped([
      [100, 100],
      [100, -500],
      [300, -500],
      [300, 100],
    ]);
    expect(parts).toEqual([
      [
        [100, 100],
        [100, LOW],
      ],
      [
        [300, LOW],
        [300, 100],
      ],
    ]);
  });

  test("is nowhere outside, and whole when all of it is inside", () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 12 }), (line) => {
        const parts = clipLine(line);
        expect(parts.flat().every(within)).toBe(true);
        if (line.every(within)) expect(snapLine(parts.flat())).toEqual(snapLine(line));
      }),
    );
  });
});

describe("a surface across a tile", () => {
  test("that covers the tile becomes the tile with its margin", () => {
    const ring = clipRing([
      [-9000, -9000],
      [9000, -9000],
      [9000, 9000],
      [-9000, 9000],
    ]);
    expect(Math.abs(doubleArea(ring)) / 2).toBe((HIGH - LOW) ** 2);
  });

  test("beside the tile is nothing", () => {
    expect(
      clipRing([
        [5000, 5000],
        [6000, 5000],
        [6000, 6000],
      ]),
    ).toEqual([]);
  });

  test("never has more area inside than it had, and lies inside", () => {
    fc.assert(
      fc.property(
        place,
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 1, max: 9000 }),
        ([x, y], w, h) => {
          const ring: Place[] = [
            [x, y],
            [x + w, y],
            [x + w, y + h],
            [x, y + h],
          ];
          const clipped = clipRing(ring);
          const expected =
            Math.max(0, Math.min(x + w, HIGH) - Math.max(x, LOW)) *
            Math.max(0, Math.min(y + h, HIGH) - Math.max(y, LOW));
          expect(clipped.every(within)).toBe(true);
          expect(Math.abs(doubleArea(clipped)) / 2).toBeCloseTo(expected, 3);
        },
      ),
    );
  });

  test("has its outer ring one way round and its holes the other, whatever way they came", () => {
    const square: Place[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ];
    for (const ring of [square, square.toReversed()]) {
      expect(doubleArea(snapRing(ring, true) ?? [])).toBeGreaterThan(0);
      expect(doubleArea(snapRing(ring, false) ?? [])).toBeLessThan(0);
    }
    expect(
      snapRing(
        [
          [0, 0],
          [0.2, 0],
          [0, 0.2],
        ],
        true,
      ),
    ).toBeUndefined();
  });
});
