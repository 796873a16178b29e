import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { QueryOf } from "../../server/contract/endpoint.ts";
import { ApiError } from "../../server/contract/errors.ts";
import {
  commandInquiry,
  inquiryHistory,
  listInquiries,
  type InquiryCommandBody,
} from "../../server/contract/inquiries.ts";
import { call, newKey } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";
import { useLatestVersion } from "../api/latest-version.ts";
import { isOld } from "../api/staleness.ts";

export type InquiryFilter = Partial<Omit<QueryOf<typeof listInquiries>, "cursor" | "limit">>;

/** Inquiries page by page, in the server's order. */
export function useInquiries(filter: InquiryFilter) {
  return useInfiniteQuery({
    queryKey: keyOf(listInquiries, filter),
    queryFn: ({ signal, pageParam }) =>
      call(listInquiries, {
        query: { ...filter, ...(pageParam && { cursor: pageParam }), limit: 50 },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** One long page of the same list, for an export. */
export function inquiryPage(filter: InquiryFilter, cursor: string | null) {
  return call(listInquiries, { query: { ...filter, limit: 200, ...(cursor !== null && { cursor }) } });
}

export function useInquiryHistory(id: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: keyOf(inquiryHistory, { id }),
    queryFn: ({ signal, pageParam }) =>
      call(inquiryHistory, {
        params: { id },
        query: { ...(pageParam && { cursor: pageParam }), limit: 50 },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    enabled,
  });
}

/**
 * Gives a command to an inquiry, against the version that was read. One gesture keeps one key: sent twice, it is one write.
 * After a refusal because somebody else was quicker the inquiry is read again and what was typed stays.
 */
export function useInquiryCommand(inquiry: { id: string; version: number; componentId: string }) {
  const client = useQueryClient();
  const gesture = useRef({ said: "", key: "" });
  const known = useLatestVersion(inquiry.id, inquiry.version);
  const reread = () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) =>
        isOld(queryKey, [
          {
            idx: 0,
            kind: "",
            streamKind: "inquiry",
            streamId: inquiry.id,
            componentId: inquiry.componentId,
            divisionCode: null,
          },
        ]),
    });
  return useMutation({
    mutationFn: async (body: InquiryCommandBody) => {
      const said = JSON.stringify([inquiry.id, known.version(), body]);
      if (gesture.current.said !== said) gesture.current = { said, key: newKey() };
      return await call(commandInquiry, {
        params: { id: inquiry.id },
        body,
        ifMatch: known.version(),
        idempotencyKey: gesture.current.key,
      });
    },
    onSuccess: async (answer) => {
      gesture.current = { said: "", key: "" };
      known.seen(answer.version);
      await reread();
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.code === "stale_version") await reread();
    },
  });
}
