import type { FlagState, Tick } from "./picture.ts";

/** A hollow dot is a letter, a filled one a claim, a cross a denial, a triangle a visit asked for, a dotted ring silence. */
export function Mark({ shape, x, y }: { shape: Tick["shape"]; x: number; y: number }) {
  switch (shape) {
    case "deny":
      return <path className="tick" data-shape={shape} d={`M${x - 3} ${y - 3} l6 6 m0 -6 l-6 6`} />;
    case "return":
      return (
        <path
          className="tick"
          data-shape={shape}
          d={`M${x + 3.5} ${y + 3.5} V${y - 1} H${x - 3} m2.6 -2.6 l-2.6 2.6 l2.6 2.6`}
        />
      );
    case "rework":
      return (
        <path
          className="tick"
          data-shape={shape}
          d={`M${x + 3.4} ${y - 1.6} a3.8 3.8 0 1 0 .2 2.8 m.4 -4.4 l-.6 1.8 l-1.9 -.5`}
        />
      );
    case "extension":
      return (
        <path
          className="tick"
          data-shape={shape}
          d={`M${x - 3.5} ${y} h7 m-2.6 -2.6 l2.6 2.6 l-2.6 2.6 M${x - 3.5} ${y - 3} v6`}
        />
      );
    case "escalation":
      return <path className="tick" data-shape={shape} d={`M${x} ${y - 4} v5 m0 2.2 v1`} />;
    case "visit":
      return <path className="tick" data-shape={shape} d={`M${x} ${y - 4} l3.8 6.8 h-7.6 z`} />;
    default:
      return <circle className="tick" data-shape={shape} cx={x} cy={y} r={shape === "claim" ? 4 : 3} />;
  }
}

/** The cloth of a flag at the top of its pole: full when met, red with a cross when missed, hollow while to come. */
export function Cloth({
  state,
  x,
  y,
  flipped = false,
}: {
  state: FlagState;
  x: number;
  y: number;
  flipped?: boolean;
}) {
  const way = flipped ? -1 : 1;
  return (
    <>
      <path className="flag" data-state={state} d={`M${x} ${y} l${9 * way} 3.5 l${-9 * way} 3.5 z`} />
      {state === "missed" && (
        <path
          className="flag-cross"
          d={`M${x + 1.4 * way} ${y + 2} l${3.4 * way} 3 m0 -3 l${-3.4 * way} 3`}
        />
      )}
    </>
  );
}
