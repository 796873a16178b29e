import { z } from "zod";
import { Id } from "../../arguments.ts";
import { refuse, type Refusal } from "../../decision.ts";
import { ANSWERS, DENIAL, DENIAL_REASONS, type Actor } from "../../names.ts";
import { EvidenceItems, evidenceGiven } from "../attached.ts";
import { inquiryCommand, inquiryEvent, type InquiryFacts } from "../declare.ts";
import type { InquiryEvent } from "../events.ts";
import { inFavour, shownBefore } from "../proof.ts";
import { endOfRound, reopened } from "../rounds.ts";
import {
  answerable,
  inquiryOpen,
  openClaims,
  outstanding,
  type EvidenceGiven,
  type Inquiry,
} from "../state.ts";
import { ANY, SEAT } from "../steps.ts";

/** What a unit attaches to its answer speaks for it, against it, or (before a site visit) for nobody yet. */
const DIRECTION = { CLAIM: "FOR", DENY: "AGAINST", NEED_SITE_VISIT: "NEUTRAL" } as const;
/**
 * A claim by the unit's own account is itself a written admission (docs/domain.md#evidence); what it attaches stands beside it. What
 * the seat enters is as good as the letter that it scanned.
 */
const ADMISSION: EvidenceGiven = { kind: "WRITTEN_ADMISSION", photoIds: [] };

/** 认领、否认、要求踏勘: by the unit itself, or by the seat that has its letter. */
export const answer = inquiryCommand("ANSWER", {
  args: {
    unitId: Id.optional(),
    answer: z.enum(ANSWERS),
    reasonCode: z.enum(DENIAL_REASONS).nullable().default(null),
    evidence: EvidenceItems.max(10).default([]),
    /** Whose it is instead: that unit is asked at once. */
    namesUnitId: Id.optional(),
  },
  from: ANY,
  roles: ["OWNER_UNIT", ...SEAT],
  needs: [
    { need: "note", when: (_inquiry, { reasonCode }) => noteWanted(reasonCode) },
    // docs/domain.md#d28: what the seat enters for a unit is on paper, whatever it says.
    { need: "letter", when: (_inquiry, _args, actor) => actor.role !== "OWNER_UNIT" },
  ],
  guard: mayAnswer,
  decide: (inquiry, { unitId: named, answer: said, reasonCode, evidence: attached, namesUnitId }, facts) => {
    const { actor, now } = facts;
    const onBehalf = actor.role !== "OWNER_UNIT";
    const unitId = onBehalf ? named : (actor.unitId ?? undefined);
    if (!unitId) return refuse("UNKNOWN_UNIT");
    const impossible =
      alreadySaid(inquiry, unitId, said) ?? nothingNew(inquiry, unitId, said, attached, facts);
    if (impossible) return { refused: impossible };
    if (onBehalf && said !== "CLAIM" && !inquiryOpen(inquiry)) return refuse("ALREADY_ANSWERED");
    // Against what two persons decided on evidence stands evidence, not a word (docs/domain.md#guard-4).
    if (said === "CLAIM" && inquiry.state === "DETERMINED" && attached.length === 0)
      return refuse("EVIDENCE_NEEDED");
    const byAccountId = actor.accountId;
    const recorded = inquiryEvent("ANSWER_RECORDED", {
      unitId,
      answer: said,
      reasonCode,
      onBehalf,
      byAccountId,
      ...(said === "DENY" && namesUnitId && namesUnitId !== unitId && { namesUnitId }),
    });
    const items = said === "CLAIM" && !onBehalf ? [ADMISSION, ...attached] : attached;
    const evidence = [
      ...unthoughtOf(inquiry, unitId, said),
      ...evidenceGiven(items, unitId, DIRECTION[said], facts),
    ];
    // Only a claim wakes what is decided; a late "not ours" is put on file.
    if (!inquiryOpen(inquiry)) {
      const cause = contested(inquiry) ? "OBJECTION" : "LATE_CLAIM";
      const woken = said === "CLAIM" ? reopened(inquiry, cause, facts, unitId) : [];
      return { events: [...woken, recorded, ...evidence] };
    }
    const claims =
      said === "CLAIM"
        ? [...inquiry.claims, { unitId, at: now, byAccountId, status: "OPEN" as const, onBehalf }]
        : inquiry.claims;
    const ending = isLastAnswer(inquiry, unitId) ? endOfRound({ ...inquiry, claims }) : [];
    return { events: [recorded, ...evidence, ...ending] };
  },
});

