import type { ComponentCommandOf } from "../component/commands.ts";
import { distanceCm, ONE_PLACE_M } from "../component/distance.ts";
import type { Component } from "../component/state.ts";
import type { Refusal } from "../decision.ts";
import { inBackstop, inquiryOpen, openClaims, type Inquiry } from "../inquiry/state.ts";
import type { Context, Dossier, Outcome } from "./dossier.ts";
import { holderNow } from "./holders.ts";
import { perform } from "./perform.ts";

/** Two dossiers that turn out to be about one thing, or not to be after all: the only command that moves both. */
export interface Pair {
  readonly provisional: Dossier;
  readonly registered: Dossier;
}
export type Side = keyof Pair;
/** What happened, one dossier after the other; a cause is a position in the whole. */
export interface PairPerformed {
  readonly pair: Pair;
  readonly outcomes: readonly { readonly side: Side; readonly outcome: Outcome }[];
}
type Contexts = { readonly [S in Side]: Context };
export type Identify = Omit<ComponentCommandOf<"IDENTIFY">, "distanceCm" | "absorbedInto">;
type Undo = ComponentCommandOf<"UNDO_IDENTIFICATION">;

/**
 * The provisional component is the registered one: every case and inquiry of it goes on there, with its history, its clocks, its
 * letters and its photos; where an inquiry runs there already, it goes on with the question.
 */
export function identify(
  { provisional, registered }: Pair,
  command: Identify,
  contexts: Contexts,
): PairPerformed | { readonly refused: Refusal } {
  const from = provisional.component;
  const to = registered.component;
  if (!from || !to) return { refused: { reason: "NOT_REGISTERED" } };
  const apart = distanceCm(from.position, to.position);
  const refused =
    unlike(from, to, apart) ??
    decidedOtherwise(provisional, registered, contexts) ??
    claimedHere(provisional, registered);
  if (refused) return { refused };
  const absorbedInto = asksThere(registered)?.id ?? null;
  const left = perform(
    provisional,
    { on: "component", id: from.id, command: { ...command, distanceCm: apart, absorbedInto } },
    contexts.provisional,
  );
  if ("refused" in left) return left;
  const taken = perform(
    joined(registered, left.dossier),
    {
      on: "component",
      id: to.id,
      command: { type: "TAKE_IN_PROVISIONAL", componentId: from.id, photoIds: from.photoIds },
    },
    byItself(contexts.registered),
  );
  if ("refused" in taken) return taken;
  return {
    pair: { provisional: { ...left.dossier, cases: [], inquiries: [] }, registered: taken.dossier },
    outcomes: [
      ...told("provisional", left.outcomes),
      ...told("registered", taken.outcomes, left.outcomes.length, 0),
    ],
  };
}

/** It was another thing after all: what came from there goes back, as far as nothing was decided on it since. */
export function undoIdentification(
  { provisional, registered }: Pair,
  command: Undo,
  contexts: Contexts,
): PairPerformed | { readonly refused: Refusal } {
  const from = provisional.component;
  const to = registered.component;
  if (!from || !to) return { refused: { reason: "NOT_REGISTERED" } };
  const refused = grownTogether(registered, from.id);
  if (refused) return { refused };
  const separated = perform(
    registered,
    {
      on: "component",
      id: to.id,
      command: { type: "SEPARATE_PROVISIONAL", componentId: from.id, photoIds: from.photoIds },
    },
    byItself(contexts.registered),
  );
  if ("refused" in separated) return separated;
  const { dossier } = separated;
  const stays = ({ componentId }: { readonly componentId: string }) => componentId === to.id;
  const back = {
    cases: dossier.cases.filter((file) => !stays(file)),
    inquiries: dossier.inquiries.filter((inquiry) => !stays(inquiry)),
  };
  const again = perform(
    { ...provisional, ...back },
    { on: "component", id: from.id, command },
    contexts.provisional,
  );
  if ("refused" in again) return again;
  return {
    pair: {
      provisional: again.dossier,
      registered: {
        ...dossier,
        cases: dossier.cases.filter(stays),
        inquiries: dossier.inquiries.filter(stays),
      },
    },
    outcomes: [
      ...told("registered", separated.outcomes),
      ...told("provisional", again.outcomes, separated.outcomes.length),
    ],
  };
}

