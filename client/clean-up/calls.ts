import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import {
  cleanUpLetters,
  cleanUpPoints,
  cleanUpState,
  getOpening,
  listCleanUp,
  listGaps,
  listOpenings,
  openInBulk,
  startCleanUp,
  undoOpening,
} from "../../server/contract/clean-up.ts";
import type { BodyOf } from "../../server/contract/endpoint.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";
import type { WorkFilter } from "./filter.ts";

export function useWorklist(filter: WorkFilter) {
  return useInfiniteQuery({
    queryKey: keyOf(listCleanUp, filter),
    queryFn: ({ signal, pageParam }) =>
      call(listCleanUp, {
        query: { ...filter, ...(pageParam && { cursor: pageParam }), limit: 60 },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function usePoints(filter: WorkFilter) {
  return useQuery({
    queryKey: keyOf(cleanUpPoints, filter),
    queryFn: ({ signal }) => call(cleanUpPoints, { query: filter, signal }),
  });
}

export function useLetters(filter: WorkFilter, enabled: boolean) {
  return useQuery({
    queryKey: keyOf(cleanUpLetters, filter),
    queryFn: ({ signal }) => call(cleanUpLetters, { query: filter, signal }),
    enabled,
  });
}

export function useGaps() {
  return useQuery({
    queryKey: keyOf(listGaps),
    queryFn: ({ signal }) => call(listGaps, { signal }),
  });
}

/** Somebody looks on while it runs; otherwise once a minute is enough to see last night's. */
const LOOKING_MS = 1_000;

export function useRuns() {
  return useQuery({
    queryKey: keyOf(cleanUpState),
    queryFn: ({ signal }) => call(cleanUpState, { signal }),
    refetchInterval: ({ state }) => (state.data?.running ? LOOKING_MS : 60_000),
  });
}

/** Everything that a run writes is read again. */
function useReread() {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey: [name] }) => typeof name === "string" && READ.has(name),
    });
}
const READ = new Set<string>([
  ...[listCleanUp, cleanUpPoints, cleanUpLetters, listGaps, cleanUpState].map(({ name }) => name),
  ...[listOpenings, getOpening].map(({ name }) => name),
]);

/** When something that was going on has ended, what it wrote is read. `busy` is its id while it goes on. */
export function useRereadWhenEnded(busy: string | null): void {
  const reread = useReread();
  const last = useRef(busy);
  useEffect(() => {
    if (last.current !== null && last.current !== busy) void reread();
    last.current = busy;
  }, [busy, reread]);
}

export function useStartRun() {
  const reread = useReread();
  return useMutation({ mutationFn: () => call(startCleanUp, { body: {} }), onSettled: reread });
}

export function useOpenings() {
  return useQuery({
    queryKey: keyOf(listOpenings),
    queryFn: ({ signal }) => call(listOpenings, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ state: now }) => now === "OPENING" || now === "UNDOING") ? LOOKING_MS : false,
    select: ({ items }) => items,
  });
}

export function useOpening(id: string | null) {
  return useQuery({
    queryKey: keyOf(getOpening, { id }),
    queryFn: ({ signal }) => call(getOpening, { params: { id: id ?? "" }, signal }),
    enabled: id !== null,
  });
}

export function useOpenInBulk() {
  const reread = useReread();
  return useMutation({
    mutationFn: (body: BodyOf<typeof openInBulk>) => call(openInBulk, { body }),
    onSettled: reread,
  });
}

export function useUndoOpening() {
  const reread = useReread();
  return useMutation({
    mutationFn: (id: string) => call(undoOpening, { params: { id }, body: {} }),
    onSettled: reread,
  });
}
