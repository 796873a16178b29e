import { useInfiniteQuery } from "@tanstack/react-query";
import { listHistory } from "../../server/contract/audit.ts";
import type { QueryOf } from "../../server/contract/endpoint.ts";
import { listInquiries } from "../../server/contract/inquiries.ts";
import type { HistoryEntry } from "../../server/contract/shapes.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";

export type HistoryFilter = Partial<Omit<QueryOf<typeof listHistory>, "cursor" | "limit">>;

export function useHistory(filter: HistoryFilter) {
  return useInfiniteQuery({
    queryKey: keyOf(listHistory, filter),
    queryFn: ({ signal, pageParam }) =>
      call(listHistory, {
        query: { ...filter, limit: 100, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (old) => old,
  });
}

/** What is in backstop, the review that is due first first. */
export function useBackstops() {
  return useInfiniteQuery({
    queryKey: keyOf(listInquiries, { queue: "backstop", limit: 200 }),
    queryFn: ({ signal, pageParam }) =>
      call(listInquiries, {
        query: { queue: "backstop", limit: 200, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** Every entry that matches, page after page; `onRead` is told how many there are so far. */
export async function readWholeHistory(
  filter: HistoryFilter,
  onRead: (count: number) => void,
): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(listHistory, { query: { ...filter, limit: 200, ...(cursor && { cursor }) } });
    entries.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    onRead(entries.length);
  } while (cursor);
  return entries;
}
