import type { Express } from "express";
import { ApiError } from "../contract/errors.ts";
import { componentSuggestion, letterReasons, refusalOdds as oddsContract } from "../contract/inference.ts";
import { componentCandidates } from "../contract/registry.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Queries } from "../db/database.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount } from "../http/mount.ts";
import { mountCleanUp } from "./clean-up/routes.ts";
import { suggestionOf } from "./clean-up/suggestion.ts";
import { firstReason } from "./clean-up/worklist.ts";
import { askedOf } from "./asked.ts";
import { rankingOf } from "./commands.ts";
import type { RankedCandidate, Subject } from "./context.ts";
import { reasonsForUnit } from "./letter-reasons.ts";
import { mountModels } from "./models/routes.ts";
import { refusalOdds } from "./odds/odds.ts";
import { nearestLine, storedSuggestion } from "./queries.ts";
import { wordingOf, type Wording } from "./wording.ts";

/** Who probably owns a component, and why; what units will probably answer; and the clean-up of what nobody owns. */
export function mountInference(app: Express, deps: HttpDeps, nightlyAt: number | null): void {
  mount(
    app,
    componentCandidates,
    async ({ params, database, viewer }) => {
      await refuseUnseen(database, params.id, viewer);
      const ranked = await rankingOf(database, params.id);
      if (!ranked) throw new ApiError("not_found");
      const { ranking, subject } = ranked;
      const toAsk = askedOf(ranking);
      const wording = await wordingOf(
        database,
        [...ranking.candidates, ...toAsk].map(({ unitId }) => unitId),
      );
      const items = [];
      for (const candidate of ranking.candidates)
        items.push(await candidateInWords(database, candidate, subject, wording));
      return {
        modelVersion: ranking.modelVersion,
        none: ranking.none,
        items: items.filter((item) => item !== null),
        toAsk: toAsk.flatMap(({ unitId, permille, nearby = null }) => {
          const unit = wording.units.get(unitId);
          return unit ? [{ unit, probability: permille / 1000, nearby }] : [];
        }),
      };
    },
    deps,
  );

  mount(
    app,
    componentSuggestion,
    async ({ params, database, viewer }) => {
      await refuseUnseen(database, params.id, viewer);
      const stored = await storedSuggestion(database, params.id);
      const ranked = stored ? undefined : await rankingOf(database, params.id);
      if (!stored && !ranked) throw new ApiError("not_found");
      const { candidates, modelVersion } = stored ?? (ranked ? suggestionOf(ranked.ranking, []) : NOTHING);
      const [first] = candidates;
      const wording = await wordingOf(database, first ? [first.unitId] : []);
      const unit = first && wording.units.get(first.unitId);
      return {
        top:
          first && unit
            ? { unit, probability: first.permille / 1000, reason: firstReason(first, wording) }
            : null,
        modelVersion,
        rankedAt: stored?.rankedAt ?? null,
      };
    },
    deps,
  );

  mount(
    app,
    oddsContract,
    async ({ params, database, viewer }) => {
      await refuseUnseen(database, params.id, viewer);
      const odds = await refusalOdds(database, params.id);
      if (!odds) throw new ApiError("not_found");
      return odds;
    },
    deps,
  );

  mount(
    app,
    letterReasons,
    async ({ params, viewer }) => ({
      // Ranked with all that the register knows, told only what is the unit's own: see letter-reasons.ts.
      items: await reasonsForUnit(deps.database, params.letterId, viewer.unitId ?? ""),
    }),
    deps,
  );

  mountCleanUp(app, deps, nightlyAt);
  mountModels(app, deps);
}

const NOTHING = { candidates: [], modelVersion: "" };

async function candidateInWords(
  queries: Queries,
  candidate: RankedCandidate,
  subject: Subject,
  wording: Wording,
) {
  const unit = wording.units.get(candidate.unitId);
  if (!unit) return null;
  const nearest = await nearestLine(queries, subject.lon, subject.lat, unit.id);
  return {
    unit,
    probability: candidate.probability,
    reasons: candidate.terms.map(({ sentence, logOdds }) => ({
      key: sentence.key,
      params: { ...sentence.params },
      logOdds,
      ...wording.phrase(sentence, unit.id),
    })),
    nearest: nearest
      ? { distanceM: nearest.distanceM, lineId: nearest.lineId, at: { lon: nearest.lon, lat: nearest.lat } }
      : null,
  };
}
