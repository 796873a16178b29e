import { describe, expect, test } from "vitest";
import { FILTERS, IMPORTED, PANEL_ROWS, TILE_FACTS, valuesOf } from "./described.ts";
import { COMPOSED, FACTS, type Fact, type Words } from "./facts.ts";

const HAN = /\p{Script=Han}/u;
const facts: [string, Fact][] = Object.entries(FACTS);

/** Everything that the description says to people, by where it stands. */
const said: [string, Words][] = [...facts, ...Object.entries(COMPOSED)].flatMap(
  ([key, fact]): [string, Words][] => [
    [key, fact.words],
    ...("type" in fact && fact.type.kind === "choice"
      ? Object.entries(fact.type.of).map(([value, words]): [string, Words] => [`${key} ${value}`, words])
      : []),
  ],
);

describe("the description of components", () => {
  test.each(said)("says %s in Chinese and in English", (_, { zh, en }) => {
    expect(zh).toMatch(HAN);
    expect(en).toMatch(/[a-z]/i);
    expect(en).not.toMatch(HAN);
  });

  test("gives every name once: tags, parameters, import fields and columns, headers, places", () => {
    for (const names of [
      TILE_FACTS.map(({ tag }) => tag),
      FILTERS.map(({ parameter }) => parameter),
      IMPORTED.map(({ field }) => field),
      IMPORTED.flatMap(({ aliases }) => aliases),
      facts.flatMap(([, { exported }]) => exported ?? []),
      PANEL_ROWS.map(({ place }) => String(place)),
    ])
      expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
  });

  test("writes the columns of files in lower case, as they are compared", () => {
    for (const alias of IMPORTED.flatMap(({ aliases }) => aliases)) expect(alias).toBe(alias.toLowerCase());
  });

  test.each(FILTERS)(
    "filters by $parameter what the map's tiles carry, by values that there are",
    ({ fact }) => {
      expect(fact.tile).toBeDefined();
      expect(valuesOf(fact).length).toBeGreaterThan(1);
    },
  );
});
