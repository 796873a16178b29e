const LEAST = 280;
const MOST = 640;
const STEP = 20;

/** The edge of the list, to be dragged, or moved with the arrow keys. */
export function Resizer({
  width,
  onWidth,
  label,
}: {
  width: number;
  onWidth: (width: number) => void;
  label: string;
}) {
  const set = (next: number) => onWidth(Math.min(MOST, Math.max(LEAST, Math.round(next))));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") set(width - STEP);
        else if (event.key === "ArrowRight") set(width + STEP);
      }}
      onPointerDown={(event) => {
        const start = event.clientX - width;
        const handle = event.currentTarget;
        handle.setPointerCapture(event.pointerId);
        const move = (moved: PointerEvent) => set(moved.clientX - start);
        handle.addEventListener("pointermove", move);
        handle.addEventListener("pointerup", () => handle.removeEventListener("pointermove", move), {
          once: true,
        });
      }}
    />
  );
}
