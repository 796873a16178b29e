/** How much of the streets around a place each unit keeps: metres of kerb in squares of a grid. */
export class StreetIndex {
  private readonly squares = new Map<string, Map<number, number>>();

  /** Adds the outline of a street, flat x/y pairs in metres. */
  add(ring: Float64Array, unit: number): void {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = ring.subarray(i, i + 4);
      const length = Math.hypot(bx - ax, by - ay);
      const parts = Math.max(1, Math.min(MOST_PARTS, Math.ceil(length / (SQUARE_M / 2))));
      for (let part = 0; part < parts; part++) {
        const share = (part + 0.5) / parts;
        const key = keyOf(squareOf(ax + share * (bx - ax)), squareOf(ay + share * (by - ay)));
        const square = this.squares.get(key) ?? new Map<number, number>();
        square.set(unit, (square.get(unit) ?? 0) + length / parts);
        this.squares.set(key, square);
      }
    }
  }

  /** The unit's share of the kerbs in the nine squares around, 0..1; 0 where there are none. */
  share(x: number, y: number, unit: number): number {
    let [mine, all] = [0, 0];
    for (const [other, length] of this.around(x, y)) {
      all += length;
      if (other === unit) mine += length;
    }
    return all > 0 ? mine / all : 0;
  }

  /** Whoever keeps a street in those squares. */
  keepers(x: number, y: number): Set<number> {
    return new Set(this.around(x, y).map(([unit]) => unit));
  }

  private around(x: number, y: number): (readonly [unit: number, kerbM: number])[] {
    const found: (readonly [number, number])[] = [];
    if (this.squares.size === 0) return found;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++)
        found.push(...(this.squares.get(keyOf(squareOf(x) + dx, squareOf(y) + dy)) ?? []));
    }
    return found;
  }
}

const SQUARE_M = 100;
/** A segment longer than this many squares is drawn by mistake. */
const MOST_PARTS = 200;

const squareOf = (metres: number): number => Math.floor(metres / SQUARE_M);
const keyOf = (column: number, row: number): string => `${column}/${row}`;
