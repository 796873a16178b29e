import { expect, test } from "vitest";

import { ImportRefused, problem, sentence } from "./problems.ts";

test("a reason is a sentence in both languages with its numbers filled in", () => {
  const found = problem("csv-columns", { found: 5, expected: 4 });
  expect(sentence(found, "en")).toBe("This line has 5 values, the header has 4 columns.");
  expect(sentence(found, "zh")).toBe("此行有 5 个值，表头有 4 列。");
});

test("a refused file says its sentence as the error's message", () => {
  expect(new ImportRefused("format-gzip", { file: "a.gz" }).message).toBe(
    "a.gz is compressed with gzip; unpack it first.",
  );
});
