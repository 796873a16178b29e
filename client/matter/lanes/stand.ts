import { textWidth } from "./labels.ts";

/** A text that flies from a pole at `x`; where not all find room, the less important go without. */
export interface OnPole {
  readonly x: number;
  readonly text: string;
  readonly importance: number;
  readonly bold?: boolean;
}

/** `row` 0 is next to the lane. `left` is where the text begins, null where there was no room for it. */
export interface Stood<T> {
  readonly item: T;
  readonly row: number;
  readonly left: number | null;
  readonly width: number;
  /** The flag and its text fly to the left of the pole: the edge is near. */
  readonly flipped: boolean;
}

/** Room for the flag itself, between its pole and its text. */
export const FLAG_ROOM = 12;
const GAP = 5;

/**
 * Stands texts on poles so that every text touches its own pole, no two texts meet, and, as far as that can be had, no pole
 * runs through another's text. From right to left: a text flies to the right, so what stands there is passed over.
 */
export function standTexts<T extends OnPole>(
  items: readonly T[],
  rows: number,
  bounds: readonly [from: number, to: number],
  size: number,
): Stood<T>[] {
  const labelled = new Set(items);
  for (;;) {
    const stood = attempt(items, labelled, rows, bounds, size);
    if (stood) return stood;
    // Somebody has no room: the least important text of all is given up, and everything is tried again.
    const least = [...labelled].reduce((least, item) => (item.importance <= least.importance ? item : least));
    labelled.delete(least);
  }
}

interface Box {
  readonly left: number;
  readonly right: number;
}

function attempt<T extends OnPole>(
  items: readonly T[],
  labelled: ReadonlySet<T>,
  rows: number,
  [from, to]: readonly [number, number],
  size: number,
): Stood<T>[] | null {
  const placed: (Stood<T> & { readonly box: Box })[] = [];
  const order = items
    .map((item, index) => ({ item, index }))
    // Flags without a text take what place is left.
    .toSorted(
      (a, b) =>
        Number(labelled.has(b.item)) - Number(labelled.has(a.item)) ||
        b.item.x - a.item.x ||
        a.index - b.index,
    );
  for (const { item } of order) {
    const { x } = item;
    const width = labelled.has(item) ? textWidth(item.text, size, item.bold) : 0;
    const reach = FLAG_ROOM + width;
    const sides = [
      ...(x + reach <= to ? [{ flipped: false, box: { left: x, right: x + reach } }] : []),
      ...(width > 0 && x - reach >= from ? [{ flipped: true, box: { left: x - reach, right: x } }] : []),
    ];
    const meets = (row: number, { left, right }: Box) =>
      placed.some(
        (other) => other.row === row && left < other.box.right + GAP && other.box.left < right + GAP,
      );
    const crosses = (row: number, { left, right }: Box) =>
      placed.some((other) =>
        other.row < row
          ? other.box.left + 1 < x && x < other.box.right - 1
          : other.row > row && left + 1 < other.item.x && other.item.x < right - 1,
      );
    // To the right as long as that goes, however high: texts that all fly one way read as one list.
    const choices = sides.flatMap((side) => Array.from({ length: rows }, (_, row) => ({ ...side, row })));
    const free = choices.filter(({ row, box }) => !meets(row, box));
    const best = free.find(({ row, box }) => !crosses(row, box)) ?? free[0];
    if (best) {
      const left = width === 0 ? null : best.flipped ? best.box.left : x + FLAG_ROOM;
      placed.push({ item, row: best.row, left, width, flipped: best.flipped, box: best.box });
    } else if (width > 0) return null;
    // A bare flag is always worth showing, even over another.
    else placed.push({ item, row: 0, left: null, width, flipped: false, box: { left: x, right: x } });
  }
  return placed.map(({ item, row, left, width, flipped }) => ({ item, row, left, width, flipped }));
}
