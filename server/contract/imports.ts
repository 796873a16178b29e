import { z } from "zod";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";
import { Cursor, DayText, Id, InstantText, Limit, page } from "./shapes.ts";

export const IMPORT_SUBJECTS = ["COMPONENTS", "NETWORKS", "AREAS"] as const;
export const IMPORT_STATES = [
  "READING",
  "CHECKED",
  "APPLYING",
  "APPLIED",
  "UNDONE",
  "DISCARDED",
  "FAILED",
] as const;
export const ROW_VERDICTS = ["NEW", "DUPLICATE", "REFUSED", "OUTSIDE"] as const;

export const NETWORK_MEDIA = [
  "WATER",
  "SEWAGE",
  "STORM",
  "COMBINED",
  "POWER",
  "TELECOM",
  "GAS",
  "LIGHTING",
  "TRAFFIC_SIGNAL",
  "BROADCAST",
  "HEATING",
  "RECLAIMED_WATER",
  "OIL_GAS",
  "UNKNOWN",
] as const;
export const AREA_KINDS = [
  "GRID_CELL",
  "ROAD",
  "BLOCK",
  "WATER",
  "GREEN",
  "COMPOUND",
  "FACTORY",
  "CONSTRUCTION",
  "DUTY",
  "PARCEL",
  "SERVICE",
] as const;

const Word = z.string().trim().min(1).max(200);

/** Reasons for which a row counts as a duplicate and is registered all the same with `acceptNeighbours`. */
export const NEIGHBOUR_CODES: readonly string[] = ["duplicate-near", "recorded-twice"];

/** What the user says about a file. Everything that the file does not say by itself has to be said here. */
export const ImportOptions = z.strictObject({
  subject: z.enum(IMPORT_SUBJECTS),
  /** Needed where the file has several layers. */
  layer: Word.optional(),
  /** `EPSG:4547`, `GCJ02`, `BD09` … Needed where the file does not name one. */
  crs: z.string().trim().max(60).optional(),
  /** `gb18030`, `utf-8` …; found out otherwise. */
  encoding: z.string().trim().max(40).optional(),
  /** Components: what the class column is written in. There is no default, see class code 0114 in both schemes. */
  scheme: z.enum(["A", "B", "map"]).optional(),
  /** The file's word for a class to a code of scheme A; `*` for every other word. */
  classMap: z.record(z.string().max(200), z.string().regex(/^[0-9]{4}$/)).default({}),
  /** Our field (class, code, owner, address, lon, lat, wkt, medium …; any other word keeps the column as an attribute) to the file's column. */
  map: z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,59}$/), Word).default({}),
  /** The numbering that the code column belongs to: A or B as the classes, EXT for foreign words, unless said. */
  codeScheme: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]{1,40}$/)
    .optional(),
  /** The file's word for a unit to the code of a unit. */
  unitMap: z.record(z.string().max(200), Word).default({}),
  /** Code of the unit that owns every row which does not name its owner. */
  owner: Word.optional(),
  /** Networks: what runs in every line that does not say so. */
  medium: z.enum(NETWORK_MEDIA).optional(),
  /** The file's word for a medium to ours. */
  mediumMap: z.record(z.string().max(200), z.enum(NETWORK_MEDIA)).default({}),
  /** Components drawn as surfaces (a manhole's outline): refused, or taken at a point inside. */
  surfaces: z.enum(["refuse", "point"]).default("refuse"),
  /** Areas: what they are. */
  areaKind: z.enum(AREA_KINDS).optional(),
  /** Metres; else by class (survey class A 0.5, B 1, C 10). */
  accuracyM: z.number().positive().max(100).optional(),
  /** Since when codes and owners hold, where no row says it; the day of the import otherwise. */
  validFrom: DayText.optional(),
});
export type ImportOptions = z.output<typeof ImportOptions>;

