import { expect, test } from "vitest";
import { percentText } from "./percent.ts";

test("nothing is called certain, and nobody who is named impossible", () => {
  expect([0, 0.004, 0.01, 0.5, 0.994, 0.996, 1].map(percentText)).toEqual([
    "<1%",
    "<1%",
    "1%",
    "50%",
    "99%",
    ">99%",
    ">99%",
  ]);
});