/** The inquiry of the registered one that goes on with the question: what runs, or what was decided and waits for a claim. */
function asksThere({ inquiries }: Dossier): Inquiry | undefined {
  return inquiries.find(inquiryOpen) ?? inquiries.find(inBackstop);
}

/** Nothing retired, nothing provisional, another kind of thing or a place too far away. */
function unlike(from: Component, to: Component, apart: number): Refusal | null {
  if (from.id === to.id) return { reason: "SAME_VALUE" };
  if (to.provisional) return { reason: "IDENTIFIED_WITH_REGISTERED" };
  if (to.retired) return { reason: "RETIRED_COMPONENT" };
  if (from.classGroup !== to.classGroup) return { reason: "OTHER_KIND" };
  const within = Math.max(ONE_PLACE_M * 100, from.accuracyCm + to.accuracyCm);
  return apart > within ? { reason: "TOO_FAR_APART", params: { metres: Math.round(apart / 100) } } : null;
}

/** What two persons decided about the provisional one does not fall by one person's word. */
function decidedOtherwise(provisional: Dossier, registered: Dossier, contexts: Contexts): Refusal | null {
  if (provisional.inquiries.some(inBackstop)) return { reason: "BACKSTOP_RUNS" };
  if (provisional.component?.disposition) return { reason: "DECIDED_OTHERWISE" };
  const differs = (["owner", "interim_custodian", "maintainer"] as const).some((role) => {
    const held = holderNow(provisional, role, contexts.provisional);
    return held && held.unitId !== holderNow(registered, role, contexts.registered)?.unitId;
  });
  return differs ? { reason: "DECIDED_OTHERWISE" } : null;
}

/** A claim, or what was proposed on it, is lost to nobody: it is decided first, or stands there as well. */
function claimedHere(provisional: Dossier, registered: Dossier): Refusal | null {
  const there = asksThere(registered);
  const open = provisional.inquiries.find(inquiryOpen);
  // With nothing asked there the inquiry itself goes there, its claims with it.
  if (!there || !open) return null;
  if (open.proposal) return { reason: "PROPOSAL_WAITING" };
  const stands = (unitId: string) =>
    there.claims.some((claim) => claim.unitId === unitId && claim.status === "OPEN");
  return openClaims(open).every(({ unitId }) => stands(unitId)) ? null : { reason: "CLAIMED_HERE_ONLY" };
}

/** Cases merged with each other since, or a decision on what came: that is taken apart or reopened first. */
function grownTogether({ cases, inquiries }: Dossier, from: string): Refusal | null {
  const came = (id: string | null) => cases.some((file) => file.id === id && file.movedFrom === from);
  if (cases.some((file) => file.mergedInto !== null && came(file.id) !== came(file.mergedInto)))
    return { reason: "MERGED_SINCE" };
  const decided = inquiries.some(
    ({ moved, absorbed, endedAt }) =>
      moved?.from === from && !absorbed && endedAt !== null && endedAt > moved.at,
  );
  return decided ? { reason: "DECIDED_SINCE" } : null;
}

function joined(registered: Dossier, left: Dossier): Dossier {
  return {
    ...registered,
    cases: [...registered.cases, ...left.cases],
    inquiries: [...registered.inquiries, ...left.inquiries],
  };
}

function byItself(context: Context): Context {
  return { ...context, actor: { ...context.actor, role: "SYSTEM" } };
}

/** `root`: what the first of these follows from, in the whole; nothing where it is the first itself. */
function told(side: Side, outcomes: readonly Outcome[], offset = 0, root: number | null = null) {
  return outcomes.map((outcome) => ({
    side,
    outcome: { ...outcome, cause: outcome.cause === null ? root : outcome.cause + offset },
  }));
}
