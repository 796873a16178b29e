import type { ClassGroup, OwnershipStatus } from "../../server/domain/names.ts";

/**
 * How one component is drawn: colour by ownership, shape by class group. Every status also differs by its inside (solid,
 * dot, bar, halves, ring, hollow, cross), so that nothing rests on colour alone. Colours: Okabe and Ito's set.
 */
export const STATUS_COLOUR: Readonly<Record<OwnershipStatus, string>> = {
  UNKNOWN: "#D55E00",
  SUSPECTED: "#E69F00",
  CLAIM_PENDING: "#56B4E9",
  DISPUTED: "#CC79A7",
  BACKSTOP: "#0072B2",
  CONFIRMED: "#8A9BA8",
  PRIVATE: "#B0B0B0",
  ABANDONED: "#C4C9CD",
};
const IN_THE_DARK: Partial<Record<OwnershipStatus, string>> = {
  BACKSTOP: "#3D9AD6",
  CONFIRMED: "#71828F",
  PRIVATE: "#7D868D",
  ABANDONED: "#5D666E",
};

export const DANGER_COLOUR = { light: "#C8102E", dark: "#FF4D63" } as const;

export type Scheme = "light" | "dark";

/** From loud to quiet: the order of the legend and of what lies on top of what. */
export const STATUSES_LOUD_FIRST: readonly OwnershipStatus[] = [
  "UNKNOWN",
  "SUSPECTED",
  "CLAIM_PENDING",
  "DISPUTED",
  "BACKSTOP",
  "CONFIRMED",
  "PRIVATE",
  "ABANDONED",
];

export const QUIET: readonly OwnershipStatus[] = ["CONFIRMED", "PRIVATE", "ABANDONED"];

export function colourOf(status: OwnershipStatus, scheme: Scheme): string {
  return (scheme === "dark" ? IN_THE_DARK[status] : undefined) ?? STATUS_COLOUR[status];
}

export interface Symbol {
  readonly status: OwnershipStatus;
  readonly group: ClassGroup;
  readonly scheme: Scheme;
  /** Registered in passing and not yet confirmed: the outline is dashed. */
  readonly provisional: boolean;
}

/** The name under which the map knows the picture; `symbolOf` reads it back. */
export function symbolName({ status, group, scheme, provisional }: Symbol): string {
  return `component/${scheme}/${status}/${group}/${provisional ? 1 : 0}`;
}

export function symbolOf(name: string): Symbol | undefined {
  const [kind, scheme, status, group, provisional] = name.split("/");
  if (kind !== "component" || !scheme || !status || !group) return undefined;
  return {
    scheme: scheme as Scheme,
    status: status as OwnershipStatus,
    group: group as ClassGroup,
    provisional: provisional === "1",
  };
}

/** Edge of the picture in CSS pixels: what is unresolved is drawn larger. */
export function sizeOf(status: OwnershipStatus): number {
  return QUIET.includes(status) ? 16 : 24;
}

/** Draws one symbol; `ratio` device pixels to a CSS pixel. */
export function drawSymbol(symbol: Symbol, ratio: number): HTMLCanvasElement {
  const size = sizeOf(symbol.status);
  const canvas = document.createElement("canvas");
  canvas.width = size * ratio;
  canvas.height = size * ratio;
  const pen = canvas.getContext("2d");
  if (!pen) return canvas;
  pen.scale(ratio, ratio);
  pen.translate(size / 2, size / 2);
  pen.lineJoin = "round";
  const radius = QUIET.includes(symbol.status) ? 5.2 : 8.2;
  const outline = symbol.scheme === "dark" ? "#0B1015" : "#FFFFFF";
  const colour = colourOf(symbol.status, symbol.scheme);
  const trace = (r: number) => traceShape(pen, symbol.group, r);

  trace(radius);
  pen.lineWidth = QUIET.includes(symbol.status) ? 2 : 3;
  pen.strokeStyle = outline;
  pen.stroke();
  PAINT[symbol.status]({ pen, trace, radius, colour, outline });
  if (symbol.provisional) {
    trace(radius + 0.6);
    pen.setLineDash([2.2, 2]);
    pen.lineWidth = 1.6;
    pen.strokeStyle = symbol.scheme === "dark" ? "#E3E9EE" : "#17212B";
    pen.stroke();
  }
  return canvas;
}

