import type { RefusalOdds } from "../../contract/inference.ts";
import type { Queries } from "../../db/database.ts";
import { rankingOf } from "../commands.ts";
import { classNamesById } from "../queries.ts";
import { answersGiven, componentAsked, dispatchesGiven } from "./odds-queries.ts";
import { RefusalModel, type Reason } from "./refusal.ts";

/**
 * How likely each unit is to return a case about this component, or to deny it: for one with an owner from the cases units were
 * sent as owners, for one without from their answers in inquiries. Units that were never asked get the town's odds, moved only by
 * what the ranking says of them. Undefined: no such component.
 */
export async function refusalOdds(
  queries: Queries,
  componentId: string,
): Promise<{ items: RefusalOdds[]; town: { asked: number; refused: number } } | undefined> {
  const component = await componentAsked(queries, componentId);
  if (!component) return undefined;
  const { ownerUnitId, ...place } = component;
  const model = await modelFor(queries, ownerUnitId ? "dispatches" : "answers");
  const ranking = ownerUnitId ? undefined : (await rankingOf(queries, componentId))?.ranking;
  const owns = new Map(ranking?.candidates.map(({ unitId, probability }) => [unitId, probability]));
  const units = new Set([...(ownerUnitId ? [ownerUnitId] : []), ...owns.keys(), ...model.units()]);
  const classes = await classNamesById(queries);
  const name = classes.get(place.classCode) ?? { zh: place.classCode, en: place.classCode };
  // Who is not among the likeliest five is less likely than the fifth: the ranking does not say how much.
  const least = ranking ? Math.min(0.01, ...owns.values()) : null;
  const items = [...units].map((unitId): RefusalOdds => {
    const { probability, asked, refused, reasons } = model.ask({
      ...place,
      unitId,
      owns: ownerUnitId ? null : (owns.get(unitId) ?? least),
    });
    const worded = reasons.map((reason) => ({
      ...say(reason, ownerUnitId !== null, name, model),
      logOdds: reason.logOdds,
    }));
    return { unitId, probability, asked, refused, reasons: worded };
  });
  return {
    items: items.toSorted((a, b) => a.probability - b.probability || (a.unitId < b.unitId ? -1 : 1)),
    town: { asked: model.asked, refused: model.refused },
  };
}

/** Learned anew after this long; one more answer changes little, and a list asks for many components in a row. */
const FRESH_MS = 60_000;
const learned = new WeakMap<Queries, Map<string, { readonly at: number; readonly model: RefusalModel }>>();

async function modelFor(queries: Queries, from: "dispatches" | "answers"): Promise<RefusalModel> {
  const known = learned.get(queries) ?? new Map<string, { at: number; model: RefusalModel }>();
  learned.set(queries, known);
  const last = known.get(from);
  if (last && performance.now() - last.at < FRESH_MS) return last.model;
  const trials = from === "dispatches" ? await dispatchesGiven(queries) : await answersGiven(queries);
  const model = new RefusalModel(trials);
  known.set(from, { at: performance.now(), model });
  return model;
}

function say(
  { about, asked, refused }: Reason,
  asOwner: boolean,
  className: { zh: string; en: string },
  model: RefusalModel,
): { zh: string; en: string } {
  const did = asOwner ? { zh: "退回", en: "returned" } : { zh: "否认", en: "denied" };
  const what = asOwner ? { zh: "派遣", en: "cases" } : { zh: "协查答复", en: "inquiries" };
  switch (about) {
    case "UNIT": {
      const percent = Math.round((100 * model.refused) / Math.max(1, model.asked));
      return {
        zh: `该单位 ${asked} 次${what.zh}中${did.zh} ${refused} 次（各单位平均 ${percent}%）`,
        en: `It ${did.en} ${refused} of ${asked} ${what.en} (all units: ${percent}%)`,
      };
    }
    case "CLASS":
      return {
        zh: `其中${className.zh} ${asked} 次，${did.zh} ${refused} 次`,
        en: `Of ${className.en}: ${did.en} ${refused} of ${asked}`,
      };
    case "NEAR":
      return {
        zh: `300 m 内 ${asked} 次，${did.zh} ${refused} 次`,
        en: `Within 300 m: ${did.en} ${refused} of ${asked}`,
      };
    case "RANKING":
      return {
        zh: `推断属该单位的概率 ${refused}%`,
        en: `The ranking gives it ${refused}%`,
      };
  }
}
