import { describe, expect, test } from "vitest";
import { refuseForgery } from "./csrf.ts";

const json = { "content-type": "application/json" };
const write = (headers: Record<string, string>, ownOrigin?: string) => () =>
  refuseForgery({ headers, host: "youzhu.cn:3000" }, ownOrigin);
const refused = expect.objectContaining({ code: "csrf_refused" });

describe("a write", () => {
  test("from our own page passes", () => {
    const own = { "x-youzhu": "1", "sec-fetch-site": "same-origin", origin: "http://youzhu.cn:3000" };
    expect(write({ ...json, ...own })).not.toThrow();
  });

  test("from a program that is no browser passes with a header of its own or a JSON body", () => {
    expect(write({ "idempotency-key": "abcdefgh" })).not.toThrow();
    expect(write(json)).not.toThrow();
  });

  test.each([
    [
      "a form of another site",
      { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site" },
    ],
    [
      "a form, in a browser that says nothing of where it comes from",
      { "content-type": "application/x-www-form-urlencoded" },
    ],
    ["a no-cors fetch with text", { "content-type": "text/plain", origin: "https://evil.example" }],
    ["a multipart form", { "content-type": "multipart/form-data; boundary=x" }],
    [
      "another origin, whatever headers it managed to set",
      { ...json, "x-youzhu": "1", origin: "https://evil.example" },
    ],
    ["a sibling domain", { ...json, "x-youzhu": "1", "sec-fetch-site": "same-site" }],
    ["a sandboxed frame", { ...json, "x-youzhu": "1", origin: "null" }],
    ["another port of the same host", { ...json, "x-youzhu": "1", origin: "http://youzhu.cn:8080" }],
    ["nobody in particular", {}],
  ])("sent by %s is refused", (_, headers) => {
    expect(write(headers)).toThrow(refused);
  });

  test("through a proxy that changes the host passes from the public origin only", () => {
    const headers = { ...json, origin: "https://youzhu.example.cn" };
    expect(write(headers, "https://youzhu.example.cn")).not.toThrow();
    expect(write(headers)).toThrow(refused);
  });
});
