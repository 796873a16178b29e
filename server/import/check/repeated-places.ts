/** Positions closer than this are one place: what a surveyor who measures the same lid again is off by. */
const SAME_PLACE_M = 0.5;
/** Edge of a search cell in 1e-7 degree: 1.1 m northward, and at least half a metre eastward up to 60 degrees. */
const CELL = 100;
const COLUMNS = 3_600_000_000 / CELL;
const METRES_PER_E7 = 0.011132;

interface Seen {
  readonly lonE7: number;
  readonly latE7: number;
  readonly line: number;
  /** Stands for everything that the row says. */
  readonly rest: string;
}

export interface RepeatedPlace {
  readonly line: number;
  readonly distance: number;
  /** The same words in every column, position included. */
  readonly identical: boolean;
}

/** The components of one file by class and place, to notice the one that stands in it twice. Holds about 100 bytes a row. */
export class RepeatedPlaces {
  readonly #cells = new Map<string, Map<number, Seen[]>>();

  /** The nearest earlier row of the same class within half a metre, and remembers this one. */
  meet(classCode: string, lonE7: number, latE7: number, line: number, rest: string): RepeatedPlace | null {
    let cells = this.#cells.get(classCode);
    if (!cells) this.#cells.set(classCode, (cells = new Map()));
    const column = Math.floor(lonE7 / CELL);
    const row = Math.floor(latE7 / CELL);
    // Only the neighbours on the side of the cell where the point lies can be near enough.
    const aside = lonE7 - column * CELL < CELL / 2 ? -1 : 1;
    const along = latE7 - row * CELL < CELL / 2 ? -1 : 1;
    let found: RepeatedPlace | null = null;
    for (const x of [column, column + aside]) {
      for (const y of [row, row + along]) {
        for (const seen of cells.get(x + y * COLUMNS) ?? []) {
          const distance = metresBetween(seen, lonE7, latE7);
          if (distance <= SAME_PLACE_M && (!found || distance < found.distance))
            found = { line: seen.line, distance, identical: seen.rest === rest };
        }
      }
    }
    const here = cells.get(column + row * COLUMNS);
    const seen = { lonE7, latE7, line, rest };
    if (here) here.push(seen);
    else cells.set(column + row * COLUMNS, [seen]);
    return found;
  }
}

function metresBetween(seen: Seen, lonE7: number, latE7: number): number {
  const east = (seen.lonE7 - lonE7) * METRES_PER_E7 * Math.cos((latE7 / 1e7) * (Math.PI / 180));
  return Math.hypot(east, (seen.latE7 - latE7) * METRES_PER_E7);
}
