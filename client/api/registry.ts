import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  commandComponent,
  componentCandidates,
  componentHistory,
  getComponent,
  nearComponents,
  registerComponent,
} from "../../server/contract/registry.ts";
import { answerCorrection, listRegisterChanges } from "../../server/contract/register-changes.ts";
import type { BodyOf } from "../../server/contract/endpoint.ts";
import type { ClassGroup } from "../../server/domain/names.ts";
import { useRef } from "react";
import { call, newKey } from "./call.ts";
import { keyOf } from "./keys.ts";
import { useLatestVersion } from "./latest-version.ts";
import { useMay } from "./session.ts";

export function useComponent(id: string | null) {
  return useQuery({
    queryKey: keyOf(getComponent, { id }),
    queryFn: ({ signal }) => call(getComponent, { params: { id: id ?? "" }, signal }),
    enabled: id !== null,
  });
}

/** Who probably owns it, with reasons; asked only where somebody may see it and it is not known. */
export function useCandidates(id: string | null, enabled = true) {
  return useQuery({
    queryKey: keyOf(componentCandidates, { id }),
    queryFn: ({ signal }) => call(componentCandidates, { params: { id: id ?? "" }, signal }),
    enabled: enabled && id !== null,
  });
}

/** What a pin at a place would snap to, nearest first. */
export function useNear(at: { lon: number; lat: number } | null, radiusM: number, group?: ClassGroup) {
  const query = at && { lon: at.lon, lat: at.lat, radiusM, limit: 8, ...(group && { group }) };
  return useQuery({
    queryKey: keyOf(nearComponents, { ...query }),
    queryFn: ({ signal }) => call(nearComponents, { query: query ?? {}, signal }),
    enabled: query !== null,
    select: ({ items }) => items,
  });
}

export function useComponentHistory(id: string, enabled = true) {
  return useInfiniteQuery({
    queryKey: keyOf(componentHistory, { id }),
    queryFn: ({ pageParam, signal }) =>
      call(componentHistory, {
        params: { id },
        query: { limit: 40, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    enabled,
  });
}

/** Corrects one component with the version that was seen. */
export function useComponentCommand(id: string, version: number) {
  const client = useQueryClient();
  const known = useLatestVersion(id, version);
  return useMutation({
    mutationFn: (body: BodyOf<typeof commandComponent>) =>
      call(commandComponent, { params: { id }, body, ifMatch: known.version() }),
    onSuccess: (answer) => known.seen(answer.version),
    onSettled: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) =>
          queryKey[0] === getComponent.name || queryKey[0] === listRegisterChanges.name,
      }),
  });
}

/** What waits for a second person; for a unit, what it is asked about. The list is short: its first page says it. */
export function useRegisterChanges() {
  const may = useMay();
  return useQuery({
    queryKey: keyOf(listRegisterChanges, {}),
    queryFn: ({ signal }) => call(listRegisterChanges, { query: { limit: 100 }, signal }),
    enabled: may("seeRegisterChanges"),
  });
}

/** A unit's word on a correction of its days, or the seat's for it. The same word sent again is one write. */
export function useAnswerCorrection(id: string) {
  const client = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: (body: BodyOf<typeof answerCorrection>) =>
      call(answerCorrection, { params: { id }, body, idempotencyKey: key.current }),
    onError: () => {
      // Refused, nothing was written: what is sent next is another word.
      key.current = newKey();
    },
    onSettled: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) =>
          queryKey[0] === getComponent.name || queryKey[0] === listRegisterChanges.name,
      }),
  });
}

export function useRegisterComponent() {
  return useMutation({
    mutationFn: (body: BodyOf<typeof registerComponent>) => call(registerComponent, { body }),
  });
}
