import type { QueueFilter } from "../../api/cases.ts";

export const TABS = ["mine", "open", "danger"] as const;
export type Tab = (typeof TABS)[number];

/** What the queue shows, as the address says it; everything but the tab is optional. */
export interface QueueChoice {
  readonly tab: Tab;
  readonly overdue: boolean;
  readonly ended: boolean;
  readonly q: string;
  readonly unitId: string | null;
}

export function readChoice(params: URLSearchParams): QueueChoice {
  const tab = TABS.find((known) => known === params.get("queue")) ?? "mine";
  return {
    tab,
    overdue: params.get("overdue") === "1",
    ended: params.get("ended") === "1",
    q: params.get("q") ?? "",
    unitId: params.get("unit"),
  };
}

/** The question to the server. Ended cases belong to 全部 only: nobody's work and no danger has ended. */
export function filterOf({ tab, overdue, ended, q, unitId }: QueueChoice): QueueFilter {
  return {
    queue: tab === "mine" ? "mine" : tab === "open" && ended ? "all" : "open",
    ...(tab === "danger" && { danger: true }),
    ...(overdue && { overdue: true }),
    ...(q.trim() !== "" && { q: q.trim() }),
    ...(unitId !== null && { unitId }),
  };
}

export function nextTab(tab: Tab): Tab {
  return TABS[(TABS.indexOf(tab) + 1) % TABS.length] ?? "mine";
}

/** Which row j or k goes to: the next one, from the top where none is selected, staying at the ends. */
export function rowFrom<T extends { readonly id: string }>(
  rows: readonly T[],
  selected: string | null,
  step: 1 | -1,
): T | undefined {
  const at = rows.findIndex(({ id }) => id === selected);
  if (at < 0) return step === 1 ? rows[0] : rows.at(-1);
  return rows[Math.min(rows.length - 1, Math.max(0, at + step))];
}
