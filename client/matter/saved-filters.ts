/** A filter under a name of one's own; `query` as in an address. */
export interface SavedFilter {
  readonly name: string;
  readonly query: string;
}

/** What was kept; nothing where it is damaged, for a list must open whatever a browser has kept. */
export function readSaved(text: string): SavedFilter[] {
  try {
    const kept: unknown = JSON.parse(text || "[]");
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((one: unknown): SavedFilter[] => {
      if (typeof one !== "object" || one === null || !("name" in one) || !("query" in one)) return [];
      const { name, query } = one;
      return typeof name === "string" && typeof query === "string" ? [{ name, query }] : [];
    });
  } catch {
    return [];
  }
}

export function writeSaved(filters: readonly SavedFilter[]): string {
  return JSON.stringify(filters);
}

/** Whether two queries ask the same, in whatever order they say it. */
export function sameFilter(one: string, other: string): boolean {
  const sorted = (query: string) => {
    const params = new URLSearchParams(query);
    params.sort();
    return params.toString();
  };
  return sorted(one) === sorted(other);
}
