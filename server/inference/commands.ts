import type { Candidate as DomainCandidate } from "../domain/inquiry.ts";
import type { Queries } from "../db/database.ts";
import { askedOf } from "./asked.ts";
import type { Ranking, SpatialContext, Subject } from "./context.ts";
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

/** The ranking of one component's likely owners from what the register knows around it. Undefined: no such component. */
export async function rankingOf(
  queries: Queries,
  componentId: string,
  place: NewPlace | null = null,
): Promise<{ ranking: Ranking; subject: Subject } | undefined> {
  const subject = place ? { id: componentId, ...place } : await subjectOf(queries, componentId);
  if (!subject) return undefined;
  return { subject, ranking: rankOwners({ component: subject, context: await contextOf(queries, subject) }) };
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

async function contextOf(queries: Queries, subject: Subject): Promise<SpatialContext> {
  const { id, lon, lat } = subject;
  return await surroundingsOf(queries, { id, lon, lat, radiusM: Math.min(200, neededRadiusM(subject)) });
}
