import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AnswerOf } from "../../server/contract/endpoint.ts";
import {
  addAccount,
  changeAccount,
  listAccounts,
  resetPassword,
  type AccountChange,
  type NewAccount,
} from "../../server/contract/accounts.ts";
import {
  applyImport,
  discardImport,
  getImport,
  importRows,
  listImports,
  undoImport,
  inspectFile,
  type ImportBatch,
} from "../../server/contract/imports.ts";
import { addUnit, changeUnit, listUnits } from "../../server/contract/units.ts";
import type { BodyOf } from "../../server/contract/endpoint.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";

export type Inspected = AnswerOf<typeof inspectFile>;
export type AdminUnit = AnswerOf<typeof listUnits>["items"][number];
export type RowVerdict = "NEW" | "DUPLICATE" | "REFUSED" | "OUTSIDE";

const next = ({ nextCursor }: { nextCursor: string | null }) => nextCursor;
/** A batch that is being read or written is asked about again this often. */
const WATCH_MS = 1000;

export const atWork = (batch: Pick<ImportBatch, "state">) =>
  batch.state === "READING" || batch.state === "APPLYING";

export function useImports() {
  return useInfiniteQuery({
    queryKey: keyOf(listImports),
    queryFn: ({ signal, pageParam }) =>
      call(listImports, { query: { limit: 30, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: "",
    getNextPageParam: next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(atWork)) ? WATCH_MS : false,
  });
}

export function useImportBatch(id: string) {
  return useQuery({
    queryKey: keyOf(getImport, { id }),
    queryFn: ({ signal }) => call(getImport, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && atWork(state.data) ? WATCH_MS : false),
  });
}

export function useImportRows(id: string, verdict: RowVerdict, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: keyOf(importRows, { id, verdict }),
    queryFn: ({ signal, pageParam }) =>
      call(importRows, {
        params: { id },
        query: { verdict, limit: 100, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: next,
    enabled,
  });
}

export type ImportStep =
  | {
      readonly do: "apply";
      readonly acceptRefusals: boolean;
      readonly acceptNeighbours: boolean;
      readonly acceptOutside: boolean;
    }
  | { readonly do: "undo" | "discard" };

export function useImportStep(batch: Pick<ImportBatch, "id" | "version">) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: ImportStep) => {
      const [params, ifMatch] = [{ id: batch.id }, batch.version];
      if (step.do !== "apply")
        return call(step.do === "undo" ? undoImport : discardImport, { params, ifMatch, body: {} });
      const { do: _, ...body } = step;
      return call(applyImport, { params, ifMatch, body });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [getImport.name] });
      void client.invalidateQueries({ queryKey: [listImports.name] });
    },
  });
}

export function useUnitsOn(q: string, on: string | null) {
  const query = { ...(q && { q }), ...(on && { on }) };
  return useQuery({
    queryKey: keyOf(listUnits, query),
    queryFn: ({ signal }) => call(listUnits, { query, signal }),
    placeholderData: (old) => old,
  });
}

export function useUnitCommands() {
  const client = useQueryClient();
  const reread = () => client.invalidateQueries({ queryKey: [listUnits.name] });
  return {
    add: useMutation({
      mutationFn: (body: BodyOf<typeof addUnit>) => call(addUnit, { body }),
      onSuccess: reread,
    }),
    change: useMutation({
      mutationFn: ({ id, version, body }: { id: string; version: number; body: BodyOf<typeof changeUnit> }) =>
        call(changeUnit, { params: { id }, ifMatch: version, body }),
      onSettled: reread,
    }),
  };
}

export function useAccounts(q: string) {
  return useInfiniteQuery({
    queryKey: keyOf(listAccounts, { q }),
    queryFn: ({ signal, pageParam }) =>
      call(listAccounts, {
        query: { ...(q && { q }), limit: 50, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: next,
    placeholderData: (old) => old,
  });
}

export function useAccountCommands() {
  const client = useQueryClient();
  const reread = () => client.invalidateQueries({ queryKey: [listAccounts.name] });
  return {
    add: useMutation({ mutationFn: (body: NewAccount) => call(addAccount, { body }), onSuccess: reread }),
    change: useMutation({
      mutationFn: ({ id, body }: { id: string; body: AccountChange }) =>
        call(changeAccount, { params: { id }, body }),
      onSuccess: reread,
    }),
    reset: useMutation({
      mutationFn: ({ id, password }: { id: string; password: string }) =>
        call(resetPassword, { params: { id }, body: { password } }),
    }),
  };
}
