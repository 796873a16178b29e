import { COMPOSED, FACTS, LISTS, type Fact, type FactKey, type ListName, type Words } from "./facts.ts";

/** What the readers of facts.ts ask it. */

type Facts = typeof FACTS;
type KeysWith<Part> = { [Key in FactKey]: Facts[Key] extends Part ? Key : never }[FactKey];

const ENTRIES = Object.entries(FACTS) as [FactKey, Fact][];

/** The values that a fact of the description may have, as a type. */
export type ValueOf<Key extends FactKey> = Facts[Key]["type"] extends { list: infer List extends ListName }
  ? (typeof LISTS)[List][number]
  : Facts[Key]["type"] extends { of: infer Of }
    ? keyof Of & string
    : string;

/** Every value of a choice, in the order in which it is offered; none for what is no choice. */
export function valuesOf({ type }: Fact): readonly string[] {
  if (type.kind === "listed") return LISTS[type.list];
  return type.kind === "choice" ? Object.keys(type.of) : [];
}

/** The words of a value that the description itself has; undefined for lists of names.ts and for what a file called it. */
export function wordsOfValue({ type }: Fact, value: string): Words | undefined {
  return type.kind === "choice" && Object.hasOwn(type.of, value) ? type.of[value] : undefined;
}

/** A fact by the key under which `attributes` hold it; undefined for a word that only one file uses. */
export function attributeFact(key: string): Fact | undefined {
  const fact = Object.hasOwn(FACTS, key) ? (FACTS[key as FactKey] as Fact) : undefined;
  return fact?.column === undefined ? fact : undefined;
}

export type FilterKey = KeysWith<{ filter: { parameter: string } }>;
/** The parameters by which components are filtered, each with its values. */
export type ChosenOf = { [Key in FilterKey as Facts[Key]["filter"]["parameter"]]: ValueOf<Key> };
export type Parameter = keyof ChosenOf;

export interface FilterFact {
  readonly key: FilterKey;
  readonly parameter: Parameter;
  readonly fact: Fact;
  readonly values: readonly string[];
}

export const FILTERS: readonly FilterFact[] = ENTRIES.flatMap(([key, fact]) =>
  fact.filter
    ? [
        {
          key: key as FilterKey,
          parameter: fact.filter.parameter as Parameter,
          fact,
          values: valuesOf(fact),
        },
      ]
    : [],
);

export type DetailKey = KeysWith<{ inDetail: { nullable: boolean } }>;
export const DETAILS = ENTRIES.flatMap(([key, fact]) => (fact.inDetail ? [{ key, fact }] : []));

export const TILE_FACTS = ENTRIES.flatMap(([key, fact]) =>
  fact.tile ? [{ key, fact, tag: fact.tile.tag, says: fact.tile.says ?? fact.words.en }] : [],
);

export const IMPORTED = ENTRIES.flatMap(([key, fact]) =>
  fact.imported ? [{ key, fact, ...fact.imported }] : [],
);

export const EXPORTED = ENTRIES.flatMap(([key, fact]) =>
  fact.exported === undefined ? [] : [{ key, fact, header: fact.exported }],
);

/** Rows of the panel by their places; attributes follow, described ones in this order. */
export const PANEL_ROWS = [...ENTRIES, ...Object.entries(COMPOSED)]
  .flatMap(([key, { words, panel }]: [string, Pick<Fact, "words" | "panel">]) =>
    panel === undefined ? [] : [{ key: key as FactKey | keyof typeof COMPOSED, words, place: panel }],
  )
  .sort((a, b) => a.place - b.place);

/** What the forms ask for by hand. */
export const ASKED = ENTRIES.flatMap(([key, fact]) => (fact.asked ? [{ key, fact, asked: fact.asked }] : []));
