import type { Queries } from "../../db/database.ts";
import { parseModel, shippedModel, type InferenceModel } from "../model.ts";
import { activeModelId, storedModel } from "./model-queries.ts";

/** Models never change once stored, so what was read stays true; a handful of versions at most. */
const read = new Map<string, InferenceModel>();

/** The model of a stored version; the shipped one for null, and for a version that this program cannot use any more. */
export async function modelById(queries: Queries, id: string | null): Promise<InferenceModel> {
  if (id === null) return shippedModel();
  const known = read.get(id);
  if (known) return known;
  const text = await storedModel(queries, id);
  const model = (text === undefined ? undefined : usable(text)) ?? shippedModel();
  read.set(id, model);
  return model;
}

/** The model that ranks now. */
export async function activeModel(queries: Queries): Promise<InferenceModel> {
  return await modelById(queries, await activeModelId(queries));
}

/** Undefined where a newer program looks at something that this version has no weight for: half a model is none. */
export function usable(text: string): InferenceModel | undefined {
  try {
    return parseModel(text);
  } catch {
    return undefined;
  }
}
