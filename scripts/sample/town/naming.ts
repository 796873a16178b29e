import { COMMUNITIES } from "./plan.ts";
import { distance, type Point } from "./geometry.ts";
import { numeral, ROAD_WORDS, VILLAGE_NAMES } from "./names.ts";
import type { Random } from "./prng.ts";
import type { Street } from "./streets.ts";

const LANES_PER_WORD = 6;
const ROUNDS = [
  { zh: "", en: "" },
  { zh: "东", en: " East" },
  { zh: "西", en: " West" },
  { zh: "南", en: " South" },
] as const;

/** Names every lane: in villages after the village, elsewhere after one or two words per superblock, numbered. */
export function nameStreets(streets: readonly Street[], random: Random): void {
  const wordOf = new Map<string, { zh: string; en: string }>();
  const bag = random.shuffle(ROAD_WORDS);
  const counters = new Map<string, number>();
  const count = (key: string): number => {
    const next = (counters.get(key) ?? 0) + 1;
    counters.set(key, next);
    return next;
  };
  for (const street of streets) {
    if (street.nameZh !== "" || street.kind === "CANAL") continue;
    if (street.kind === "DIKE") {
      street.nameZh = "塘基";
      street.nameEn = "Pond dike";
      continue;
    }
    if (street.zone === "VILLAGE") {
      const village = nearestVillage(street.path.at(street.path.length / 2));
      const isRoad = street.roadClass === "VILLAGE_ROAD";
      const number = count(`${village.zh}${street.roadClass}`);
      street.nameZh = `${village.zh}${numeral(number)}${isRoad ? "街" : "巷"}`;
      street.nameEn = `${village.en} ${isRoad ? "Street" : "Alley"} ${number}`;
      continue;
    }
    const group = `${street.superblock}/${Math.floor((count(`lanes ${street.superblock}`) - 1) / LANES_PER_WORD)}`;
    const word = wordOf.get(group) ?? takeWord(bag, wordOf.size);
    wordOf.set(group, word);
    const number = count(word.zh);
    street.nameZh =
      number === 1 ? `${word.zh}路` : `${word.zh}${numeral(number - 1)}${number % 2 === 0 ? "街" : "路"}`;
    street.nameEn =
      number === 1 ? `${word.en} Road` : `${word.en} ${number % 2 === 0 ? "Street" : "Road"} ${number - 1}`;
  }
}

/** The second time round a word gets a direction, so that no two quarters share street names. */
function takeWord(bag: readonly { zh: string; en: string }[], taken: number): { zh: string; en: string } {
  const word = bag[taken % bag.length];
  const round = ROUNDS[Math.floor(taken / bag.length)];
  if (word === undefined || round === undefined) throw new Error("more streets than names");
  return { zh: word.zh + round.zh, en: word.en + round.en };
}

function nearestVillage(p: Point): { zh: string; en: string } {
  let best = { zh: "", en: "" };
  let away = Infinity;
  for (const { code, seed, core } of COMMUNITIES) {
    if (core === undefined || distance(seed, p) >= away) continue;
    away = distance(seed, p);
    const name = VILLAGE_NAMES.get(code);
    best = { zh: (name?.zh ?? "").replace(/村$/, ""), en: (name?.en ?? "").replace(" Village", "") };
  }
  return best;
}
