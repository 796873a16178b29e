import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BodyOf } from "../../server/contract/endpoint.ts";
import { getReference } from "../../server/contract/reference.ts";
import {
  discardRuleDraft,
  draftRulePack,
  editRuleDraft,
  enableRuleDraft,
  listRuleDrafts,
  listRulePacks,
  withdrawRulePack,
} from "../../server/contract/rule-packs.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";

/** A draft as the person saw it: what somebody else changed meanwhile is not acted on. */
interface Seen {
  readonly id: string;
  readonly version: number;
}

export function useRulePacks(all: boolean) {
  const query = { versions: all ? "all" : "newest" } as const;
  return useQuery({
    queryKey: keyOf(listRulePacks, query),
    queryFn: ({ signal }) => call(listRulePacks, { query, signal }),
    placeholderData: (old) => old,
  });
}

export function useRuleDrafts() {
  return useQuery({
    queryKey: keyOf(listRuleDrafts),
    queryFn: ({ signal }) => call(listRuleDrafts, { signal }),
    select: ({ items }) => items,
  });
}

export function useRuleCommands() {
  const client = useQueryClient();
  const onSettled = () => {
    for (const { name } of [listRulePacks, listRuleDrafts, getReference])
      void client.invalidateQueries({ queryKey: [name] });
  };
  const seen = ({ id, version }: Seen) => ({ params: { id }, ifMatch: version });
  return {
    begin: useMutation({
      mutationFn: (body: BodyOf<typeof draftRulePack>) => call(draftRulePack, { body }),
      onSettled,
    }),
    edit: useMutation({
      mutationFn: ({ draft, body }: { draft: Seen; body: BodyOf<typeof editRuleDraft> }) =>
        call(editRuleDraft, { ...seen(draft), body }),
      onSettled,
    }),
    discard: useMutation({
      mutationFn: (draft: Seen) => call(discardRuleDraft, { ...seen(draft), body: {} }),
      onSettled,
    }),
    enable: useMutation({
      mutationFn: ({ draft, from }: { draft: Seen; from: string | null }) =>
        call(enableRuleDraft, { ...seen(draft), body: { from } }),
      onSettled,
    }),
    withdraw: useMutation({
      mutationFn: ({ id, version }: Seen) => call(withdrawRulePack, { params: { id, version }, body: {} }),
      onSettled,
    }),
  };
}
