import { CALLER, LAT, LON, type Rows } from "./testing-rows.ts";

/** How a GET is tried: at which addresses, and what whoever may call it must find there, so that silence proves something. */
export interface Reading {
  readonly at: (rows: Rows) => readonly string[];
  /** Words that all the street's people who may call it find. */
  readonly staff?: (rows: Rows) => readonly string[];
  readonly water?: (rows: Rows) => readonly string[];
  readonly crew?: (rows: Rows) => readonly string[];
}

const BOX = `${LON - 0.01},${LAT - 0.01},${LON + 0.01},${LAT + 0.01}`;
const DAYS = "from=2020-01-01&to=2099-12-31";

const things = (rows: Rows) => Object.values(rows.things);
const components = (rows: Rows) => things(rows).flatMap(({ words }) => words.slice(0, 1));
const ofEach = (path: string) => (rows: Rows) => things(rows).map(({ id }) => path.replace(":id", id));
const ofCases = (path: string) => (rows: Rows) =>
  things(rows).map((thing) => path.replace(":id", thing.caseId));
const ofInquiries = (path: string) => (rows: Rows) =>
  things(rows).map((thing) => path.replace(":id", thing.inquiryId));
const cases = (rows: Rows) => things(rows).map(({ caseId }) => caseId);
const inquiries = (rows: Rows) => things(rows).map(({ inquiryId }) => inquiryId);
const plain = (...addresses: string[]): Reading => ({ at: () => addresses });

const seenByWater = ({ things: { own, unresolved, noticed, told, heard } }: Rows) => [
  heard.id,
  own.id,
  unresolved.id,
  noticed.id,
  told.id,
];
const seenByCrew = ({ things: { sent, unresolved, heard } }: Rows) => [sent.id, unresolved.id, heard.id];
const registered = { staff: components, water: seenByWater, crew: seenByCrew };

