import { readFileSync } from "node:fs";

/** How things of one class are usually built: which networks they serve, which kind of unit keeps them, where they stand. */
export interface ClassProfile {
  readonly key: string;
  readonly form: string;
  readonly seat: "on" | "beside" | "free";
  readonly reachM: number;
  /** 0 = a network decides who owns it, 1 = the holder of the ground does. */
  readonly custody: number;
  /** Share of each medium among networks of such things; empty = needs no network. */
  readonly media: ReadonlyMap<string, number>;
  readonly types: ReadonlyMap<string, number>;
}

const FLOOR = 0.004;
const TYPICAL_MEDIUM = 0.1;
const TYPICAL_TYPE = 0.06;

const shares = (text: string): Map<string, number> => {
  const weights = new Map<string, number>();
  let total = 0;
  for (const pair of text.split(" ")) {
    const [name, weight] = pair.split(":");
    if (!name || !weight) continue;
    weights.set(name, Number(weight));
    total += Number(weight);
  }
  for (const [name, weight] of weights) weights.set(name, weight / total);
  return weights;
};

const seatOf = (text: string | undefined): ClassProfile["seat"] =>
  text === "on" || text === "beside" ? text : "free";

const parse = (csv: string): Map<string, ClassProfile> => {
  const profiles = new Map<string, ClassProfile>();
  for (const line of csv.split(/\r?\n/)) {
    if (!line || line.startsWith("#") || line.startsWith("key,")) continue;
    const [key = "", form = "", seat, reach, custody, media = "", types = ""] = line.split(",");
    profiles.set(key, {
      key,
      form,
      seat: seatOf(seat),
      reachM: Number(reach),
      custody: Number(custody),
      media: shares(media),
      types: shares(types),
    });
  }
  return profiles;
};

/** Every class the shipped table knows, by key. */
export const classProfiles: ReadonlyMap<string, ClassProfile> = parse(
  readFileSync(new URL("../../data/reference/inference-classes.csv", import.meta.url), "utf8"),
);

const ANYTHING: ClassProfile = {
  key: "",
  form: "",
  seat: "on",
  reachM: 1.5,
  custody: 0.35,
  media: new Map(),
  types: new Map(),
};

/** The profile of a class; a class nobody knows gets one that favours nothing (`key` is then empty). */
export const profileOf = (classCode: string | null): ClassProfile =>
  (classCode && classProfiles.get(classCode)) || ANYTHING;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Log ratio of how often such a thing serves this medium to how often any thing does; 0 where either is unknown. */
export const mediumFit = (profile: ClassProfile, medium: string): number => {
  if (medium === "UNKNOWN" || profile.media.size === 0) return 0;
  return clamp(Math.log(((profile.media.get(medium) ?? 0) + FLOOR) / TYPICAL_MEDIUM), -3, 2.3);
};

/** Types that may hold anything: their type says little against them. */
const HOLD_ANYTHING = new Set([
  "PRIVATE",
  "CONSTRUCTION",
  "VILLAGE",
  "PROPERTY_MANAGEMENT",
  "OTHER",
  "COMMUNITY",
]);

/** Log ratio of how often this type of unit keeps such things; 0 where either is unknown. */
export const typeFit = (profile: ClassProfile, type: string | null): number => {
  if (!type) return 0;
  const share = profile.types.get(type);
  if (profile.types.size === 0) return 0;
  if (share === undefined) return HOLD_ANYTHING.has(type) ? -0.8 : -2;
  return clamp(Math.log((share + FLOOR) / TYPICAL_TYPE), -2, 2.5);
};

/** Networks whose keepers answer for their lines on private ground too (物业管理条例 51). */
const UTILITY_MEDIA: ReadonlySet<string> = new Set([
  "WATER",
  "RECLAIMED_WATER",
  "POWER",
  "GAS",
  "OIL_GAS",
  "HEATING",
  "TELECOM",
  "BROADCAST",
]);

/** Share of such things that belong to whoever holds private ground they stand on, as far as their class tells (民法典 274). */
export const estateShare = (profile: ClassProfile): number => {
  let utility = 0;
  for (const [medium, share] of profile.media) if (UTILITY_MEDIA.has(medium)) utility += share;
  return 1 - utility;
};

/** Holders of ground that no public body keeps: what stands on it and is no utility's is theirs. */
export const holdsPrivately = (type: string | null): boolean => type !== null && HOLD_ANYTHING.has(type);

/** Share of such things that units of this type keep, 0..1. */
export const typeShare = (profile: ClassProfile, type: string | null): number =>
  type === null ? 0 : (profile.types.get(type) ?? 0);

/** Types that keep what belongs to the street, whoever owns the ground beside it. */
const PUBLIC_TYPES: ReadonlySet<string> = new Set([
  "WATER_SUPPLY",
  "DRAINAGE",
  "STREET_LIGHTING",
  "POLICE_TRAFFIC",
  "FIRE",
  "BUS",
  "ROAD",
  "LANDSCAPE",
  "SANITATION",
  "WATER_CONSERVANCY",
]);

/** Share of such things that public bodies keep, 0..1. */
export const publicShare = (profile: ClassProfile): number => {
  let share = 0;
  for (const [type, part] of profile.types) if (PUBLIC_TYPES.has(type)) share += part;
  return share;
};

/** Units of these types run the mechanism; they own nothing by default and are no candidates of their own. */
export const RUNS_THE_MECHANISM: ReadonlySet<string> = new Set([
  "STREET_DEPT",
  "CONTRACTOR",
  "GOVERNANCE_CENTRE",
  "CONVENER",
]);
