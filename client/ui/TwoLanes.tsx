import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { LaneDrawing } from "./lanes/LaneDrawing.tsx";
import { useLaneWords } from "./lanes/lane-words.ts";
import type { Picture } from "./lanes/picture.ts";
import { SmallLanes } from "./lanes/SmallLanes.tsx";
import "./TwoLanes.css";

const PRINT_WIDTH = 720;

/**
 * The picture of the product: safety above, ownership below, on one axis. States are stretches, deadlines are flags, letters
 * and answers are ticks, and the backstop is the net under the lower lane. `small` is for rows, `print` for paper.
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
  return (
    <Measured>
      {(width) => <LaneDrawing picture={picture} width={width} label={text} size="large" />}
    </Measured>
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
