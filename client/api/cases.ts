import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import {
  caseDuplicates,
  caseHistory,
  commandCase,
  getCase,
  listCases,
  reportCase,
  type CaseCommandBody,
} from "../../server/contract/cases.ts";
import type { BodyOf } from "../../server/contract/endpoint.ts";
import { ApiError } from "../../server/contract/errors.ts";
import type { ClassGroup } from "../../server/domain/names.ts";
import { call, newKey } from "./call.ts";
import { keyOf } from "./keys.ts";
import { useLatestVersion } from "./latest-version.ts";

export interface QueueFilter {
  readonly queue: "mine" | "open" | "all";
  readonly danger?: boolean;
  readonly overdue?: boolean;
  readonly q?: string;
  readonly unitId?: string;
  readonly componentId?: string;
}

const PAGE = 50;

export function useCaseQueue(filter: QueueFilter, enabled = true) {
  return useInfiniteQuery({
    queryKey: keyOf(listCases, { ...filter }),
    queryFn: ({ pageParam, signal }) =>
      call(listCases, { query: { ...filter, limit: PAGE, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (old) => old,
    enabled,
  });
}

/** One long page of the same list, for an export. */
export function caseQueuePage(filter: QueueFilter, cursor: string | null) {
  return call(listCases, { query: { ...filter, limit: 200, ...(cursor !== null && { cursor }) } });
}

export function useCase(id: string | null) {
  return useQuery({
    queryKey: keyOf(getCase, { id }),
    queryFn: ({ signal }) => call(getCase, { params: { id: id ?? "" }, signal }),
    enabled: id !== null,
  });
}

export function useCaseHistory(id: string) {
  return useInfiniteQuery({
    queryKey: keyOf(caseHistory, { id }),
    queryFn: ({ pageParam, signal }) =>
      call(caseHistory, {
        params: { id },
        query: { limit: 40, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** Open cases that a new one may repeat: the same component, or its group close by in the last three days. */
export function useDuplicates(
  at: { lon: number; lat: number } | null,
  componentId: string | null,
  group: ClassGroup | null,
) {
  const query = at && {
    lon: at.lon,
    lat: at.lat,
    ...(componentId && { componentId }),
    ...(group && { group }),
  };
  return useQuery({
    queryKey: keyOf(caseDuplicates, { ...query }),
    queryFn: ({ signal }) => call(caseDuplicates, { query: query ?? {}, signal }),
    enabled: query !== null,
    select: ({ items }) => items,
  });
}

/** One key per gesture: the same body sent again after a failure is the same write, a changed one is another. */
function useGestureKey(): { keyFor: (body: unknown) => string; done: () => void } {
  const held = useRef<{ body: string; key: string } | null>(null);
  return {
    keyFor: (body) => {
      const text = JSON.stringify(body);
      if (held.current?.body !== text) held.current = { body: text, key: newKey() };
      return held.current.key;
    },
    done: () => {
      held.current = null;
    },
  };
}

/** Sends a command with the version that was seen; when somebody was quicker, the case is read again and what was typed stays. */
export function useCaseCommand(id: string, version: number) {
  const client = useQueryClient();
  const gesture = useGestureKey();
  const known = useLatestVersion(id, version);
  return useMutation({
    mutationFn: (body: CaseCommandBody) =>
      call(commandCase, {
        params: { id },
        body,
        ifMatch: known.version(),
        idempotencyKey: gesture.keyFor({ ...body, version: known.version() }),
      }),
    onSuccess: (answer) => {
      gesture.done();
      known.seen(answer.version);
      return client.invalidateQueries({ queryKey: keyOf(getCase, { id }) });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409)
        void client.invalidateQueries({ queryKey: keyOf(getCase, { id }) });
    },
  });
}

/** The same for a case that is not on the screen (a report added to a duplicate): its version is read first. */
export function useCommandOnCase() {
  const gesture = useGestureKey();
  return useMutation({
    mutationFn: async ({ id, body }: { id: string; body: CaseCommandBody }) => {
      const idempotencyKey = gesture.keyFor({ id, body });
      const { version } = await call(getCase, { params: { id } });
      return await call(commandCase, { params: { id }, body, ifMatch: version, idempotencyKey });
    },
    onSuccess: gesture.done,
  });
}

export type NewCase = BodyOf<typeof reportCase>;

export function useReportCase() {
  const gesture = useGestureKey();
  return useMutation({
    mutationFn: (body: NewCase) => call(reportCase, { body, idempotencyKey: gesture.keyFor(body) }),
    onSuccess: gesture.done,
  });
}
