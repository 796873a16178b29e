import { describe, expect, test } from "vitest";
import { numberText, shareText } from "./numbers.ts";

describe("a share", () => {
  test("of few is never nothing, and of nearly all never all", () => {
    expect(shareText(13 / 30_000, "zh-CN")).toBe("0.04%");
    expect(shareText(1 / 818_577, "zh-CN")).toBe("<0.01%");
    expect(shareText(818_576 / 818_577, "zh-CN")).toBe(">99.99%");
    expect(shareText(0, "zh-CN")).toBe("0%");
    expect(shareText(1, "zh-CN")).toBe("100%");
  });

  test("is written as the reader writes it", () => {
    expect(shareText(0.0372, "en")).toBe("3.7 %");
    expect(shareText(0.0372, "zh-CN")).toBe("3.7%");
    expect(numberText(28_867, "en")).toBe("28,867");
  });
});
