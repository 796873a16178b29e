import { expect, test } from "vitest";
import { countPicked, isPicked, NOTHING, readFilter, togglePicked } from "./filter.ts";

const read = (text: string) => readFilter(new URLSearchParams(text));

test("an address without filters means everything ownerless", () => {
  expect(read("")).toEqual({});
});

test("the address is read back, and what it does not mean is left out", () => {
  expect(read("group=COVER,LAMP,HOUSE&sure=90&free=1&gap=CLUSTER&road=-&division=440604011207")).toEqual({
    group: ["COVER", "LAMP"],
    atLeast: 90,
    withoutInquiry: true,
    gap: "CLUSTER",
    road: "-",
    division: "440604011207",
  });
  expect(read("sure=-40&gap=HOLE")).toEqual({ below: 40 });
});

test("one row is ticked and unticked", () => {
  const one = togglePicked(NOTHING, "a");
  expect([isPicked(one, "a"), isPicked(one, "b"), countPicked(one, 9)]).toEqual([true, false, 1]);
  expect(countPicked(togglePicked(one, "a"), 9)).toBe(0);
});

test("all that match may be meant but for some", () => {
  const all = togglePicked({ all: true, except: new Set() }, "a");
  expect([isPicked(all, "a"), isPicked(all, "z"), countPicked(all, 9)]).toEqual([false, true, 8]);
});
