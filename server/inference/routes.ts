import type { Express } from "express";
import { ApiError } from "../contract/errors.ts";
import { componentCandidates } from "../contract/registry.ts";
import type { Queries } from "../db/database.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount } from "../http/mount.ts";
import { rankingOf } from "./commands.ts";
import type { RankedCandidate, Subject } from "./context.ts";
import { classNamesById, nearestLine, unitsById } from "./queries.ts";
import { renderSentence } from "./sentences.ts";

/** Who probably owns a component, and why. */
export function mountInference(app: Express, deps: HttpDeps): void {
  mount(
    app,
    componentCandidates,
    async ({ params, database }) => {
      const ranked = await rankingOf(database, params.id);
      if (!ranked) throw new ApiError("not_found");
      const { ranking, subject } = ranked;
      const names = await unitsById(
        database,
        ranking.candidates.map(({ unitId }) => unitId),
      );
      const classNames = await classNamesById(database);
      const items = [];
      for (const candidate of ranking.candidates)
        items.push(await told(database, candidate, subject, names, classNames));
      return {
        modelVersion: ranking.modelVersion,
        none: ranking.none,
        items: items.filter((item) => item !== null),
      };
    },
    deps,
  );
}

async function told(
  queries: Queries,
  candidate: RankedCandidate,
  subject: Subject,
  names: Awaited<ReturnType<typeof unitsById>>,
  classNames: Awaited<ReturnType<typeof classNamesById>>,
) {
  const unit = names.get(candidate.unitId);
  if (!unit) return null;
  const nearest = await nearestLine(queries, subject.lon, subject.lat, unit.id);
  const naming = (language: "zh" | "en") => ({
    unit: () => (language === "zh" ? unit.nameZh : unit.nameEn),
    className: (code: string) => classNames.get(code)?.[language] ?? code,
  });
  return {
    unit,
    probability: candidate.probability,
    reasons: candidate.terms.map(({ sentence, logOdds }) => ({
      key: sentence.key,
      params: { ...sentence.params },
      logOdds,
      zh: renderSentence(sentence, unit.id, "zh", naming("zh")),
      en: renderSentence(sentence, unit.id, "en", naming("en")),
    })),
    nearest: nearest
      ? { distanceM: nearest.distanceM, lineId: nearest.lineId, at: { lon: nearest.lon, lat: nearest.lat } }
      : null,
  };
}
