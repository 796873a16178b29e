import type { CleanUpFilter, CleanUpRow } from "../../contract/clean-up.ts";
import type { Queries } from "../../db/database.ts";
import { activeModel } from "../models/active.ts";
import { wordingOf, type Wording, type Phrase } from "../wording.ts";
import type { KeptCandidate } from "./suggestion.ts";
import { workPage, type After, type WorkRow } from "./worklist-queries.ts";

const SHOWN = 3;

/** A page of the list with its reasons in words; one row more than `limit` where there is a next page. */
export async function worklist(
  queries: Queries,
  filter: CleanUpFilter,
  after: After,
  limit: number,
): Promise<CleanUpRow[]> {
  const { version } = await activeModel(queries);
  const rows = await workPage(queries, filter, after, limit, version);
  const named = rows.flatMap(({ candidates }) => candidates.slice(0, SHOWN).map(({ unitId }) => unitId));
  const wording = await wordingOf(queries, named);
  return rows.map((row) => rowInWords(row, wording));
}

function rowInWords({ candidates, nonePermille, ...row }: WorkRow, wording: Wording): CleanUpRow {
  return {
    ...row,
    none: nonePermille / 1000,
    candidates: candidates.slice(0, SHOWN).flatMap((candidate) => {
      const unit = wording.units.get(candidate.unitId);
      return unit
        ? [{ unit, probability: candidate.permille / 1000, reason: firstReason(candidate, wording) }]
        : [];
    }),
  };
}

/** The strongest reason in favour, or where nothing speaks for the unit the strongest at all. */
export function firstReason({ unitId, terms }: KeptCandidate, wording: Wording): Phrase | null {
  const first = terms.find(({ logOdds }) => logOdds > 0) ?? terms[0];
  return first ? wording.phrase(first, unitId) : null;
}