function noteWanted(reasonCode: string | null | undefined): boolean {
  return reasonCode !== null && reasonCode !== undefined && reasonCode in DENIAL
    ? DENIAL[reasonCode as keyof typeof DENIAL].note
    : false;
}

/** A unit answers for itself, once a round; later it may still claim. Who was never asked may claim, not deny. */
function mayAnswer(inquiry: Inquiry, actor: Actor): Refusal | null {
  // What it says of a unit is in its letter; what is decided only a claim wakes.
  if (actor.role !== "OWNER_UNIT") return null;
  const open = openClaims(inquiry).some((claim) => claim.unitId === actor.unitId);
  // Whom it was awarded to has nothing to claim from itself.
  const awarded = inquiry.state === "DETERMINED" && inquiry.determination?.ownerUnitId === actor.unitId;
  return open || awarded ? { reason: "ALREADY_ANSWERED" } : null;
}

function alreadySaid(inquiry: Inquiry, unitId: string, said: keyof typeof DIRECTION): Refusal | null {
  // Whom it was awarded to has nothing to claim from itself, whoever writes it down.
  if (inquiry.state === "DETERMINED" && inquiry.determination?.ownerUnitId === unitId)
    return { reason: "ALREADY_ANSWERED" };
  if (openClaims(inquiry).some((claim) => claim.unitId === unitId)) return { reason: "ALREADY_ANSWERED" };
  if (said === "CLAIM" || answerable(inquiry, unitId).length > 0) return null;
  const asked = inquiry.letters.some((letter) => letter.unitId === unitId);
  return { reason: asked ? "ALREADY_ANSWERED" : "NOT_ASKED" };
}

/** A claim that was rejected is not made again with the same papers (docs/domain.md#d1). */
function nothingNew(
  inquiry: Inquiry,
  unitId: string,
  said: keyof typeof DIRECTION,
  attached: readonly EvidenceGiven[],
  { shownBy }: InquiryFacts,
): Refusal | null {
  const last = inquiry.claims.findLast((claim) => claim.unitId === unitId);
  if (said !== "CLAIM" || last?.status !== "REJECTED") return null;
  // The same drawing, uploaded again, shows nothing new.
  const picture = (id: string) => shownBy[id] ?? id;
  const shown = new Set([...shownBefore(inquiry, unitId)].map(picture));
  const since = last.endedAt ?? "";
  const found = inFavour(inquiry, unitId).filter(({ at }) => at !== undefined && at > since);
  const files = [...attached, ...found].flatMap(({ photoIds }) => photoIds ?? []);
  return files.some((id) => !shown.has(picture(id))) ? null : { reason: "NEW_EVIDENCE_NEEDED" };
}

/** Who claims without having been thought of is a candidate from now on (docs/domain.md#d10). */
function unthoughtOf(inquiry: Inquiry, unitId: string, said: keyof typeof DIRECTION): InquiryEvent[] {
  const known = inquiry.candidates.some((candidate) => candidate.unitId === unitId);
  return said === "CLAIM" && !known ? [inquiryEvent("CANDIDATE_ADDED", { unitId })] : [];
}

function isLastAnswer(inquiry: Inquiry, unitId: string): boolean {
  const waiting = outstanding(inquiry);
  return (
    inquiry.state === "CONSULTING" &&
    waiting.length > 0 &&
    waiting.every((letter) => letter.unitId === unitId)
  );
}

/** Inside the objection window a claim is an objection (docs/domain.md#d1). */
function contested(inquiry: Inquiry): boolean {
  return inquiry.determination !== null && !inquiry.determination.final;
}
