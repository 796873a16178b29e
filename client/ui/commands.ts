import { useEffect, useSyncExternalStore, type ReactNode } from "react";

/** Something that Ctrl+K can do. */
export interface PaletteCommand {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly keys?: string;
  readonly icon?: ReactNode;
  readonly run: () => void;
}

const given = new Map<string, readonly PaletteCommand[]>();
const listeners = new Set<() => void>();
let all: readonly PaletteCommand[] = [];

function tell(): void {
  // What belongs to the page comes before what is everywhere: the frame registers first.
  all = [...given.values()].reverse().flat();
  for (const listener of listeners) listener();
}

/** Adds a page's commands to the palette for as long as the page is shown. `owner` names the page. */
export function usePaletteCommands(owner: string, commands: readonly PaletteCommand[]): void {
  const shape = commands.map(({ id, title }) => `${id}:${title}`).join("|");
  useEffect(() => {
    given.set(owner, commands);
    tell();
    return () => {
      given.delete(owner);
      tell();
    };
    // The list is rebuilt by every render; only a change of what it offers is one.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [owner, shape]);
}

export function useAllPaletteCommands(): readonly PaletteCommand[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
}
