import { expect, test } from "vitest";
import { renderSentence, SENTENCE_KEYS, type Language } from "./sentences.ts";

const naming = { unit: (id: string) => id, className: (key: string) => key };
const say = (key: string, language: Language, params: Record<string, string | number> = {}): string =>
  renderSentence({ key, params }, "Unit A east", language, naming);

test("every reason reads as a sentence in both languages", () => {
  const params = {
    class: "Street lamp",
    medium: "WATER",
    area: "road",
    type: "GAS",
    distanceM: 1.2,
    errorM: 1.5,
    depthM: 3,
    percent: 40,
    count: 2,
    diameterMm: 700,
    day: "2023-05-01",
  };
  for (const key of SENTENCE_KEYS) {
    const english = say(key, "en", params);
    expect(english).toMatch(/^[A-Z0-9]/);
    expect(english).toMatch(
      / (is|are|was|runs?|serves|kept|keeps?|lies|stands?|has|have|names?|says|carries|answers?|belongs?|join|branches|changes|claimed|denied|returned|said) /,
    );
    expect(say(key, "zh", params)).toMatch(/\p{Script=Han}{2}/u);
    for (const language of ["en", "zh"] as const) expect(say(key, language, params)).not.toMatch(/[{}]/);
  }
});

test("an article fits the word behind it and touches no unit's name", () => {
  expect(say("typeFits", "en", { class: "Outfall", type: "DRAINAGE" })).toBe(
    "An outfall is usually kept by a drainage unit",
  );
  expect(say("mediumFits", "en", { class: "TV cover", medium: "BROADCAST" })).toBe(
    "A TV cover usually serves cable-TV networks",
  );
  expect(say("onBranch", "en", { medium: "GAS" })).toContain("Unit A east's gas line");
});

test("a class nobody knows is spoken of all the same", () => {
  expect(say("mediumFits", "en", { class: "", medium: "GAS" })).toBe(
    "A thing of this kind usually serves gas networks",
  );
  expect(say("mediumFits", "zh", { class: "", medium: "GAS" })).toContain("该类部件");
});
