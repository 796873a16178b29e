import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { AnswerOf } from "../../server/contract/endpoint.ts";
import { ApiError } from "../../server/contract/errors.ts";
import {
  commandInquiry,
  getInquiry,
  inbox,
  listInquiries,
  markSeen,
  type InquiryCommandBody,
} from "../../server/contract/inquiries.ts";
import { listComponents } from "../../server/contract/registry.ts";
import { call, newKey } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";
import { useLatestVersion } from "../api/latest-version.ts";

export type InboxItem = AnswerOf<typeof inbox>["items"][number];

/** The unit's letters: those that wait, nearest deadline first, or those that were answered. */
export function useInbox(waiting: boolean) {
  return useInfiniteQuery({
    queryKey: keyOf(inbox, { waiting }),
    queryFn: ({ signal, pageParam }) =>
      call(inbox, { query: { waiting, limit: 50, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function useOwnComponents(unitId: string, q: string) {
  const filter = { unitId, ...(q && { q }) };
  return useInfiniteQuery({
    queryKey: keyOf(listComponents, filter),
    queryFn: ({ signal, pageParam }) =>
      call(listComponents, {
        query: { ...filter, limit: 50, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (old) => old,
  });
}

/** What was announced to everybody, newest first: a notice that runs, and what the public looks after meanwhile. */
export function useAnnounced(q: string, enabled: boolean) {
  const filter = { queue: "announced" as const, ...(q && { q }) };
  return useInfiniteQuery({
    queryKey: keyOf(listInquiries, filter),
    queryFn: ({ signal, pageParam }) =>
      call(listInquiries, {
        query: { ...filter, limit: 50, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (old) => old,
    enabled,
  });
}

/** That the unit has opened its letter goes on record as proof of delivery. */
export function useMarkSeen() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (letterId: string) => call(markSeen, { params: { letterId }, body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: [inbox.name] }),
  });
}

/** The unit's own word on an inquiry. The same word sent again after a failure is one write. */
export function useUnitCommand(inquiry: { id: string; version: number }) {
  const client = useQueryClient();
  const gesture = useRef({ said: "", key: "" });
  const known = useLatestVersion(inquiry.id, inquiry.version);
  const reread = () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) =>
        [getInquiry, inbox, listComponents, listInquiries].some(({ name }) => queryKey[0] === name),
    });
  return useMutation({
    mutationFn: (body: InquiryCommandBody) => {
      const said = JSON.stringify([inquiry.id, known.version(), body]);
      if (gesture.current.said !== said) gesture.current = { said, key: newKey() };
      return call(commandInquiry, {
        params: { id: inquiry.id },
        body,
        ifMatch: known.version(),
        idempotencyKey: gesture.current.key,
      });
    },
    onSuccess: ({ version }) => {
      known.seen(version);
      return reread();
    },
    onError: (error) => (error instanceof ApiError && error.status === 409 ? reread() : undefined),
  });
}
