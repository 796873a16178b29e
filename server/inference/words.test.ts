import { expect, test } from "vitest";
import { classProfiles } from "./class-profile.ts";
import { keyOfWord, plainWord } from "./words.ts";

test.each([
  ["雨水箅子", "0104"],
  ["Combined sewer catchbasin", "combined_inlet"],
  ["Sewer manhole", "0102"],
  ["inspectie- / rioolput", "drainage_cover"],
  ["brandkraan / -put", "0113"],
  ["lichtmast", "0118"],
  ["openbare verlichtingkast", "2104"],
  ["Regard d'eaux usées", "0102"],
  ["Straßenablauf", "0104"],
  ["Válvulas", "valve"],
  ["CIRC_MANHOLE", "drainage_cover"],
  ["streetLight", "0118"],
  ["0118", "0118"],
])("the class word %s is understood", (word, key) => {
  expect(keyOfWord("class", word)).toBe(key);
});

test.each([
  ["rioolVrijverval", "COMBINED"],
  ["laagspanning", "POWER"],
  ["gasLageDruk", "GAS"],
  ["datatransport", "TELECOM"],
  ["雨污合流", "COMBINED"],
  ["Eaux pluviales", "STORM"],
  ["alumbrado público", "LIGHTING"],
  ["Fernwärme", "HEATING"],
  ["Combined sewer pipe", "COMBINED"],
])("the medium word %s is understood", (word, medium) => {
  expect(keyOfWord("medium", word)).toBe(medium);
});

test("a word nobody listed is unknown, not guessed", () => {
  expect(keyOfWord("class", "zzyzx")).toBeNull();
  expect(keyOfWord("medium", "")).toBeNull();
});

test("every class word leads to a class that has a profile", () => {
  for (const word of ["manhole", "阀门井", "armoire", "poste", "Schieber", "kast"]) {
    expect(classProfiles.has(keyOfWord("class", word) ?? "")).toBe(true);
  }
  expect(plainWord("gasHogeDruk / Ähre")).toBe("gas hoge druk ahre");
});