function tiles(set: string, zooms: readonly number[]): string[] {
  return zooms.map((z) => {
    const x = Math.floor(((LON + 180) / 360) * 2 ** z);
    const y = Math.floor(((1 - Math.asinh(Math.tan((LAT * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
    return `/tiles/${set}/${z}/${x}/${y}.mvt`;
  });
}

/** Every GET of the contract by name. One that is missing here fails the matrix by its name. */
export const READINGS: Readonly<Record<string, Reading>> = {
  readSession: plain("/api/session"),
  readTrainingClock: plain("/api/training/clock"),
  getReference: plain("/api/reference"),
  listRulePacks: plain("/api/rule-packs"),
  listRuleDrafts: plain("/api/rule-drafts"),
  listUnits: plain("/api/units", "/api/units?on=2024-01-01"),
  listAccounts: plain("/api/accounts"),
  readCalendar: plain("/api/calendar"),
  readPlaces: plain("/api/places"),
  departmentOfPlace: plain(`/api/places/department?lon=${LON}&lat=${LAT}`),
  plausiblePlace: plain(`/api/places/plausible?lon=${LON}&lat=${LAT}&crs=GCJ02&address=road`),
  readTileJson: {
    at: () => ["components", "cases", "networks", "areas", "base"].map((set) => `/tiles/${set}.json`),
  },

  listComponents: {
    at: ({ things: { foreign } }) => [
      "/api/components",
      `/api/components?bbox=${BOX}`,
      "/api/components?q=CODE-foreign",
      `/api/components?bbox=${BOX}&q=${foreign.id}`,
    ],
    ...registered,
  },
  exportComponents: {
    at: () => ["/api/components/export?format=csv", "/api/components/export?format=geojson&scheme=B"],
    ...registered,
  },
  nearComponents: {
    at: () => [`/api/components/near?lon=${LON}&lat=${LAT}&radiusM=500&limit=20`],
    ...registered,
  },
  getComponent: { at: ofEach("/api/components/:id"), ...registered },
  componentHistory: {
    at: ofEach("/api/components/:id/history"),
    staff: cases,
    water: ({ things: { own, unresolved } }) => [own.caseId, unresolved.caseId],
    crew: ({ things: { sent, unresolved } }) => [sent.caseId, unresolved.caseId],
  },
  listRegisterChanges: {
    at: () => ["/api/registry/changes", "/api/registry/changes?limit=1"],
    staff: ({ things: { heard, own } }) => [heard.id, own.id],
    water: ({ things: { heard } }) => [heard.id],
    crew: ({ things: { heard } }) => [heard.id],
  },
  readComponentHover: { at: ofEach("/api/components/:id/hover"), ...registered },
  componentCandidates: { at: ofEach("/api/components/:id/candidates") },
  componentSuggestion: { at: ofEach("/api/components/:id/suggestion") },
  refusalOdds: { at: ofEach("/api/components/:id/refusal-odds") },
  search: {
    at: (rows) => [
      `/api/search?q=${encodeURIComponent("井盖")}`,
      ...things(rows).flatMap((thing) =>
        [...thing.words, ...thing.caseWords, ...thing.inquiryWords].map(
          (word) => `/api/search?q=${encodeURIComponent(word)}`,
        ),
      ),
      `/api/search?q=${CALLER[1]}`,
      "/api/search?q=duty-of-gas",
    ],
    staff: (rows) => [...components(rows), ...cases(rows), ...inquiries(rows)],
    water: ({ things: { own, unresolved, noticed, told } }) => [
      told.inquiryId,
      own.id,
      own.caseId,
      unresolved.caseId,
      unresolved.inquiryId,
      noticed.inquiryId,
    ],
    crew: ({ things: { sent, unresolved } }) => [
      sent.id,
      sent.caseId,
      unresolved.caseId,
      unresolved.inquiryId,
    ],
  },
  readMapSummary: { at: () => [`/api/registry/summary?bbox=${BOX}`] },
  readTile: {
    at: () => [
      ...tiles("components", [3, 9, 14, 15, 16]),
      ...tiles("cases", [9, 14, 16]),
      ...tiles("networks", [14, 16]),
      ...tiles("areas", [14, 15]),
      ...tiles("base", [14]),
    ],
    staff: (rows) => [...components(rows), rows.lines.gas, rows.duties.gas],
    water: (rows) => [...seenByWater(rows), rows.lines.water, rows.duties.water],
    crew: seenByCrew,
  },
  readPhoto: {
    at: (rows) =>
      Object.values(rows.photos).flatMap(({ id }) => [`/api/photos/${id}`, `/api/photos/${id}?size=thumb`]),
    staff: (rows) => Object.values(rows.photos).map(({ bytes }) => bytes),
    water: ({ photos }) => [photos.street.bytes, photos.water.bytes],
    crew: ({ photos }) => [photos.street.bytes, photos.crew.bytes],
  },

  listCases: {
    at: () => [
      "/api/cases?queue=all",
      "/api/cases?queue=open",
      "/api/cases",
      `/api/cases?queue=all&q=door&bbox=${BOX}`,
    ],
    staff: cases,
    water: ({ things: { own } }) => [own.caseId],
    crew: ({ things: { sent } }) => [sent.caseId],
  },
  caseDuplicates: {
    at: (rows) => [
      `/api/cases/duplicates?lon=${LON}&lat=${LAT}`,
      ...components(rows).map((id) => `/api/cases/duplicates?lon=${LON}&lat=${LAT}&componentId=${id}`),
    ],
  },
  getCase: {
    at: ofCases("/api/cases/:id"),
    staff: cases,
    water: ({ things: { own } }) => [own.caseId],
    crew: ({ things: { sent } }) => [sent.caseId],
  },
  caseHistory: {
    at: ofCases("/api/cases/:id/history"),
    staff: cases,
    water: ({ things: { own } }) => [own.caseId],
    crew: ({ things: { sent } }) => [sent.caseId],
  },

  listInquiries: {
    at: () =>
      ["all", "open", "mine", "backstop", "announced"].map((queue) => `/api/inquiries?queue=${queue}`),
    staff: inquiries,
    water: ({ things: { own, noticed, told, unresolved } }) => [
      told.inquiryId,
      own.inquiryId,
      noticed.inquiryId,
      unresolved.inquiryId,
    ],
  },
  getInquiry: {
    at: ofInquiries("/api/inquiries/:id"),
    staff: inquiries,
    water: ({ things: { noticed, unresolved } }) => [noticed.inquiryId, unresolved.inquiryId],
  },
  inquiryHistory: { at: ofInquiries("/api/inquiries/:id/history"), staff: inquiries },
  inbox: { at: () => ["/api/inbox", "/api/inbox?waiting=true"], water: ({ letterId }) => [letterId] },
  letterReasons: { at: ({ letterId }) => [`/api/inbox/${letterId}/reasons`] },

  listHistory: { at: () => ["/api/history?limit=200"], staff: cases },
  insight: plain(`/api/insight?${DAYS}`),
  listCleanUp: plain("/api/clean-up"),
  cleanUpPoints: plain("/api/clean-up/points"),
  cleanUpLetters: plain("/api/clean-up/letters"),
  exportCleanUp: plain("/api/clean-up/export"),
  cleanUpState: plain("/api/clean-up/runs"),
  listGaps: plain("/api/clean-up/gaps"),
  listOpenings: { at: () => ["/api/clean-up/openings"], staff: ({ openingId }) => [openingId] },
  getOpening: {
    at: ({ openingId }) => [`/api/clean-up/openings/${openingId}`],
    staff: ({ openingId }) => [openingId],
  },
  listModels: plain("/api/models"),
  listImports: { at: () => ["/api/imports"], staff: ({ batchId }) => [batchId] },
  getImport: { at: ({ batchId }) => [`/api/imports/${batchId}`], staff: ({ batchId }) => [batchId] },
  importRows: { at: ({ batchId }) => [`/api/imports/${batchId}/rows`] },
  importReport: { at: ({ batchId }) => [`/api/imports/${batchId}/report`] },

  live: {
    at: () => ["/api/live?from=0"],
    staff: components,
    water: ({ things: { own, unresolved } }) => [own.id, own.caseId, unresolved.id, unresolved.caseId],
    crew: ({ things: { sent, unresolved } }) => [sent.id, sent.caseId, unresolved.id, unresolved.caseId],
  },
};
