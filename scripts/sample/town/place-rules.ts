import type { PlaceKind, PlaceRule } from "./model.ts";
import type { UnitBook } from "./units.ts";

/** Who goes out first, by where the danger lies: the works office on roads and waters, enforcement where land is private, emergency on sites. */
const DEPARTMENT: Record<PlaceKind, string> = {
  ROAD: "ZC-CJSL",
  LANE: "ZC-CJSL",
  VILLAGE_LANE: "ZC-CJSL",
  GREEN: "ZC-GGFW",
  WATER: "ZC-CJSL",
  COMPOUND: "ZC-ZHZF",
  FACTORY: "ZC-ZHZF",
  CONSTRUCTION: "ZC-YJGL",
};

export function makePlaceRules(book: UnitBook): PlaceRule[] {
  const own = Object.entries(DEPARTMENT).map(([placeKind, code]) => ({
    divisionCode: "440604011",
    placeKind: placeKind as PlaceKind,
    unitId: book.id(code),
  }));
  return [...own, { divisionCode: "440604010", placeKind: "ROAD", unitId: book.id("SW-OFFICE") }];
}
