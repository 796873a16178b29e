import { expect, test } from "vitest";
import { canonical } from "./canonical.ts";
import type { Life } from "./life.ts";
import { happen, type Move } from "./moves.ts";
import { Offers } from "./offers.ts";
import { startsOf } from "./starts.ts";

const offers = new Offers();
const starts = startsOf(offers);

function start(name: string): Life {
  const found = starts.find((known) => known.name === name);
  if (!found) throw new Error(`no start ${name}`);
  return found.life;
}

/** The first move of that kind that is granted. */
function after(life: Life, type: string): Life {
  const moves: readonly Move[] = offers
    .in(life)
    .flatMap((bundle) => (bundle.type === type ? bundle.moves : []));
  for (const move of moves) {
    const step = happen(life, move);
    if (step) return step.after;
  }
  throw new Error(`nobody may ${type}`);
}

test("a dossier of every kind is begun from, with and without a hole", () => {
  expect(starts.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "an ownerless cover",
      "a cover owned by the register since 1990",
      "a cover determined through an inquiry",
      "a contested cover",
      "a cover in backstop",
      "a private cover",
      "a retired cover",
      "a cover determined through an inquiry, a hole filed",
    ]),
  );
});

test("when exactly, under which id and with which picture makes no other state", () => {
  const life = start("an ownerless cover, a hole filed");
  const later: Life = {
    ...life,
    now: new Date(Date.parse(life.now) + 60_000).toISOString(),
    ids: life.ids + 7,
  };
  expect(canonical(later)).toBe(canonical(life));
  expect(canonical(after(later, "GUARD"))).toBe(canonical(after(life, "GUARD")));
  expect(canonical(after(life, "ADD_NOTE"))).toBe(canonical(life));
});

test("a step taken, a clock run out and a danger remembered each make another", () => {
  const life = start("an ownerless cover, a hole filed");
  const states = [
    life,
    after(life, "GUARD"),
    after(life, "time"),
    { ...life, watch: { ...life.watch, unsafe: [] } },
  ];
  expect(new Set(states.map(canonical)).size).toBe(states.length);
});

test("which clock runs out first makes another", () => {
  const life = start("an ownerless cover, a hole filed");
  const [file] = life.dossier.cases;
  if (!file) throw new Error("no case");
  const swapped = file.deadlines.map((clock) => ({
    ...clock,
    dueAt: new Date(2 * Date.parse(life.now) - Date.parse(clock.dueAt) + 86_400_000).toISOString(),
  }));
  const other: Life = { ...life, dossier: { ...life.dossier, cases: [{ ...file, deadlines: swapped }] } };
  expect(canonical(other)).not.toBe(canonical(life));
});

test("a day that is over, today and a day to come are three", () => {
  const life = start("a cover owned by the register since 1990");
  const { component } = life.dossier;
  if (!component) throw new Error("no component");
  const owned = (from: string) =>
    canonical({
      ...life,
      dossier: {
        ...life.dossier,
        component: { ...component, roles: component.roles.map((held) => ({ ...held, from })) },
      },
    });
  const today = life.now.slice(0, 10);
  expect(new Set([owned("1990-01-01"), owned(today), owned("2099-01-01")]).size).toBe(3);
  expect(owned("1991-01-01")).toBe(owned("1990-01-01"));
});
