import { describe, expect, test } from "vitest";

import { mapClass, readClassSchemes } from "./classes.ts";

const schemes = readClassSchemes();
const codes = (found: { problems: readonly { code: string }[] }) =>
  found.problems.map((problem) => problem.code);

describe("the class of an imported component", () => {
  test("an import that does not declare its scheme is refused", () => {
    expect(() => mapClass(undefined, "0102", schemes)).toThrow(/--scheme A/);
  });

  test("the same four digits mean different things in the two schemes", () => {
    expect(mapClass("A", "0118", schemes).classCode).toBe("0118");
    expect(mapClass("B", "0118", schemes).classCode).toBe("0302");
    expect(mapClass("A", "0127", schemes).classCode).toBe("0127");
    expect(mapClass("B", "0127", schemes).classCode).toBe("0115");
  });

  test("an ownerless cover is a cover of unknown kind that nobody is known to own, in both schemes", () => {
    for (const [scheme, value] of [
      ["A", "0114"],
      ["A", "BJ0114"],
      ["A", "无主井盖"],
      ["B", "0123"],
      ["B", "不明井盖"],
    ] as const) {
      const found = mapClass(scheme, value, schemes);
      expect(found.classCode).toBe("0199");
      expect(found.ownerless).toBe(true);
      expect(codes(found)).toEqual(["class-ownerless"]);
    }
    expect(mapClass("B", "0114", schemes)).toMatchObject({ classCode: "0198", ownerless: false });
    expect(mapClass("A", "0123", schemes)).toMatchObject({ classCode: "0123", ownerless: false });
  });

  test("a class is found by number without its zero, by the 16-digit code and by name", () => {
    for (const value of [102, "102", "0102", "4406040102000017", "污水井盖"]) {
      expect(mapClass("A", value, schemes).classCode).toBe("0102");
    }
  });

  test("a class of scheme B without counterpart is refused until the user names one", () => {
    expect(codes(mapClass("B", "0154", schemes))).toEqual(["class-not-mapped"]);
    expect(mapClass("B", "0154", schemes, { "0154": "0116" }).classCode).toBe("0116");
  });

  test("foreign words need a map, and the map may end in a star", () => {
    const map = { kolk: "0104", "*": "0199" };
    expect(mapClass("map", "kolk", schemes, map).classCode).toBe("0104");
    expect(mapClass("map", "rioolput", schemes, map).classCode).toBe("0199");
    expect(codes(mapClass("map", "rioolput", schemes, { kolk: "0104" }))).toEqual(["class-unknown"]);
    expect(codes(mapClass("map", "kolk", schemes, { kolk: "9999" }))).toEqual(["class-unknown"]);
  });

  test("every counterpart named by scheme B exists in scheme A", () => {
    for (const known of schemes.b.values()) if (known.inA) expect(schemes.a.has(known.inA)).toBe(true);
    expect(schemes.a.size).toBe(95);
    expect(schemes.b.size).toBe(66);
  });
});
