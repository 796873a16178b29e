import type { Candidate as DomainCandidate } from "../domain/inquiry/state.ts";
import type { Queries } from "../db/database.ts";
import { askedOf } from "./asked.ts";
import type { Ranking, Subject } from "./context.ts";
import { modelById } from "./models/active.ts";
import { subjectOf } from "./queries.ts";
import { neededRadiusM, rankOwners } from "./rank.ts";
import { surroundingsOf } from "./surroundings-queries.ts";

/** A point that is being registered right now and is not in the table yet. */
export interface NewPlace {
  readonly lon: number;
  readonly lat: number;
  readonly accuracyM: number;
  readonly classCode: string;
}

/** As far as anything is looked for around a place, however vague it is. */
export const FARTHEST_M = 200;

/** The ranking of one component's likely owners from what the register knows around it. Undefined: no such component. */
export async function rankingOf(
  queries: Queries,
  componentId: string,
  place: NewPlace | null = null,
): Promise<{ ranking: Ranking; subject: Subject } | undefined> {
  const subject = place
    ? { id: componentId, divisionCode: null, ...place }
    : await subjectOf(queries, componentId);
  if (!subject) return undefined;
  const { id, lon, lat, divisionCode } = subject;
  const radiusM = Math.min(FARTHEST_M, neededRadiusM(subject));
  const { activeModelId, ...context } = await surroundingsOf(queries, {
    id,
    lon,
    lat,
    radiusM,
    divisionCode,
  });
  const model = await modelById(queries, activeModelId);
  return { subject, ranking: rankOwners({ component: subject, context }, model) };
}

/** Who an inquiry writes to, likeliest first, as the history records it. */
export async function likelyOwners(
  queries: Queries,
  componentId: string,
  place: NewPlace | null,
): Promise<{ modelVersion: string | null; candidates: readonly DomainCandidate[] }> {
  const ranked = await rankingOf(queries, componentId, place);
  if (!ranked) return { modelVersion: null, candidates: [] };
  return { modelVersion: ranked.ranking.modelVersion, candidates: askedOf(ranked.ranking) };
}
