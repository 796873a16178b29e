import { z } from "zod";
import { MAY } from "../domain/permissions.ts";
import { Told } from "./clean-up.ts";
import { endpoint } from "./endpoint.ts";
import { Id, InstantText, ShortText, UnitRef } from "./shapes.ts";

export const componentSuggestion = endpoint({
  name: "componentSuggestion",
  method: "GET",
  path: "/api/components/:id/suggestion",
  tag: "inference",
  summary:
    "The likeliest owner and the first reason, as the last run ranked it; ranked now where no run has seen it. For the card under the pointer.",
  access: MAY.seeCandidates,
  params: z.object({ id: Id }),
  answer: z.object({
    top: z.object({ unit: UnitRef, probability: z.number(), reason: Told.nullable() }).nullable(),
    modelVersion: z.string(),
    /** Null: ranked just now. */
    rankedAt: InstantText.nullable(),
  }),
});

export const RefusalOdds = z.object({
  unitId: Id,
  /** Probability that the unit returns the case, or denies that the component is its own. */
  probability: z.number(),
  /** How many earlier answers of this unit it rests on; below, those of all units together. */
  asked: z.int(),
  refused: z.int(),
  /** Strongest first: what this unit did, with this class, near here. */
  reasons: z.array(Told.extend({ logOdds: z.number() })),
});
export type RefusalOdds = z.infer<typeof RefusalOdds>;

export const refusalOdds = endpoint({
  name: "refusalOdds",
  method: "GET",
  path: "/api/components/:id/refusal-odds",
  tag: "inference",
  summary:
    "For the seat before it dispatches: how likely each unit is to return it, from its own earlier answers.",
  access: MAY.seeCandidates,
  params: z.object({ id: Id }),
  answer: z.object({
    items: z.array(RefusalOdds),
    /** The same question asked of everybody: how many of all answers were refusals. */
    town: z.object({ asked: z.int(), refused: z.int() }),
  }),
});

export const letterReasons = endpoint({
  name: "letterReasons",
  method: "GET",
  path: "/api/inbox/:letterId/reasons",
  tag: "inference",
  summary:
    "Why the unit is asked: what its own networks, areas and components say, and nothing about anybody else.",
  access: MAY.seeInbox,
  params: z.object({ letterId: Id }),
  answer: z.object({ items: z.array(Told) }),
});

const Figures = z.object({
  hit1: z.number(),
  hit3: z.number(),
  brier: z.number(),
  ece: z.number(),
});
export const ModelReport = z.object({
  examples: z.object({
    determinations: z.int(),
    claims: z.int(),
    denials: z.int(),
    returns: z.int(),
  }),
  /** All classes first, then by class; the components of a class were ranked by models that had not seen them. */
  rows: z.array(
    z.object({
      classCode: z.string().nullable(),
      nameZh: z.string(),
      nameEn: z.string(),
      count: z.int(),
      before: Figures,
      after: Figures,
    }),
  ),
});
export type ModelReport = z.infer<typeof ModelReport>;

export const ModelVersion = z.object({
  /** Null: the model that ships with the program. */
  id: Id.nullable(),
  version: z.string(),
  basedOn: z.string().nullable(),
  sha256: z.string(),
  active: z.boolean(),
  /** False where it has no weight for something that this program has learned to look at. */
  usable: z.boolean(),
  proposedAt: InstantText.nullable(),
  switchedAt: InstantText.nullable(),
  switchedBy: z.string().nullable(),
  report: ModelReport.nullable(),
  weights: z.array(z.object({ kind: z.string(), zh: z.string(), en: z.string(), weight: z.number() })),
});
export type ModelVersion = z.infer<typeof ModelVersion>;

export const listModels = endpoint({
  name: "listModels",
  method: "GET",
  path: "/api/models",
  tag: "inference",
  summary:
    "The versions of the weights: the one that ships, those that a refit proposed, and which one ranks.",
  access: MAY.seeModels,
  answer: z.object({ items: z.array(ModelVersion) }),
});

export const switchModel = endpoint({
  name: "switchModel",
  method: "POST",
  path: "/api/models/active",
  tag: "inference",
  summary:
    "Switches a proposed version on, or back to another or to the shipped one (id null), with a reason.",
  access: MAY.switchModel,
  body: z.strictObject({ id: Id.nullable(), reason: ShortText }),
  answer: z.object({ version: z.string(), since: InstantText }),
});
