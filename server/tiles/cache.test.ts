import { expect, test } from "vitest";
import { featureIdOf } from "../contract/map.ts";
import { TileCache } from "./cache.ts";

test("the tiles looked at longest ago make room for new ones", () => {
  const cache = new TileCache<{ size: number; name: string }>(100);
  cache.set("a", { size: 40, name: "a" });
  cache.set("b", { size: 40, name: "b" });
  expect(cache.get("a")?.name).toBe("a");
  cache.set("c", { size: 40, name: "c" });
  expect([cache.get("a")?.name, cache.get("b")?.name, cache.get("c")?.name]).toEqual(["a", undefined, "c"]);
  cache.set("a", { size: 90, name: "larger" });
  expect([cache.get("a")?.name, cache.get("c")?.name]).toEqual(["larger", undefined]);
});

test("a hundred thousand components get as many numbers, each safe as a JavaScript integer", () => {
  const numbers = new Set<number>();
  for (let n = 0; n < 100_000; n++) {
    const id = `0193${(n % 65_536).toString(16).padStart(4, "0")}-${(n >> 16).toString(16).padStart(4, "0")}-7abc-8def-0123456789ab`;
    const number = featureIdOf(id);
    numbers.add(number);
  }
  expect([...numbers].every((number) => Number.isSafeInteger(number) && number >= 0)).toBe(true);
  expect(numbers.size).toBe(100_000);
});
