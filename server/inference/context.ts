/**
 * What the ranking of likely owners is given: plain data, so that the same rules serve the server (a few hundred rows
 * fetched around one component), a nightly clean-up run and a pair of files. Positions are lon/lat, EPSG:4490; lengths
 * are metres. Strings for media, classes, kinds and types are the registry's own codes; a word that is not known is
 * treated as unknown, never as an error.
 */
export type Position = readonly number[];

/** A component whose owner is asked for. `classCode` is a class of scheme A or a key of inference-classes.csv. */
export interface Subject {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  /** One-sigma survey error in metres; null = unknown (taken as a phone's 3 m). */
  readonly accuracyM: number | null;
  readonly classCode: string | null;
  readonly attributes?: SubjectAttributes;
  readonly observations?: readonly Observation[];
}

export interface SubjectAttributes {
  readonly diameterMm?: number | null;
  readonly material?: string | null;
}

/**
 * Something a person saw or a paper says about this very component. `unitId` where it names a unit, `medium` where it
 * names a network. RING_MISFIT means the lid does not fit its ring: the lettering is then a borrowed lid's.
 */
export interface Observation {
  readonly kind:
    | "LETTERING"
    | "SHAFT_CONTENT"
    | "RING_MISFIT"
    | "HANDOVER_DOCUMENT"
    | "PERMIT"
    | "PROJECT"
    | "MINUTES"
    | "STATEMENT";
  readonly unitId?: string | null;
  readonly medium?: string | null;
}

export interface NetworkLine {
  readonly unitId: string | null;
  readonly medium: string;
  readonly coordinates: readonly Position[];
  readonly accuracyM: number | null;
  readonly diameterMm: number | null;
}

/** An area that some unit answers for. `polygons` are the coordinates of a GeoJSON MultiPolygon. */
export interface ResponsibleArea {
  readonly unitId: string | null;
  readonly kind: string;
  readonly polygons: readonly (readonly (readonly Position[])[])[];
  readonly accuracyM?: number | null;
}

/** A component nearby whose owner is confirmed; `unitId` null = confirmed to be ownerless. */
export interface ConfirmedNeighbour {
  readonly id?: string;
  readonly unitId: string | null;
  readonly classCode: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly diameterMm?: number | null;
}

export interface CandidateUnit {
  readonly id: string;
  /** Unit type of the registry, or null where only a file names the unit. */
  readonly type: string | null;
  /** Media of the networks it runs, anywhere. */
  readonly media: readonly string[];
  /** Units that went over into it: what maps and registers still call theirs is its own now. */
  readonly formerly?: readonly string[];
  /** How its earlier answers held up, for the weight of its claims and denials. */
  readonly record?: {
    readonly claims: number;
    readonly claimsRejected: number;
    readonly denials: number;
    readonly denialsOverturned: number;
  };
}

/** An earlier answer of a unit about a component nearby; one about the component itself is left out. */
export interface EarlierAnswer {
  readonly componentId?: string;
  readonly unitId: string;
  readonly kind: "CLAIM" | "CLAIM_REJECTED" | "DENIAL" | "DENIAL_OVERTURNED" | "RETURN";
  readonly classCode: string | null;
  readonly lon: number;
  readonly lat: number;
  /** Day of the answer, YYYY-MM-DD, for the sentence only. */
  readonly day: string | null;
}

/** How many confirmed components of a class a unit has in the street or town around. */
export interface ClassShare {
  readonly classCode: string;
  readonly unitId: string;
  readonly count: number;
  /** Where they are counted by size, too: one row for each size, null for those nobody measured. */
  readonly diameterMm?: number | null;
}

export interface SpatialContext {
  readonly lines: readonly NetworkLine[];
  readonly areas: readonly ResponsibleArea[];
  readonly neighbours: readonly ConfirmedNeighbour[];
  readonly units: readonly CandidateUnit[];
  readonly history: readonly EarlierAnswer[];
  /** Shares of each class in a wider area than `neighbours` reach; without them, `neighbours` are counted. */
  readonly classShares?: readonly ClassShare[];
}

export interface InferenceInput {
  readonly component: Subject;
  readonly context: SpatialContext;
}

/** One reason, as a key of sentences.ts with its parameters: rendered in the reader's language, never stored as text. */
export interface Sentence {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface EvidenceTerm {
  /** The weight it was multiplied with: a key of the model. */
  readonly kind: string;
  readonly unitId: string;
  readonly logOdds: number;
  readonly sentence: Sentence;
}

export interface RankedCandidate {
  readonly unitId: string;
  readonly probability: number;
  /** Strongest first; they add up (with the model's temperature) to the candidate's score. */
  readonly terms: readonly EvidenceTerm[];
}

export interface Ranking {
  readonly componentId: string;
  readonly modelVersion: string;
  /** At most five, likeliest first; with `none` their probabilities sum to at most 1. */
  readonly candidates: readonly RankedCandidate[];
  /** Probability that none of the units in the context owns it. */
  readonly none: number;
  /** Whose line or duty area lies within the error of the point, likely or not. */
  readonly nearby: readonly { readonly unitId: string; readonly by: "LINE" | "DUTY" }[];
  /** Sentences about what was missing: no networks nearby, class unknown, position unknown... */
  readonly missing: readonly Sentence[];
}
