/**
 * What a generated town is made of: plain data, GeoJSON geometry in EPSG:4490 degrees rounded to 1e-7, lengths in
 * metres unless the name says otherwise, days as `YYYY-MM-DD` in Asia/Shanghai.
 */
export type Position = [number, number];
interface PointGeometry {
  type: "Point";
  coordinates: Position;
}
interface LineGeometry {
  type: "LineString";
  coordinates: Position[];
}
export interface PolygonGeometry {
  type: "Polygon";
  coordinates: Position[][];
}
interface MultiPolygonGeometry {
  type: "MultiPolygon";
  coordinates: Position[][][];
}
export type SurfaceGeometry = PolygonGeometry | MultiPolygonGeometry;

export type UnitType =
  | "WATER_SUPPLY"
  | "DRAINAGE"
  | "POWER"
  | "GAS"
  | "TELECOM"
  | "TOWER"
  | "BROADCAST"
  | "STREET_LIGHTING"
  | "POLICE_TRAFFIC"
  | "FIRE"
  | "BUS"
  | "ROAD"
  | "LANDSCAPE"
  | "SANITATION"
  | "WATER_CONSERVANCY"
  | "VILLAGE"
  | "COMMUNITY"
  | "PROPERTY_MANAGEMENT"
  | "PRIVATE"
  | "CONSTRUCTION"
  | "SPECIAL"
  | "STREET_DEPT"
  | "CONTRACTOR"
  | "GOVERNANCE_CENTRE"
  | "CONVENER";

export interface Lineage {
  predecessor: string;
  successor: string;
  kind: "MERGER" | "SPLIT" | "RENAME" | "DISSOLVED";
  on: string;
  document: string;
}

export interface Unit {
  id: string;
  /** Short readable code, unique: what an import file would name the unit by. */
  code: string;
  nameZh: string;
  nameEn: string;
  unitType: UnitType;
  /** Division the unit works for or sits in. */
  divisionCode: string;
  validFrom: string;
  validTo?: string;
}

export interface Division {
  code: string;
  level: "DISTRICT" | "STREET" | "COMMUNITY";
  parentCode: string | null;
  nameZh: string;
  nameEn: string;
  /** The committee of a village or community; null above that. */
  unitId: string | null;
  centre: Position;
  geometry: SurfaceGeometry;
}

/** 万米单元网格: 100 m x 100 m on the EPSG:4547 hundred-metre lines, 12-digit community code and a 3-digit serial, west to east then north to south. */
export interface GridCell {
  code: string;
  communityCode: string;
  geometry: PolygonGeometry;
}

export type RoadClass = "MAIN" | "SECONDARY" | "LANE" | "VILLAGE_ROAD" | "VILLAGE_LANE";

export interface Road {
  id: string;
  nameZh: string;
  nameEn: string;
  roadClass: RoadClass;
  /** Red line to red line. */
  widthM: number;
  carriagewayM: number;
  custody: "CITY" | "STREET" | "VILLAGE" | "CONSTRUCTION";
  /** Who answers for the pavement today: road office, street office, village, or the construction unit of a road not yet accepted. */
  custodianUnitId: string;
  accepted: boolean;
  rebuiltOn?: string;
  centreline: LineGeometry;
  polygon: PolygonGeometry;
}

type AreaKind =
  | "COMPOUND"
  | "FACTORY"
  | "ROAD"
  | "BLOCK"
  | "WATER"
  | "GREEN"
  | "CONSTRUCTION"
  | "DUTY"
  | "SERVICE";

export interface Area {
  id: string;
  kind: AreaKind;
  nameZh: string;
  nameEn: string;
  /** Manager or custodian; null for a compound that nobody manages (三无小区). */
  unitId: string | null;
  divisionCode: string;
  attributes: {
    open?: boolean;
    managed?: boolean;
    roadClass?: RoadClass;
    custody?: Road["custody"];
    accepted?: boolean;
    rebuiltOn?: string;
    landUse?: string;
    medium?: Medium;
  };
  geometry: SurfaceGeometry;
}

export type Medium =
  | "WATER"
  | "SEWAGE"
  | "STORM"
  | "COMBINED"
  | "POWER"
  | "TELECOM"
  | "GAS"
  | "LIGHTING"
  | "TRAFFIC_SIGNAL"
  | "BROADCAST";

export interface NetworkLine {
  id: string;
  unitId: string;
  medium: Medium;
  /** Pipe diameter, or the size of the duct bank. */
  diameterMm: number;
  accuracyM: number;
  /** Day of the map the unit handed in. */
  surveyedOn: string;
  attributes: { ducts?: number; material?: string; branch?: true; roadName: string };
  geometry: LineGeometry;
}