export const ImportNote = z.object({
  code: z.string(),
  severity: z.enum(["refused", "warning", "notice"]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  zh: z.string(),
  en: z.string(),
});

const Counted = z.object({ note: ImportNote, count: z.int(), firstLine: z.int() });

/** What a dry run found. Complete from state CHECKED on. */
export const ImportSummary = z.object({
  format: z.string(),
  layer: z.string(),
  crs: z.string(),
  encoding: z.string().nullable(),
  rowUnit: z.enum(["line", "feature"]),
  notes: z.array(ImportNote),
  /** Every row read is one of the others: good, registered already, refused, or outside the home street. */
  counts: z.object({ read: z.int(), new: z.int(), duplicate: z.int(), refused: z.int(), outside: z.int() }),
  /** Rows by reason, most first. */
  problems: z.array(Counted),
  /** Words of the file that nobody has given a meaning yet, by what they stand for, most frequent first. */
  words: z.array(
    z.object({ of: z.enum(["class", "unit", "medium", "state"]), word: z.string(), count: z.int() }),
  ),
  classes: z.array(z.object({ classCode: z.string(), count: z.int() })),
  owned: z.int(),
  /** `[west, south, east, north]` in degrees. */
  extent: z.array(z.number()).length(4).nullable(),
  samples: z.array(z.object({ line: z.int(), row: z.record(z.string(), z.unknown()) })),
  /** Columns that nothing was made of. */
  unusedColumns: z.array(z.string()),
});
export type ImportSummary = z.infer<typeof ImportSummary>;

export const ImportBatch = z.object({
  id: Id,
  subject: z.enum(IMPORT_SUBJECTS),
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  options: ImportOptions,
  summary: ImportSummary.nullable(),
  progress: z
    .object({
      step: z.enum(["READING", "CHECKING", "APPLYING", "UNDOING"]),
      done: z.int(),
      total: z.int().nullable(),
    })
    .nullable(),
  /** Why the file was refused, or what stopped the batch. */
  error: ImportNote.nullable(),
  merkleRoot: z.string().nullable(),
  createdAt: InstantText,
  appliedAt: InstantText.nullable(),
  undoneAt: InstantText.nullable(),
  version: z.int(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;

export const ImportRow = z.object({
  line: z.int(),
  verdict: z.enum(ROW_VERDICTS),
  note: ImportNote.nullable(),
  targetId: Id.nullable(),
  row: z.record(z.string(), z.unknown()),
});

export const inspectFile = endpoint({
  name: "inspectFile",
  method: "POST",
  path: "/api/imports/inspect",
  tag: "imports",
  summary:
    "What a file holds: layers, columns with samples, coordinate system, encoding. Stores nothing. The file is the field `file` of a form.",
  access: MAY.importData,
  requestType: "multipart/form-data",
  idempotency: "NONE",
  answer: z.object({
    format: z.string(),
    encoding: z.string().nullable(),
    notes: z.array(ImportNote),
    layers: z.array(
      z.object({
        name: z.string(),
        featureCount: z.int().nullable(),
        geometryTypes: z.array(z.string()),
        crs: z.string().nullable(),
        fields: z.array(z.object({ name: z.string(), type: z.string(), samples: z.array(z.string()) })),
        /** Our field to the column that looks like it. */
        guessedMap: z.record(z.string(), z.string()),
      }),
    ),
  }),
});

export const startImport = endpoint({
  name: "startImport",
  method: "POST",
  path: "/api/imports",
  tag: "imports",
  summary:
    "A dry run: a form with the field `options` (JSON, ImportOptions) and the field `file` (and `part` for each other part of a shapefile). Answers at once; the batch tells its progress and ends CHECKED or FAILED.",
  access: MAY.importData,
  requestType: "multipart/form-data",
  status: 201,
  answer: z.object({ id: Id }),
});

export const listImports = endpoint({
  name: "listImports",
  method: "GET",
  path: "/api/imports",
  tag: "imports",
  summary: "Import batches, newest first.",
  access: MAY.importData,
  query: z.object({ cursor: Cursor, limit: Limit }),
  answer: page(ImportBatch),
});

export const getImport = endpoint({
  name: "getImport",
  method: "GET",
  path: "/api/imports/:id",
  tag: "imports",
  summary: "One batch with its progress and what the dry run found.",
  access: MAY.importData,
  params: z.object({ id: Id }),
  answer: ImportBatch,
});

export const importRows = endpoint({
  name: "importRows",
  method: "GET",
  path: "/api/imports/:id/rows",
  tag: "imports",
  summary: "Rows of a batch in the order of the file.",
  access: MAY.importData,
  params: z.object({ id: Id }),
  query: z.object({ verdict: z.enum(ROW_VERDICTS).optional(), cursor: Cursor, limit: Limit }),
  answer: page(ImportRow),
});

export const importReport = endpoint({
  name: "importReport",
  method: "GET",
  path: "/api/imports/:id/report",
  tag: "imports",
  summary:
    "Every row that was refused, held back or let in with a warning, with its line and the reason in both languages, as CSV.",
  access: MAY.importData,
  params: z.object({ id: Id }),
  contentType: "text/csv",
  answer: z.unknown(),
});

export const applyImport = endpoint({
  name: "applyImport",
  method: "POST",
  path: "/api/imports/:id/apply",
  tag: "imports",
  summary:
    "Registers what the dry run found good, in one transaction and with one event. Answers at once; the batch ends APPLIED, or CHECKED with an error.",
  access: MAY.importData,
  params: z.object({ id: Id }),
  precondition: "IF_MATCH",
  body: z.strictObject({
    /** Import the rest although rows were refused. */
    acceptRefusals: z.boolean().default(false),
    /**
     * Register rows, too, that stand where something of their kind is registered already, or repeat an earlier row in
     * every column. Same codes are never taken twice.
     */
    acceptNeighbours: z.boolean().default(false),
    /** Register rows, too, that lie outside the home street. They are held back otherwise: mostly their numbers are wrong. */
    acceptOutside: z.boolean().default(false),
  }),
  answer: z.object({ id: Id, version: z.int() }),
});

export const undoImport = endpoint({
  name: "undoImport",
  method: "POST",
  path: "/api/imports/:id/undo",
  tag: "imports",
  summary:
    "Takes the whole batch back with one event. Refused while one of its components has a history of its own; `changed` names them.",
  access: MAY.importData,
  params: z.object({ id: Id }),
  precondition: "IF_MATCH",
  body: z.strictObject({}),
  answer: z.object({ id: Id, version: z.int() }),
});

export const discardImport = endpoint({
  name: "discardImport",
  method: "POST",
  path: "/api/imports/:id/discard",
  tag: "imports",
  summary: "Forgets a dry run that nobody wants to apply.",
  access: MAY.importData,
  params: z.object({ id: Id }),
  precondition: "IF_MATCH",
  body: z.strictObject({}),
  answer: z.object({ id: Id, version: z.int() }),
});
