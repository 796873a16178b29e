/** A text that wants to stand at `x`; the more important, the earlier it is placed. */
export interface Wanted {
  readonly x: number;
  readonly text: string;
  readonly importance: number;
  readonly anchor?: "start" | "middle" | "end";
}

export interface Placed<T> {
  readonly item: T;
  readonly row: number;
  /** Left edge. */
  readonly left: number;
  readonly width: number;
}

/** Near enough without a canvas: a Chinese character is a square, others about half of one. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += /[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]/.test(character) ? 1 : 0.56;
  return ems * size;
}

/**
 * Puts texts into `rows` rows between `from` and `to` without one covering another. What finds no room is left out: a label
 * that cannot be read is worse than none, and the picture says it again on hover.
 */
export function placeLabels<T extends Wanted>(
  wanted: readonly T[],
  rows: number,
  bounds: readonly [from: number, to: number],
  size: number,
  gap = 6,
): Placed<T>[] {
  const taken: Placed<T>[] = [];
  for (const item of [...wanted].sort((a, b) => b.importance - a.importance || a.x - b.x)) {
    const width = textWidth(item.text, size);
    const wish =
      item.anchor === "start" ? item.x : item.anchor === "end" ? item.x - width : item.x - width / 2;
    const left = Math.max(bounds[0], Math.min(wish, bounds[1] - width));
    if (width > bounds[1] - bounds[0]) continue;
    for (let row = 0; row < rows; row++) {
      const free = taken.every(
        (other) =>
          other.row !== row || left + width + gap <= other.left || other.left + other.width + gap <= left,
      );
      if (!free) continue;
      taken.push({ item, row, left, width });
      break;
    }
  }
  return taken;
}
