import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { IN_THE_GATE, MOMENTS, NOT_UNDER_A_MOVED_CLOCK, SHORT } from "./moments.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test.each([...SHORT.unit, ...SHORT.database])("%s is there to be run with the clock moved", (path) => {
  expect(existsSync(join(root, path))).toBe(true);
});

test.each(NOT_UNDER_A_MOVED_CLOCK)("%s leaves somebody out", (pattern) => {
  const name = pattern.replace("**/", "");
  const files = readdirSync(join(root, "server"), { recursive: true }).map(String);
  expect(files.some((file) => file.endsWith(name))).toBe(true);
});

test("the gate visits moments that there are", () => {
  const names = MOMENTS.map(({ name }) => name);
  for (const moment of IN_THE_GATE) expect(names).toContain(moment);
});
