import { expect, test } from "vitest";
import { LISTS } from "../../server/domain/component/facts.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

const values = Object.entries(LISTS).flatMap(([list, of]) => of.map((value) => [list, value] as const));

test.each(values)("the description's list %s has words for %s in both languages", (list, value) => {
  for (const { words } of [zh, en]) {
    const said = (words as Readonly<Record<string, Readonly<Record<string, string>>>>)[list]?.[value];
    expect(said).toMatch(/\S/);
  }
});
