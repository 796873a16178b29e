import { useEffect, useRef } from "react";

/** What a key does. `"j"`, `"Enter"`, `"Ctrl+k"` (also with the Mac's command key). */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Keys belong to the field while somebody types in it, and to the dialog while one is open. */
function busyElsewhere(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  const choice =
    target instanceof HTMLInputElement && (target.type === "radio" || target.type === "checkbox");
  if (target.isContentEditable || (!choice && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))) return true;
  return document.querySelector(".ant-modal-wrap:not([style*='display: none']), .ant-image-preview") !== null;
}

function nameOf(event: KeyboardEvent): string {
  const key =
    event.key.length === 1 && (event.ctrlKey || event.metaKey) ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Ctrl+${key}` : key;
}

/** Keys of a page. With `always`, also while a field has the focus (for Escape, or Ctrl combinations). */
export function useKeys(keys: KeyMap, { enabled = true, always = false } = {}): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const act = latest.current[nameOf(event)];
      if (!act || (!always && busyElsewhere(event))) return;
      // Enter on a focused button is that button's.
      if (
        event.key === "Enter" &&
        event.target instanceof HTMLElement &&
        event.target.closest("button, a, [role=button]")
      )
        return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [enabled, always]);
}
