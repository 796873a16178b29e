import { useQuery } from "@tanstack/react-query";
import { getReference } from "../../server/contract/reference.ts";
import { listRulePacks } from "../../server/contract/rule-packs.ts";
import { listUnits } from "../../server/contract/units.ts";
import { call } from "./call.ts";
import { keyOf } from "./keys.ts";

/** Code lists: classes, divisions, the rule pack in force, the area served. */
export function useReference() {
  return useQuery({
    queryKey: keyOf(getReference),
    queryFn: ({ signal }) => call(getReference, { signal }),
    staleTime: Infinity,
  });
}

/** Units that exist today: owner units, departments, contractors. */
export function useUnits(enabled = true) {
  return useQuery({
    queryKey: keyOf(listUnits),
    queryFn: ({ signal }) => call(listUnits, { signal }),
    staleTime: 5 * 60_000,
    enabled,
    select: ({ items }) => items,
  });
}

/** The rule pack in force: its step limits, for saying beforehand how long somebody will have. */
export function useRulePack() {
  return useQuery({
    queryKey: keyOf(listRulePacks),
    queryFn: ({ signal }) => call(listRulePacks, { signal }),
    staleTime: 10 * 60_000,
    select: ({ items }) => {
      const pack = items.find(({ enabled }) => enabled);
      return pack
        ? {
            id: pack.id,
            nameZh: pack.nameZh,
            nameEn: pack.nameEn,
            steps: pack.rules.steps,
          }
        : null;
    },
  });
}
