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

let pen: CanvasRenderingContext2D | null | undefined;

/** How wide a text is in the page's own font; `size` in px. Near enough where there is no page: a Chinese character is a square. */
export function textWidth(text: string, size: number, bold = false): number {
  if (pen === undefined)
    pen = typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");
  if (pen) {
    pen.font = `${bold ? 600 : 400} ${size}px ${getComputedStyle(document.body).fontFamily}`;
    return pen.measureText(text).width;
  }
  let ems = 0;
  for (const character of text) ems += /[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]/.test(character) ? 1 : 0.56;
  return ems * size;
}

/** As much of a text as fits, with dots for the rest. */
export function shortened(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  let short = text;
  while (short.length > 1 && textWidth(`${short}…`, size, bold) > width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
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
  const placed: Placed<T>[] = [];
  for (const item of [...wanted].sort((a, b) => b.importance - a.importance || a.x - b.x)) {
    const width = textWidth(item.text, size);
    const wish =
      item.anchor === "start" ? item.x : item.anchor === "end" ? item.x - width : item.x - width / 2;
    const left = Math.max(bounds[0], Math.min(wish, bounds[1] - width));
    if (width > bounds[1] - bounds[0]) continue;
    for (let row = 0; row < rows; row++) {
      const free = placed.every(
        (other) =>
          other.row !== row || left + width + gap <= other.left || other.left + other.width + gap <= left,
      );
      if (!free) continue;
      placed.push({ item, row, left, width });
      break;
    }
  }
  return placed;
}
