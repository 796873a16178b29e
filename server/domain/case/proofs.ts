import type { Refusal } from "../decision.ts";
import type { Actor } from "../names.ts";
import { isOutsider } from "../permissions.ts";

/** Steps that a picture proves, by their events, and how a refusal calls them. */
const STEPS = {
  VERIFICATION_RECORDED: ["核实", "the verification"],
  CASE_GUARDED: ["围蔽警示", "guarding"],
  CASE_MADE_SAFE: ["消除隐患", "making safe"],
  CASE_REPAIRED: ["修复", "the repair"],
  REPAIR_CHECKED: ["核查", "the check"],
  REQUEST_MADE: ["申请", "a request"],
  // What came with the report or a note shows the hole as it was found.
  CASE_REPORTED: ["上报或备注", "the report or a note"],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>;
export type ProvenStep = keyof typeof STEPS;

/** An upload that proved a step. */
export interface Proof {
  readonly photoId: string;
  readonly step: ProvenStep;
}

/** The same, with the case whose step it was. */
export interface UsedProof extends Proof {
  readonly number: string;
}

/**
 * What is known of pictures besides the names of their uploads. An upload that shows what no other does, or of whose bytes nobody
 * knows, is a picture of its own.
 */
export interface Pictures {
  /** Uploads of one picture, each by the upload that stands for all. */
  readonly shownBy: Readonly<Record<string, string>>;
  /** Steps that pictures of this command proved, wherever that was. */
  readonly used: readonly UsedProof[];
  /** Those of them that somebody has put to a component or an inquiry before. */
  readonly kept?: readonly string[];
}

/** What a decision knows of pictures besides those of its own case. */
export interface KnownPictures {
  readonly usedElsewhere?: readonly UsedProof[];
  readonly shownBy?: Pictures["shownBy"];
  readonly keptPictures?: readonly string[];
}

/** Every picture of a case with what it shows; what proves no step of its work came with the report, or with a note. */
export function picturesIn({ number, proofs = [], photoIds = [] }: WithPictures): readonly UsedProof[] {
  const proven = new Set(proofs.map(({ photoId }) => photoId));
  const others = photoIds.filter((photoId) => !proven.has(photoId));
  return [
    ...proofs.map((proof) => ({ ...proof, number })),
    ...others.map((photoId) => ({ photoId, step: "CASE_REPORTED" as const, number })),
  ];
}

interface WithPictures {
  readonly number: string;
  readonly proofs?: readonly Proof[];
  readonly photoIds?: readonly string[];
}

/**
 * One picture proves one step: what showed the barrier does not show the plate, nor the new lid, nor another hole, however often it
 * is uploaded (docs/domain.md#guard-1); and what came with the report shows the hole, as an older picture shows another day. The
 * refusal says what it proved, and where; to an outsider no other case by its number.
 */
export function usedPicture(
  file: WithPictures,
  photoIds: readonly string[],
  actor: Actor,
  { usedElsewhere = [], shownBy = {}, keptPictures = [] }: KnownPictures,
): Refusal | null {
  const picture = (photoId: string) => shownBy[photoId] ?? photoId;
  const given = new Set(photoIds.map(picture));
  const isGiven = ({ photoId }: Proof) => given.has(picture(photoId));
  const here = picturesIn(file).find(isGiven);
  if (here) return said(here);
  const other = usedElsewhere.find(isGiven);
  const outsider = isOutsider(actor.role);
  if (other)
    return outsider && other.number !== file.number ? { reason: "PHOTO_USED_ELSEWHERE" } : said(other);
  if (!keptPictures.some((photoId) => given.has(picture(photoId)))) return null;
  return { reason: outsider ? "PHOTO_USED_ELSEWHERE" : "PHOTO_KEPT_BEFORE" };
}

function said({ step, number }: UsedProof): Refusal {
  const [stepZh, stepEn] = STEPS[step];
  return { reason: "PHOTO_USED", params: { number, stepZh, stepEn } };
}
