import { useEffect, useRef, useState } from "react";
import { keepDraft, readDraft } from "./outbox-store.ts";

const PAUSE_MS = 300;

/**
 * What is typed in a form, kept on the phone under `name` until it is cleared: a call, a reload or an empty battery loses
 * nothing. Null until what was kept has been read.
 */
export function useDraft<T extends object>(
  name: string,
  empty: T,
): { draft: T | null; restored: boolean; change: (part: Partial<T>) => void; clear: () => void } {
  const [draft, setDraft] = useState<T | null>(null);
  const [restored, setRestored] = useState(false);
  const first = useRef(empty);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const unsaved = useRef<T | null>(null);
  useEffect(() => {
    let here = true;
    const restore = async () => {
      const kept = await readDraft(name).catch(() => undefined);
      if (!here) return;
      setRestored(kept !== undefined);
      setDraft(kept === undefined ? first.current : { ...first.current, ...(kept as T) });
    };
    void restore();
    const save = () => {
      if (unsaved.current) void keepDraft(name, unsaved.current);
      unsaved.current = null;
    };
    addEventListener("pagehide", save);
    return () => {
      here = false;
      removeEventListener("pagehide", save);
      save();
    };
  }, [name]);
  const keep = (next: T) => {
    unsaved.current = next;
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (unsaved.current) void keepDraft(name, unsaved.current);
      unsaved.current = null;
    }, PAUSE_MS);
  };
  return {
    draft,
    restored,
    change: (part) =>
      setDraft((old) => {
        const next = { ...(old ?? first.current), ...part };
        keep(next);
        return next;
      }),
    clear: () => {
      if (timer.current) clearTimeout(timer.current);
      unsaved.current = null;
      setDraft(first.current);
      setRestored(false);
      void keepDraft(name, null);
    },
  };
}
