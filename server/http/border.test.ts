import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ApiError } from "../contract/errors.ts";
import { Bbox, GivenPoint } from "../contract/shapes.ts";
import { atTheBorder } from "./border.ts";

const Cover = z.object({
  code: z.string(),
  place: z.object({ lon: z.number() }),
  tags: z.array(z.object({ k: z.string() })).default([]),
});

function issuesOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError && error.code === "invalid_input")
      return (error.extra.issues ?? []).map((issue) => issue.path);
    throw error;
  }
  return [];
}

describe("the border", () => {
  test("lets through what the contract describes, with its defaults", () => {
    expect(atTheBorder(Cover, { code: "1", place: { lon: 113 } }, "body")).toEqual({
      code: "1",
      place: { lon: 113 },
      tags: [],
    });
  });

  test("names every field that is wrong", () => {
    expect(issuesOf(() => atTheBorder(Cover, { code: 1, place: {} }, "body"))).toEqual([
      "body.code",
      "body.place.lon",
    ]);
  });

  test("refuses fields nobody asked for, at any depth, even where the schema would drop them", () => {
    const given = {
      code: "1",
      owner: "me",
      place: { lon: 1, lat: 2 },
      tags: [{ k: "a" }, { k: "b", v: "c" }],
    };
    expect(issuesOf(() => atTheBorder(Cover, given, "body"))).toEqual([
      "body.owner",
      "body.place.lat",
      "body.tags.1.v",
    ]);
  });

  test("refuses keys that would reach a prototype", () => {
    for (const text of [
      '{"code":"1","place":{"lon":1},"__proto__":{"role":"ADMIN"}}',
      '{"code":"1","place":{"lon":1,"constructor":{"prototype":{"x":1}}}}',
    ]) {
      expect(issuesOf(() => atTheBorder(Cover.loose(), JSON.parse(text), "body"))).toHaveLength(1);
    }
    expect(({} as Record<string, unknown>)["role"]).toBeUndefined();
  });

  test("refuses 100,000 levels of nesting without overflowing the stack", () => {
    const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) as unknown;
    expect(issuesOf(() => atTheBorder(z.unknown(), deep, "body"))).toEqual(["body"]);
  });

  test("refuses text that no database can store", () => {
    for (const text of ["a\u0000b", "\ud800"]) {
      expect(issuesOf(() => atTheBorder(Cover, { code: text, place: { lon: 1 } }, "body"))).toEqual([
        "body.code",
      ]);
    }
    expect(issuesOf(() => atTheBorder(z.object({ q: z.string() }), { q: "\u0000" }, "query"))).toEqual([
      "query.q",
    ]);
  });

  test("refuses a query where the operation takes none", () => {
    expect(issuesOf(() => atTheBorder(undefined, { debug: "1" }, "query"))).toEqual(["query.debug"]);
  });
});

describe("a position at the border", () => {
  const Report = z.object({
    position: GivenPoint,
    newComponent: z.object({ position: GivenPoint }).optional(),
  });
  const crs = "EPSG:4490";
  const Near = z.object({
    lon: z.coerce.number().min(-180).max(180),
    lat: z.coerce.number().min(-90).max(90),
  });
  const refusal = (work: () => unknown): ApiError => {
    try {
      work();
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
    throw new Error("it was let through");
  };

  test.each([
    ["of a report", () => atTheBorder(Report, { position: { lon: 23.03, lat: 113.07, crs } }, "body")],
    [
      "of a new component inside it",
      () =>
        atTheBorder(
          Report,
          {
            position: { lon: 113.07, lat: 23.03, crs },
            newComponent: { position: { lon: 23.03, lat: 113.07, crs } },
          },
          "body",
        ),
    ],
    ["in an address", () => atTheBorder(Near, { lon: "23.03", lat: "113.07" }, "query")],
    ["of a box", () => atTheBorder(z.object({ bbox: Bbox }), { bbox: "23.03,113.07,23.04,113.08" }, "query")],
  ])("%s with longitude and latitude exchanged is called that", (_, work) => {
    expect(refusal(work)).toMatchObject({ code: "coordinates_swapped", params: { lon: 23.03, lat: 113.07 } });
  });

  test.each([
    [{ position: { lon: 200, lat: 113, crs } }],
    [{ position: { lon: 113, lat: 200, crs } }],
    [{ position: { lon: 113, lat: "north", crs } }],
  ])("%j is wrong in another way, and the field is named", (body) => {
    expect(refusal(() => atTheBorder(Report, body, "body")).code).toBe("invalid_input");
  });

  test.each([
    ["zh", "请写明坐标系"],
    ["en", "say the coordinate system"],
  ] as const)(
    "D17: a point that does not say its system is refused with a sentence, in %s",
    (language, sentence) => {
      const refused = refusal(() =>
        atTheBorder(Report, { position: { lon: 113.07, lat: 23.03 } }, "body", language),
      );
      expect(refused.extra.issues).toMatchObject([{ path: "body.position.crs" }]);
      expect(JSON.stringify(refused.extra.issues)).toContain(sentence);
    },
  );

  test.each(["113.1,23,113,23.1", "113,23.1,113.1,23"])("the inverted box %s is refused", (bbox) => {
    const refused = refusal(() => atTheBorder(z.object({ bbox: Bbox }), { bbox }, "query", "zh"));
    expect(refused.extra.issues).toEqual([{ path: "query.bbox", message: "顺序应为 西,南,东,北" }]);
  });

  test("a box of the right order passes", () => {
    expect(atTheBorder(z.object({ bbox: Bbox }), { bbox: "113,23,113.1,23.1" }, "query")).toEqual({
      bbox: [113, 23, 113.1, 23.1],
    });
  });
});

describe("what is wrong with a field", () => {
  const Everything = z.object({
    text: z.string().min(1).max(5),
    count: z.number().int().min(1).max(9),
    id: z.uuid(),
    on: z.iso.date(),
    at: z.iso.datetime(),
    defect: z.enum(["BROKEN", "MISSING"]),
    code: z.string().regex(/^[0-9]{4}$/),
    list: z.array(z.string()).max(1),
    command: z.discriminatedUnion("type", [z.object({ type: z.literal("GUARD") })]),
  });
  const wrong = [
    {},
    {
      text: "",
      count: 10,
      id: "x",
      on: "yesterday",
      at: "now",
      defect: "ROUND",
      code: "12",
      list: ["a", "b"],
      command: { type: "FLY" },
    },
    { text: "abcdef", count: 1.5, id: 7, on: 7, at: 7, defect: 7, code: 7, list: "a", command: 7 },
  ];
  const messages = (body: unknown, language: "zh" | "en") => {
    try {
      atTheBorder(Everything, body, "body", language);
    } catch (error) {
      if (error instanceof ApiError) return (error.extra.issues ?? []).map(({ message }) => message);
    }
    return [];
  };

  test.each(wrong)("is said in Chinese to who reads Chinese, and in English to who does not", (body) => {
    const [zh, en] = [messages(body, "zh"), messages(body, "en")];
    expect(zh).toHaveLength(9);
    for (const message of zh) expect(message).toMatch(/[一-龥]/);
    for (const message of en) expect(message).not.toMatch(/[一-龥]|^Invalid|^Too /);
  });

  test("an unknown field and a text that is none are said in Chinese, too", () => {
    expect(messages({ text: "\u0000" }, "zh")).toEqual(["含有空字符或半个字符，不是有效文本"]);
  });
});
