import { useEffect, useRef } from "react";

/**
 * The newest version of something that this page knows of: the one that was read, or the one that its own last command made.
 * Without it the second of two quick commands is refused because of the first, as if somebody else had been quicker.
 */
export function useLatestVersion(
  id: string,
  read: number,
): { version: () => number; seen: (made: number) => void } {
  const known = useRef({ id, version: read });
  useEffect(() => {
    if (known.current.id !== id || read > known.current.version) known.current = { id, version: read };
  }, [id, read]);
  return {
    version: () => (known.current.id === id ? Math.max(read, known.current.version) : read),
    seen: (made) => {
      known.current = { id, version: made };
    },
  };
}
