import type { Lane, Picture } from "./picture.ts";
import { endOf, scaleOf, type Scale } from "./scale.ts";

const WIDTH = 120;
const HEIGHT = 18;
const TOP = 3;
const BOTTOM = 11;
const THICK = 4;

/** Both lanes in the height of a line of text: tones, flags as nicks, the net, the line of now. */
export function SmallLanes({ picture, label }: { picture: Picture; label: string }) {
  const scale = scaleOf(picture, 1, WIDTH - 2);
  const end = endOf(picture);
  const { caught, now } = picture;
  return (
    <svg
      className="two-lanes"
      data-size="small"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <SmallLane lane={picture.safety} y={TOP} scale={scale} end={end} />
      <SmallLane lane={picture.ownership} y={BOTTOM} scale={scale} end={end} />
      {caught && (
        <path
          className="net"
          style={{ strokeWidth: 2 }}
          d={`M${scale(caught.at)} ${BOTTOM - 1} v${THICK + 3} H${scale(caught.until ?? end)}`}
        />
      )}
      {now !== null && <line className="now-line" x1={scale(now)} x2={scale(now)} y1={0} y2={HEIGHT} />}
    </svg>
  );
}

function SmallLane({ lane, y, scale, end }: { lane: Lane | null; y: number; scale: Scale; end: number }) {
  if (!lane)
    return <line className="waiting" x1={scale(0)} x2={scale(end)} y1={y + THICK / 2} y2={y + THICK / 2} />;
  return (
    <>
      {lane.segments.map(({ code, tone, from, to }) => (
        <rect
          key={`${code}${from}`}
          className="segment"
          data-tone={tone}
          style={{ ["--tone" as string]: `var(--lane-${tone})` }}
          x={scale(from)}
          y={y}
          width={Math.max(1.5, scale(to ?? end) - scale(from))}
          height={THICK}
        />
      ))}
      {lane.flags.map(({ kind, at, dueAt, state }) => (
        <rect
          key={`${kind}${dueAt}`}
          className="flag"
          data-state={state}
          strokeWidth={0.5}
          x={scale(at) - 1}
          y={y - 2}
          width={2}
          height={THICK + 4}
        />
      ))}
    </>
  );
}