interface Brush {
  readonly pen: CanvasRenderingContext2D;
  readonly trace: (radius: number) => void;
  readonly radius: number;
  readonly colour: string;
  readonly outline: string;
}

const PAINT: Readonly<Record<OwnershipStatus, (brush: Brush) => void>> = {
  UNKNOWN: fill,
  CONFIRMED: fill,
  SUSPECTED: (brush) => {
    fill(brush);
    const { pen, outline, radius } = brush;
    pen.beginPath();
    pen.arc(0, 0, radius * 0.34, 0, Math.PI * 2);
    pen.fillStyle = outline;
    pen.fill();
  },
  CLAIM_PENDING: (brush) => {
    fill(brush);
    const { pen, outline, radius } = brush;
    pen.fillStyle = outline;
    pen.fillRect(-radius * 0.17, -radius * 0.55, radius * 0.34, radius * 1.1);
  },
  DISPUTED: (brush) => {
    fill(brush);
    const { pen, trace, radius, outline } = brush;
    pen.save();
    trace(radius);
    pen.clip();
    pen.fillStyle = "#6A3D6E";
    pen.fillRect(0, -radius * 2, radius * 2, radius * 4);
    pen.fillStyle = outline;
    pen.fillRect(-0.6, -radius * 2, 1.2, radius * 4);
    pen.restore();
  },
  BACKSTOP: ({ pen, trace, radius, colour, outline }) => {
    trace(radius);
    pen.fillStyle = outline;
    pen.fill();
    trace(radius - 1.6);
    pen.lineWidth = 3.4;
    pen.strokeStyle = colour;
    pen.stroke();
  },
  PRIVATE: ({ pen, trace, radius, colour, outline }) => {
    trace(radius);
    pen.fillStyle = outline;
    pen.fill();
    trace(radius - 0.7);
    pen.lineWidth = 1.4;
    pen.strokeStyle = colour;
    pen.stroke();
  },
  ABANDONED: ({ pen, trace, radius, colour, outline }) => {
    trace(radius);
    pen.fillStyle = outline;
    pen.fill();
    trace(radius - 0.7);
    pen.lineWidth = 1.3;
    pen.strokeStyle = colour;
    pen.stroke();
    const reach = radius * 0.62;
    pen.beginPath();
    pen.moveTo(-reach, -reach);
    pen.lineTo(reach, reach);
    pen.moveTo(reach, -reach);
    pen.lineTo(-reach, reach);
    pen.stroke();
  },
};

function fill({ pen, trace, radius, colour }: Brush): void {
  trace(radius);
  pen.fillStyle = colour;
  pen.fill();
}

/** Circle cover, square grate, diamond cabinet, triangle pole, drop lamp; anything else a bar. */
function traceShape(pen: CanvasRenderingContext2D, group: ClassGroup, r: number): void {
  pen.beginPath();
  switch (group) {
    case "COVER":
      pen.arc(0, 0, r, 0, Math.PI * 2);
      break;
    case "GRATE":
      pen.rect(-r * 0.86, -r * 0.86, r * 1.72, r * 1.72);
      break;
    case "CABINET":
      polygon(
        pen,
        [
          [0, -1.16],
          [1.16, 0],
          [0, 1.16],
          [-1.16, 0],
        ],
        r,
      );
      break;
    case "POLE":
      polygon(
        pen,
        [
          [0, -1.12],
          [1.08, 0.82],
          [-1.08, 0.82],
        ],
        r,
      );
      break;
    case "LAMP":
      pen.arc(0, r * 0.3, r * 0.78, -Math.PI * 0.22, Math.PI * 1.22);
      pen.lineTo(0, -r * 1.18);
      break;
    case "OTHER":
      pen.roundRect(-r * 1.1, -r * 0.58, r * 2.2, r * 1.16, r * 0.4);
      break;
  }
  pen.closePath();
}

function polygon(
  pen: CanvasRenderingContext2D,
  corners: readonly (readonly [number, number])[],
  r: number,
): void {
  for (const [x, y] of corners) pen.lineTo(x * r, y * r);
}
