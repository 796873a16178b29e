import { expect, test } from "vitest";
import { percentText } from "./percent.ts";

test("nothing uncertain is called certain, and nothing possible impossible", () => {
  expect([0, 0.004, 0.01, 0.5, 0.994, 0.996, 1].map(percentText)).toEqual([
    "0%",
    "<1%",
    "1%",
    "50%",
    "99%",
    ">99%",
    "100%",
  ]);
});
