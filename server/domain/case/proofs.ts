import type { Refusal } from "../decision.ts";
import type { Actor } from "../names.ts";

/** Steps that a picture proves, by their events, and how a refusal calls them. */
const STEPS = {
  VERIFICATION_RECORDED: ["核实", "the verification"],
  CASE_GUARDED: ["围蔽警示", "guarding"],
  CASE_MADE_SAFE: ["消除隐患", "making safe"],
  CASE_REPAIRED: ["修复", "the repair"],
  REPAIR_CHECKED: ["核查", "the check"],
  REQUEST_MADE: ["申请", "a request"],
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
}

/**
 * One picture proves one step: what showed the barrier does not show the plate, nor the new lid, nor another hole, however often it
 * is uploaded (docs/domain.md#guard-1). The refusal says what it proved, and where; to an outsider no other case by its number.
 */
export function usedPicture(
  file: { readonly number: string; readonly proofs?: readonly Proof[] },
  photoIds: readonly string[],
  actor: Actor,
  elsewhere: readonly UsedProof[],
  shownBy: Pictures["shownBy"] = {},
): Refusal | null {
  const picture = (photoId: string) => shownBy[photoId] ?? photoId;
  const given = new Set(photoIds.map(picture));
  const isGiven = ({ photoId }: Proof) => given.has(picture(photoId));
  const here = file.proofs?.find(isGiven);
  if (here) return said({ ...here, number: file.number });
  const other = elsewhere.find(isGiven);
  if (!other) return null;
  const outsider = actor.role === "OWNER_UNIT" || actor.role === "CONTRACTOR";
  return outsider && other.number !== file.number ? { reason: "PHOTO_USED_ELSEWHERE" } : said(other);
}

function said({ step, number }: UsedProof): Refusal {
  const [stepZh, stepEn] = STEPS[step];
  return { reason: "PHOTO_USED", params: { number, stepZh, stepEn } };
}
