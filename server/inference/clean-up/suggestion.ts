import { createHash } from "node:crypto";
import type { GapKind } from "../../domain/names.ts";
import type { EvidenceTerm, Ranking, Sentence } from "../context.ts";

/** A reason as it is kept: rendered in the reader's language when it is read. */
export interface KeptTerm extends Sentence {
  readonly logOdds: number;
}

export interface KeptCandidate {
  readonly unitId: string;
  readonly permille: number;
  /** Strongest first. */
  readonly terms: readonly KeptTerm[];
}

/** One row of `suggestion`. */
export interface Suggestion {
  readonly componentId: string;
  readonly modelVersion: string;
  readonly contentHash: Buffer;
  readonly unitId: string | null;
  readonly permille: number;
  readonly nonePermille: number;
  readonly candidates: readonly KeptCandidate[];
  readonly missing: readonly Sentence[];
  readonly gaps: readonly GapKind[];
}

/** What a list can show; the detail panel ranks anew and shows all. */
const MOST_TERMS = 6;

const permilleOf = (probability: number): number => Math.round(probability * 1000);

const kept = ({ sentence, logOdds }: EvidenceTerm): KeptTerm => ({
  ...sentence,
  logOdds: Math.round(logOdds * 100) / 100,
});

/** A ranking as it is stored, with a hash that changes when any reason, probability, gap or the model does. */
export function suggestionOf(ranking: Ranking, gaps: readonly GapKind[]): Suggestion {
  const candidates = ranking.candidates.map(({ unitId, probability, terms }) => ({
    unitId,
    permille: permilleOf(probability),
    terms: terms.slice(0, MOST_TERMS).map(kept),
  }));
  const content = {
    modelVersion: ranking.modelVersion,
    nonePermille: permilleOf(ranking.none),
    candidates,
    missing: ranking.missing,
    gaps,
  };
  return {
    ...content,
    componentId: ranking.componentId,
    contentHash: createHash("sha256").update(JSON.stringify(content)).digest(),
    unitId: candidates[0]?.unitId ?? null,
    permille: candidates[0]?.permille ?? 0,
  };
}
