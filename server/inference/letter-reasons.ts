import { ApiError } from "../contract/errors.ts";
import type { Queries } from "../db/database.ts";
import { rankingOf } from "./commands.ts";
import { letterAbout } from "./queries.ts";
import { wordingOf, type Phrase } from "./wording.ts";

/**
 * Reasons that a unit may read before anything is decided (docs/domain.md#guard-7): they speak of its own networks, its
 * own areas, its own confirmed components and its own earlier answers. Not among them: shares (what is not its own is
 * somebody else's), what others have or lack nearby, and evidence that somebody brought, such as lettering, documents or
 * statements.
 */
const ITS_OWN: ReadonlySet<string> = new Set([
  "mediumFits",
  "farMediumFits",
  "typeFits",
  "lineDistance",
  "onLineEnd",
  "snapped",
  "onJoint",
  "onBranch",
  "onDiameterChange",
  "onVertex",
  "betweenParallelLines",
  "sameClassNeighbours",
  "otherNeighbours",
  "anyNeighbours",
  "sameSizeNeighbours",
  "inRun",
  "insideArea",
  "atEdgeOfArea",
  "privateGround",
  "claimNearby",
]);
const MOST = 5;

/** Why a unit is asked, from what is its own. Throws not_found for a letter that is not addressed to it. */
export async function reasonsForUnit(queries: Queries, letterId: string, unitId: string): Promise<Phrase[]> {
  const letter = await letterAbout(queries, letterId, unitId);
  if (!letter) throw new ApiError("not_found");
  const ranked = await rankingOf(queries, letter.componentId);
  const mine = ranked?.ranking.candidates.find((candidate) => candidate.unitId === unitId);
  const wording = await wordingOf(queries, [unitId]);
  return (mine?.terms ?? [])
    .filter(({ sentence, logOdds }) => logOdds > 0 && ITS_OWN.has(sentence.key))
    .slice(0, MOST)
    .map(({ sentence }) => wording.phrase(sentence, unitId));
}
