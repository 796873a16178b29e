import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";

import { IMPORT_SUBJECTS, ImportOptions } from "../../server/contract/imports.ts";

export const USAGE = `npm run import -- FILE --as components|networks|areas [options]
npm run import -- --undo BATCH
npm run import -- --list

What the file does not say has to be said:
  --crs EPSG:4547|EPSG:4490|GCJ02|BD09|…   coordinate system; wins over the one in the file
  --scheme A|B|map                          components: what the class column is written in (no default)
  --class-map WORD=CODE | FILE.csv          the file's words to codes of scheme A; * for all others
  --map FIELD=COLUMN                        class, code, owner, address, state, surveyedOn, accuracyM, lon, lat, wkt,
                                            regulator, maintainer, medium, diameterMm, name, kind; any other FIELD keeps the
                                            column under that name
  --owner UNITCODE                          the unit that owns every row that names none
  --unit-map WORD=UNITCODE | FILE.csv       the file's words for units
  --medium WATER|SEWAGE|…                   networks: what runs in lines that do not say it
  --medium-map WORD=MEDIUM | FILE.csv
  --kind COMPOUND|ROAD|FACTORY|…            areas: what they are
  --surfaces refuse|point                   components drawn as surfaces: refuse them (default), or take a point inside
  --layer NAME  --encoding gb18030  --accuracy METRES  --valid-from DAY  --code-scheme NAME

What to do:
  --dry-run              stop after looking
  --accept-refusals      import the rest although rows were refused
  --accept-neighbours    also import what stands where something of its kind is registered, or repeats a row
  --outside keep|refuse  rows outside the home street: import them, too, or hold them back (default)
  --report FILE.csv      write the rows left out or let in with a warning, with line and reason (default:
                         import-report.csv when rows are left out)

Where to: the database of DATABASE_URL, or the data folder (DATA_DIR). Where a running server holds the folder, the
import goes through it: --server URL (default http://127.0.0.1:PORT), --user NAME; the password is asked for or read
from YOUZHU_PASSWORD.

FIELD=COLUMN and WORD=… may be given several times. A CSV for a map has two columns and no header.`;

/** Not a mistake: somebody asked. */
export class Help extends Error {}

/** A mistake in what was asked for; the message says how to put it right. */
export class Mistake extends Error {}

export interface Task {
  readonly action: "import" | "undo" | "list";
  readonly file: string;
  readonly batch: string;
  readonly options: ImportOptions;
  readonly dryRun: boolean;
  readonly acceptRefusals: boolean;
  readonly acceptNeighbours: boolean;
  readonly acceptOutside: boolean;
  readonly report: string | undefined;
  readonly server: string | undefined;
  readonly user: string;
}

const TEXT = { type: "string" } as const;
const LIST = { type: "string", multiple: true } as const;
const FLAG = { type: "boolean", default: false } as const;

/** Throws Mistake. */
export function readArguments(argv: readonly string[]): Task {
  const { values, positionals } = parsed(argv);
  if (values.help) throw new Help();
  const action = values.undo !== undefined ? "undo" : values.list ? "list" : "import";
  const [file] = positionals;
  if (action === "import" && (file === undefined || positionals.length > 1)) throw new Mistake(USAGE);
  if (action === "import" && values.as === undefined)
    throw new Mistake("Say what the file holds: --as components, --as networks or --as areas.");
  const subject = subjectIn(values.as ?? "components");
  if (values.outside !== undefined && values.outside !== "keep" && values.outside !== "refuse")
    throw new Mistake(`--outside ${values.outside}: say keep or refuse.`);
  if (values.undo !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(values.undo))
    throw new Mistake(`"${values.undo}" is no batch; npm run import -- --list shows them.`);
  const scheme = values.scheme?.toLowerCase() === "map" ? "map" : values.scheme?.toUpperCase();
  const options = ImportOptions.safeParse(
    withoutUndefined({
      subject,
      layer: values.layer,
      crs: values.crs,
      encoding: values.encoding,
      scheme,
      classMap: pairs(values["class-map"]),
      map: pairs(values.map),
      unitMap: pairs(values["unit-map"]),
      owner: values.owner,
      medium: values.medium?.toUpperCase(),
      mediumMap: pairs(values["medium-map"]),
      surfaces: values.surfaces,
      areaKind: values.kind?.toUpperCase(),
      accuracyM: values.accuracy === undefined ? undefined : Number(values.accuracy),
      validFrom: values["valid-from"],
      codeScheme: values["code-scheme"],
    }),
  );
  if (!options.success)
    throw new Mistake(
      options.error.issues.map(({ path, message }) => `${optionOf(path)}: ${message}`).join("\n"),
    );
  return {
    action,
    file: file ?? "",
    batch: values.undo ?? "",
    options: options.data,
    dryRun: values["dry-run"],
    acceptRefusals: values["accept-refusals"],
    acceptNeighbours: values["accept-neighbours"],
    acceptOutside: values.outside === "keep",
    report: values.report,
    server: values.server,
    user: values.user ?? "admin",
  };
}

/** `component`, `components` and `COMPONENTS` are one word. */
function subjectIn(word: string): (typeof IMPORT_SUBJECTS)[number] {
  const said = word.toUpperCase().replace(/S?$/, "S");
  const subject = IMPORT_SUBJECTS.find((known) => known === said);
  if (!subject)
    throw new Mistake(`--as ${word}: say what the file holds with components, networks or areas.`);
  return subject;
}

/** The option as it was typed, for a place in ImportOptions. */
function optionOf([name, word]: readonly PropertyKey[]): string {
  const typed: Record<string, string> = { areaKind: "kind", accuracyM: "accuracy" };
  const option = String(name);
  const dashed = typed[option] ?? option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return word === undefined ? `--${dashed}` : `--${dashed} ${String(word)}`;
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        as: TEXT,
        crs: TEXT,
        scheme: TEXT,
        "class-map": LIST,
        map: LIST,
        owner: TEXT,
        "unit-map": LIST,
        medium: TEXT,
        "medium-map": LIST,
        kind: TEXT,
        layer: TEXT,
        encoding: TEXT,
        accuracy: TEXT,
        "valid-from": TEXT,
        "code-scheme": TEXT,
        "dry-run": FLAG,
        "accept-refusals": FLAG,
        "accept-neighbours": FLAG,
        outside: TEXT,
        surfaces: TEXT,
        report: TEXT,
        undo: TEXT,
        list: FLAG,
        help: FLAG,
        server: TEXT,
        user: TEXT,
      },
    });
  } catch (error) {
    throw new Mistake(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

/** `a=b`, `a=b,c=d`, or the name of a CSV with two columns. */
function pairs(given: readonly string[] | undefined): Record<string, string> | undefined {
  if (!given) return undefined;
  const all: [string, string][] = given.flatMap((text) => {
    if (/\.csv$/i.test(text)) return readPairs(text);
    return text.split(",").map((pair): [string, string] => {
      const at = pair.indexOf("=");
      if (at < 1) throw new Mistake(`"${pair}" should be NAME=VALUE`);
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    });
  });
  return Object.fromEntries(all);
}

function readPairs(file: string): [string, string][] {
  try {
    const rows: string[][] = parse(readFileSync(file), { bom: true, skip_empty_lines: true, trim: true });
    return rows.map((row) => [row[0] ?? "", row[1] ?? ""]);
  } catch (error) {
    throw new Mistake(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
