import { describe, expect, test } from "vitest";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf, ROOT } from "./repository.ts";
import { faultsOfComments, faultsOfPage } from "./references.ts";

const here = (file: string) => existsSync(join(ROOT, file));

/** Whose comments are not looked at, and why. */
const LEFT_OUT = [
  /^data\/migrations\//, // never edited once landed: the checksum is in every database
];

describe("a document leads only to what exists", () => {
  test.each(filesOf("*.md").filter(here))("%s", (page) => {
    expect(faultsOfPage(page)).toEqual([]);
  });
});

test("a comment that names a law, a guard or a scenario leads to a page of this repository", () => {
  const sources = filesOf("*.ts", "*.tsx", "*.css", "*.sql")
    .filter(here)
    .filter((file) => !LEFT_OUT.some((folder) => folder.test(file)));
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.flatMap(faultsOfComments)).toEqual([]);
});

test("every variable of the environment that the product reads is told to whoever runs it or tests it", () => {
  const sources = filesOf("server/*.ts", "scripts/*.ts").filter((file) => here(file) && !/test/.test(file));
  const read = sources.flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/\benv(?:\["|, "|\.)([A-Z][A-Z_]+)/g)].map(
      (match) => match[1] ?? "",
    ),
  );
  const told = ["docs/operations.md", "docs/testing.md"]
    .map((page) => readFileSync(join(ROOT, page), "utf8"))
    .join();
  expect(read).toContain("DATABASE_URL");
  expect([...new Set(read)].filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
});
