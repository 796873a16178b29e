import { clock } from "../ui/clock.ts";
import { useEffect, useMemo, useState } from "react";

/** The value as it was first seen, as long as its content is the same. */
export function useSame<T>(value: T): T {
  const content = JSON.stringify(value);
  return useMemo(() => JSON.parse(content) as T, [content]);
}

/** Seconds since 1970 at the last full minute. */
export function useMinute(): number {
  const [minute, setMinute] = useState(() => Math.floor(clock.now() / 60_000));
  useEffect(() => {
    const timer = setInterval(() => setMinute(Math.floor(clock.now() / 60_000)), 10_000);
    return () => clearInterval(timer);
  }, []);
  return minute * 60;
}