type PhysicalState = "INTACT" | "DAMAGED" | "LOST" | "SCRAPPED" | "REMOVED";
export type Basis = "SURVEY" | "HANDOVER" | "AS_BUILT" | "CLAIM" | "REGISTER";

export interface Component {
  id: string;
  /** 16 digits: 440604 + class + 6-digit serial, unique. */
  code: string;
  /** As registered; a few are wrong. */
  classCode: string;
  physicalState: PhysicalState;
  lon: number;
  lat: number;
  accuracyM: number;
  attributes: {
    lettering?: string;
    shape?: "ROUND" | "SQUARE";
    diameterMm?: number;
    lengthMm?: number;
    widthMm?: number;
    material?: "CAST_IRON" | "DUCTILE_IRON" | "CONCRETE" | "COMPOSITE" | "STEEL";
    loadClass?: "A15" | "B125" | "C250" | "D400" | "E600" | "F900";
    shaftContents?: string;
    heightM?: number;
    installed?: string;
  };
  registeredOwnerUnitId: string | null;
  maintainerUnitId: string | null;
  regulatorUnitId: string | null;
  ownedSince: string | null;
  basis: Basis | null;
  communityCode: string;
  gridCode: string | null;
  roadName: string;
  address: string;
  /** Compound or factory yard it stands in. */
  areaId: string | null;
  dataSource: "SURVEY" | "IMPORT" | "OWNER" | "MANUAL_REPORT";
  firstSurveyedOn: string;
  surveyId: string;
}

export type Dirt =
  | "OWNERLESS_REBUILT_ROAD"
  | "OWNERLESS_UNMANAGED_COMPOUND"
  | "OWNERLESS_SCATTERED"
  | "ABANDONED"
  | "WRONG_OWNER"
  | "MERGED_UNIT"
  | "WRONG_CLASS"
  | "WRONG_LETTERING"
  | "BORROWED_LID"
  | "SHIFTED"
  | "DUPLICATE"
  | "BOUNDARY"
  | "UNACCEPTED_ROAD";

/** The truth, for `sample.truth`, a table that the application never reads: what inference is scored against. */
export interface Truth {
  componentId: string;
  /** Null: abandoned, nobody's. */
  trueOwnerUnitId: string | null;
  trueClass: string;
  /** What runs through it; null for what hangs on no network (a bus shelter, a camera), or on one that nobody may know. */
  medium: Medium | "RECLAIMED_WATER" | null;
  trueLon: number;
  trueLat: number;
  dirtKind: Dirt[];
  /** The other record of the same lid. */
  sameAs?: string;
}

export interface Survey {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  surveyedOn: string;
  accuracyM: number;
  /** Systematic shift of the whole batch, metres east and north; null where there was none. */
  batchShiftM: Position | null;
}

type BaseKind =
  | "land"
  | "block"
  | "building"
  | "green"
  | "water"
  | "road"
  | "road_label"
  | "place"
  | "compound"
  | "factory"
  | "boundary";

/** One feature of the base map. `road` is the surface in true width; `road_label` the centreline, for names and for far zooms. */
export interface BaseFeature {
  kind: BaseKind;
  class?: string;
  name: string;
  nameEn?: string;
  widthM?: number;
  minZoom: number;
  geometry: PointGeometry | LineGeometry | SurfaceGeometry;
}

export type PlaceKind =
  | "ROAD"
  | "LANE"
  | "VILLAGE_LANE"
  | "GREEN"
  | "WATER"
  | "COMPOUND"
  | "FACTORY"
  | "CONSTRUCTION";

/** Which street department handles an ownerless danger, by the kind of place it lies in. */
export interface PlaceRule {
  divisionCode: string;
  placeKind: PlaceKind;
  unitId: string;
}

export interface Town {
  seed: number;
  divisions: Division[];
  gridCells: GridCell[];
  units: Unit[];
  lineage: Lineage[];
  demoUnits: Record<DemoUnit, string>;
  roads: Road[];
  areas: Area[];
  networks: NetworkLine[];
  surveys: Survey[];
  components: Component[];
  truth: Truth[];
  base: BaseFeature[];
  placeRules: PlaceRule[];
}

export type DemoUnit =
  | "water"
  | "drainage"
  | "power"
  | "telecom"
  | "gas"
  | "lighting"
  | "traffic"
  | "property"
  | "dept"
  | "contractor"
  | "convener"
  | "centre";
