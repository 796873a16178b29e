import { useSyncExternalStore } from "react";

const phone = matchMedia("(max-width: 767px)");

/** A phone's width: one thing at a time. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      phone.addEventListener("change", listener);
      return () => phone.removeEventListener("change", listener);
    },
    () => phone.matches,
  );
}
