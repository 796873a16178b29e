import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { LaneDrawing } from "./lanes/LaneDrawing.tsx";
import { LaneLegend } from "./lanes/LaneLegend.tsx";
import { useLaneWords } from "./lanes/lane-words.ts";
import { partsOf, type Part } from "./lanes/parts.ts";
import type { Picture } from "./lanes/picture.ts";
import { SmallLanes } from "./lanes/SmallLanes.tsx";
import "./TwoLanes.css";

const PRINT_WIDTH = 700;

/**
 * The picture of the product: safety above, ownership below, on one axis. States are stretches, deadlines are flags, what went
 * to and fro with a unit is a thread, and the backstop is the net under the lower lane. `small` is for rows, `print` for paper.
 */
export function TwoLanes({
  picture,
  size = "large",
}: {
  picture: Picture;
  size?: "small" | "large" | "print";
}) {
  const { describe } = useLaneWords();
  const text = describe(picture);
  if (size === "small") return <SmallLanes picture={picture} label={text} />;
  if (size === "print")
    return <LaneDrawing picture={picture} width={PRINT_WIDTH} label={text} size="print" />;
  return <Figure picture={picture} label={text} />;
}

/** The large picture: whatever is pointed at, or reached with the arrow keys, is said below; the whole also in words. */
function Figure({ picture, label }: { picture: Picture; label: string }) {
  const words = useLaneWords();
  const { t } = words;
  const parts = partsOf(picture, words);
  const [active, setActive] = useState<string | null>(null);
  const at = parts.findIndex(({ key }) => key === active);
  const shown = parts[at] ?? null;
  const onKeyDown = (event: KeyboardEvent) => {
    const to =
      event.key === "ArrowRight"
        ? at + 1
        : event.key === "ArrowLeft"
          ? at < 0
            ? parts.length - 1
            : at - 1
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? parts.length - 1
              : null;
    const part = to === null ? undefined : parts[Math.min(parts.length - 1, Math.max(0, to))];
    if (!part) return;
    event.preventDefault();
    // The page has arrow keys of its own, where a history is replayed.
    event.stopPropagation();
    setActive(part.key);
  };
  return (
    <figure className="lanes-figure">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className="lanes-stage"
        role="group"
        aria-label={t("lanes.hint")}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setActive(null)}
        onBlur={() => setActive(null)}
      >
        <Measured>
          {(width) => (
            <LaneDrawing
              picture={picture}
              width={width}
              label={label}
              size="large"
              active={active}
              point={setActive}
            />
          )}
        </Measured>
      </div>
      <div className="lanes-paper" aria-hidden="true">
        <LaneDrawing picture={picture} width={PRINT_WIDTH} label={label} size="print" />
      </div>
      <figcaption>
        <output className="lanes-said">{shown ? shown.text : <LaneLegend picture={picture} />}</output>
        <InWords parts={parts} />
      </figcaption>
    </figure>
  );
}

/** The same story as a list, for whoever reads instead of looking. */
function InWords({ parts }: { parts: readonly Part[] }) {
  const { t } = useLaneWords();
  return (
    <details className="lanes-words">
      <summary>{t("lanes.text")}</summary>
      <ol>
        {parts.map(({ key, lane, text }) => (
          <li key={key}>
            <b>{t(`lanes.${lane}`)}</b> {text}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Tells its child how wide it is, and again when that changes. */
function Measured({ children }: { children: (width: number) => ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    setWidth(Math.floor(element.getBoundingClientRect().width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return <div ref={box}>{width > 0 && children(width)}</div>;
}
