import type { Queries } from "../../server/db/database.ts";
import { sql } from "../../server/db/sql.ts";
import type { CandidateUnit, SpatialContext } from "../../server/inference/context.ts";
import type { Labelled } from "../../server/inference/models/refit.ts";
import { subjectsWhere } from "../../server/inference/queries.ts";
import { candidateUnits } from "../../server/inference/surroundings-queries.ts";
import { allAnswers, allAreas, allLines, allNeighbours, labels } from "./register-queries.ts";

/** Learned from at most; more of them do not change forty weights. */
const MOST_DETERMINATIONS = 8_000;
const AT_ONCE = 1_000;

/**
 * The register as something to learn from: what was decided, claimed, denied and returned, and everything that lay around it.
 * An answer is believed as far as earlier answers of that unit have held.
 */
export async function readRegister(
  queries: Queries,
  most = MOST_DETERMINATIONS,
): Promise<{ labelled: Labelled[]; context: SpatialContext }> {
  const said = await labels(queries, most);
  const ids = [...new Set(said.map(({ componentId }) => componentId))];
  const subjects = new Map<string, Labelled["subject"]>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    for (const subject of await subjectsWhere(queries, sql`c.id = any(${some}::uuid[])`, AT_ONCE))
      subjects.set(subject.id, subject);
  }
  const units = await candidateUnits(queries);
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const labelled = said.flatMap(({ componentId, kind, unitId }): Labelled[] => {
    const subject = subjects.get(componentId);
    return subject ? [{ subject, kind, unitId, weight: believed(kind, known.get(unitId)) }] : [];
  });
  const context = {
    lines: await allLines(queries),
    areas: await allAreas(queries),
    neighbours: await allNeighbours(queries),
    units,
    history: await allAnswers(queries),
  };
  return { labelled, context };
}

/** As if each unit had been right three times before anybody counted. */
function believed(kind: Labelled["kind"], unit: CandidateUnit | undefined): number {
  if (kind === "DETERMINATION") return 1;
  const record = unit?.record;
  if (!record) return 0.75;
  return kind === "CLAIM"
    ? 1 - (record.claimsRejected + 1) / (record.claims + 4)
    : 1 - (record.denialsOverturned + 1) / (record.denials + 4);
}
