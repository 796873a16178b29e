import { z } from "zod";
import { PointCrs } from "../domain/arguments.ts";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";
import { AREA_KINDS } from "./imports.ts";
import { Id, LonLat, ShortText, UnitRef } from "./shapes.ts";

/** Where a rule holds: on any ground, or within an area of one kind. */
export const PLACE_KINDS = ["ANY", ...AREA_KINDS] as const;
const PlaceKind = z.enum(PLACE_KINDS);
const DivisionCode = z.string().regex(/^[0-9]{6,12}$/);

export const PlaceRule = z.object({
  /** Null: in every division. */
  divisionCode: z.string().nullable(),
  placeKind: PlaceKind,
  unit: UnitRef,
  labelZh: z.string(),
  labelEn: z.string(),
});
export type PlaceRule = z.infer<typeof PlaceRule>;

export const Places = z.object({
  /** For `If-Match`; 0 before anybody has set anything. */
  version: z.int(),
  /** The first that fits the place counts. */
  rules: z.array(PlaceRule),
  /** The street served; `box` is `[west, south, east, north]` in degrees, EPSG:4490. */
  home: z
    .object({ code: z.string(), nameZh: z.string(), nameEn: z.string(), box: z.array(z.number()).length(4) })
    .nullable(),
  divisions: z.array(
    z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string(), outlined: z.boolean() }),
  ),
  /** Street departments of today. */
  departments: z.array(UnitRef),
  areaKinds: z.array(z.object({ kind: PlaceKind, count: z.int() })),
  /** The largest imported areas, at most 200: one may be the street's outline. */
  areas: z.array(z.object({ id: Id, kind: PlaceKind, name: z.string() })),
  /** Whether anything is registered whose extent could be the outline. */
  registered: z.boolean(),
  /** Dangers that are filed and that nobody has. */
  waiting: z.int(),
});
export type Places = z.infer<typeof Places>;

const Told = z.object({ version: z.int() });

export const readPlaces = endpoint({
  name: "readPlaces",
  method: "GET",
  path: "/api/places",
  tag: "admin",
  summary: "Which street department acts where, the street served, and what either could be chosen from.",
  access: MAY.administerPlaces,
  answer: Places,
});

export const setPlaceRules = endpoint({
  name: "setPlaceRules",
  method: "PUT",
  path: "/api/places/rules",
  tag: "admin",
  summary:
    "Replaces the place rules: the first that fits decides which department handles a danger that nobody owns. Cases dispatched already stay where they are.",
  access: MAY.administerPlaces,
  body: z.strictObject({
    rules: z
      .array(
        z.strictObject({
          divisionCode: DivisionCode.nullable().default(null),
          placeKind: PlaceKind,
          unitId: Id,
          labelZh: z.string().trim().max(200).default(""),
          labelEn: z.string().trim().max(200).default(""),
        }),
      )
      .max(200),
  }),
  answer: Told,
  precondition: "IF_MATCH",
});

const Outline = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("COMPONENTS") }),
  z.strictObject({ from: z.literal("AREA"), areaId: Id }),
  z.strictObject({ from: z.literal("BOX"), southWest: LonLat, northEast: LonLat }),
]);
export type Outline = z.infer<typeof Outline>;

export const setHome = endpoint({
  name: "setHome",
  method: "PUT",
  path: "/api/places/home",
  tag: "admin",
  summary:
    "Sets the street served: a known division, with a new outline where one is given, or a new one with its code and names.",
  access: MAY.administerPlaces,
  body: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("KNOWN"),
      code: DivisionCode,
      outline: Outline.nullable().default(null),
    }),
    z.strictObject({
      type: z.literal("NEW"),
      /** Nine digits: province, city, district, street (GB/T 10114). */
      code: z.string().regex(/^[0-9]{9}$/),
      nameZh: ShortText,
      nameEn: ShortText,
      outline: Outline,
    }),
  ]),
  answer: Told,
  precondition: "IF_MATCH",
});

export const departmentOfPlace = endpoint({
  name: "departmentOfPlace",
  method: "GET",
  path: "/api/places/department",
  tag: "cases",
  summary: "Which department would handle a danger here that nobody owns; null where no rule fits.",
  access: MAY.reportCase,
  query: z.object({
    lon: z.coerce.number().min(-180).max(180),
    lat: z.coerce.number().min(-90).max(90),
  }),
  answer: z.object({ unit: UnitRef.nullable() }),
});

/** Against what a place is doubtful: outside every street, off the road it names, off its photo, off the phone. */
export const PlaceDoubt = z.object({
  against: z.enum(["STREET", "ADDRESS", "PHOTO", "PHONE"]),
  metres: z.int().nullable(),
  /** The system in which the same numbers would be borne out, and where that is; null where none would. */
  crs: PointCrs.nullable(),
  position: LonLat.nullable(),
});
export type PlaceDoubt = z.infer<typeof PlaceDoubt>;

const Longitude = z.coerce.number().min(-180).max(180);
const Latitude = z.coerce.number().min(-90).max(90);

export const plausiblePlace = endpoint({
  name: "plausiblePlace",
  method: "GET",
  path: "/api/places/plausible",
  tag: "cases",
  summary:
    "Whether a point may be of another coordinate system than it says (GCJ-02 lies about 630 m off here): held against the streets that are drawn, the road that the address names, where the photo was taken and where the phone is. Null where nothing speaks against it.",
  access: MAY.pointOut,
  query: z.object({
    lon: Longitude,
    lat: Latitude,
    crs: PointCrs,
    address: z.string().max(200).optional(),
    photoLon: Longitude.optional(),
    photoLat: Latitude.optional(),
    phoneLon: Longitude.optional(),
    phoneLat: Latitude.optional(),
  }),
  answer: z.object({ doubt: PlaceDoubt.nullable() }),
});
