import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { askingForToday } from "./asking.ts";
import { SHORT } from "./moments.ts";

const folder = mkdtempSync(join(tmpdir(), "youzhu-asking-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["itself", { "a.test.ts": "const day = new Date();" }, true],
  [
    "through a module that its import imports",
    { "a.test.ts": 'import "./b.ts";', "b.ts": 'export * from "./c.ts";', "c.ts": "Date.now()" },
    true,
  ],
  [
    "in a circle of imports",
    { "a.test.ts": 'import "./b.ts";', "b.ts": 'import "./a.test.ts"; dayjs()' },
    true,
  ],
  [
    "of days that are given",
    { "a.test.ts": 'import "./b.ts"; new Date("2026-01-01");', "b.ts": "dayjs(day)" },
    false,
  ],
  ["in a database suite, which is named by hand", { "a.db.test.ts": "new Date()" }, false],
])("a test that asks for today %s is found: $2", (name, files, found) => {
  const place = join(folder, name.replaceAll(/\W/g, "-"), "tests");
  mkdirSync(place, { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(place, path), text);
  expect(askingForToday(join(place, ".."), ["tests"])).toEqual(found ? ["tests/a.test.ts"] : []);
});

test("what this project has of them is found in the client, in the jobs and in the sample's year", () => {
  const found = askingForToday(fileURLToPath(new URL("../..", import.meta.url)), SHORT.unit);
  for (const path of [
    "client/ui/office-day.test.ts",
    "server/jobs/schedule.test.ts",
    "scripts/sample/history/present.test.ts",
  ])
    expect(found).toContain(path);
});
