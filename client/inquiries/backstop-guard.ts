import { openClaims, unanswered, type Inquiry } from "../../server/domain/inquiry/state.ts";
import { surveyMissing } from "../../server/domain/inquiry/waiting.ts";
import { unasked } from "../../server/domain/inquiry/whom-to-ask.ts";
import type { Actor } from "../../server/domain/names.ts";
import { samePerson } from "../../server/domain/persons.ts";

/**
 * One condition of docs/domain.md#guard-3, as the signer reads it. `waived` is not met but set aside by the proposal,
 * with a reason.
 */
export interface GuardItem {
  readonly key:
    | "claims"
    | "round"
    | "whole"
    | "answers"
    | "survey"
    | "parcel"
    | "map"
    | "notice"
    | "unannounced"
    | "signer";
  readonly state: "met" | "waived" | "missing";
  /** Figures for the sentence: how many letters are unanswered, the reason of an emergency. */
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * What must be true before a backstop is signed, in the order in which an office finds it out. The domain's table decides
 * (`inquiryCan` SIGN_BACKSTOP); this only shows each part of that answer by itself.
 */
export function backstopGuard(inquiry: Inquiry, actor: Actor): GuardItem[] {
  const proposal = inquiry.proposal?.kind === "BACKSTOP" ? inquiry.proposal : null;
  const emergencyReason = proposal?.emergencyReason ?? null;
  const silent = unanswered(inquiry).length;
  const claims = openClaims(inquiry).length;
  const asked = inquiry.letters.filter((letter) => letter.round === inquiry.round).length;
  const passedOver = unasked(inquiry).length;
  const leftOut = inquiry.leftOut?.length ?? 0;
  const isPrivate = inquiry.parcelCheck?.result === "PRIVATE";
  const ownProposal = proposal !== null && samePerson(actor, proposal.byAccountId);
  return [
    { key: "claims", state: met(claims === 0), params: { count: claims } },
    { key: "round", state: met(inquiry.round > 0), params: { count: inquiry.round } },
    {
      key: "whole",
      state: passedOver > 0 ? "missing" : leftOut > 0 ? "waived" : "met",
      params: { count: passedOver > 0 ? passedOver : leftOut },
    },
    { key: "answers", state: met(inquiry.round > 0 && silent === 0), params: { count: silent, asked } },
    { key: "survey", state: met(!surveyMissing(inquiry)), params: {} },
    {
      key: "parcel",
      state:
        inquiry.parcelCheck === null
          ? "missing"
          : !isPrivate
            ? "met"
            : proposal?.overridesPrivate
              ? "waived"
              : "missing",
      params: { result: inquiry.parcelCheck?.result ?? "" },
    },
    ...(inquiry.parcelCheck?.contradicts
      ? [{ key: "map", state: "waived", params: { said: inquiry.parcelCheck.contradicts } } as const]
      : []),
    // What is restricted is announced to nobody, and its signature asks for no notice (docs/domain.md#d26).
    inquiry.restricted
      ? { key: "unannounced", state: "met", params: {} }
      : {
          key: "notice",
          state: inquiry.notice?.endedAt ? "met" : emergencyReason !== null ? "waived" : "missing",
          params: { reason: emergencyReason ?? "" },
        },
    { key: "signer", state: met(!ownProposal), params: {} },
  ];
}

function met(condition: boolean): GuardItem["state"] {
  return condition ? "met" : "missing";
}
