import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { atMoment, movedClock } from "../dates/clock.ts";
import { IN_THE_GATE, MOMENTS, NOT_UNDER_A_MOVED_CLOCK } from "../dates/moments.ts";

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Where vitest writes what it counted. */
  readonly report?: string;
  /** Steps that must be over before, whether they held or not: what they make is used. */
  readonly after?: readonly string[];
  /** It fails as soon as it has anything to say. */
  readonly silent?: boolean;
  readonly leftOut?: string | undefined;
  /** Beside the environment of the gate itself. */
  readonly env?: Readonly<Record<string, string>>;
}

export const REPORTS = ".cache/reports";
const BIN = "node_modules/.bin";
const script = (path: string, ...args: string[]) => ["node", "--import", "tsx", path, ...args];

/** The suites of a whole run that believes it is another day: `YOUZHU_GATE_AT=month-end npm test`. */
function elsewhen(): Pick<Step, "env"> & { readonly without: readonly string[] } {
  const asked = process.env["YOUZHU_GATE_AT"];
  if (!asked) return { without: [] };
  const library = movedClock();
  if (!library) throw new Error("YOUZHU_GATE_AT needs libfaketime (install faketime)");
  const at = new Date(MOMENTS.find(({ name }) => name === asked)?.at ?? asked);
  if (Number.isNaN(at.getTime())) throw new Error(`YOUZHU_GATE_AT: no moment is called ${asked}`);
  return {
    env: atMoment(library, at),
    without: NOT_UNDER_A_MOVED_CLOCK.flatMap((pattern) => ["--exclude", pattern]),
  };
}

/** What cannot live under a moved clock runs under the machine's own. */
function ownClock(project: string, leftOut: string | undefined): Step[] {
  if (!process.env["YOUZHU_GATE_AT"]) return [];
  const files = NOT_UNDER_A_MOVED_CLOCK.map((pattern) => pattern.replace("**/", ""));
  return [{ name: `own clock: ${project}`, ...counted(project, `${project}-own-clock`, files), leftOut }];
}

function vitest(project: string, more: Partial<Step> = {}): Step {
  const { without, ...moved } = elsewhen();
  return { name: `tests: ${project}`, ...counted(project, project, without), ...moved, ...more };
}

/** A run of vitest over a project that says to a person what it does and writes down what it counted. */
function counted(
  project: string,
  reportName: string,
  more: readonly string[],
): Pick<Step, "command" | "report"> {
  const report = join(REPORTS, `${reportName}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return { command: [`${BIN}/vitest`, "run", "--project", project, ...more, ...reporters], report };
}

/**
 * In the order in which they are begun: the longest first, and what is quick and needs a processor beside the suites that wait
 * for a browser or a database server.
 */
export function allSteps(): Step[] {
  const noPostgis = postgis()
    ? undefined
    : "no PostgreSQL with PostGIS found (set TEST_DATABASE_URL or install it)";
  const steps: Step[] = [
    { name: "build", command: script("scripts/build.ts") },
    vitest("embedded"),
    vitest("browser", {
      after: ["build"],
      leftOut: chromium() ? undefined : "no Chromium found (set CHROMIUM)",
    }),
    { name: "format", command: [`${BIN}/oxfmt`, "--check"] },
    { name: "types", command: [`${BIN}/tsc`, "-b"] },
    { name: "lint", command: [`${BIN}/oxlint`, "--type-aware"] },
    { name: "borders", command: script("scripts/borders.ts") },
    { name: "dead code", command: [`${BIN}/knip`] },
    { name: "openapi.json", command: script("scripts/openapi.ts", "--check") },
    // Enough states that it cannot pass by doing nothing; a busy machine reaches several times as many in that minute.
    {
      name: "mechanism",
      command: [
        "node",
        "--max-semi-space-size=64",
        ...script(
          "scripts/check-mechanism.ts",
          "--minutes",
          "2",
          "--transitions",
          "120000",
          "--states",
          "3000",
        ).slice(1),
      ],
    },
    { name: "law book", command: script("scripts/domain-doc.ts", "--check") },
    vitest("postgis", { leftOut: noPostgis }),
    ...ownClock("embedded", undefined),
    ...ownClock("postgis", noPostgis),
    vitest("unit"),
    { name: "bundle budget", command: script("scripts/bundle-budget.ts"), after: ["build"] },
    ...IN_THE_GATE.map((moment): Step => {
      const report = join(REPORTS, `dates-${moment}.json`);
      return {
        name: `dates: ${moment}`,
        command: script("scripts/test-dates.ts", "--moment", moment, "--short", "--report", report),
        report,
        leftOut: movedClock() ? undefined : "no libfaketime found (install faketime)",
      };
    }),
  ];
  return [
    ...steps,
    {
      name: "tree clean",
      command: ["git", "status", "--porcelain"],
      silent: true,
      after: steps.map(({ name }) => name),
      leftOut: process.env["CI"] ? undefined : "only in CI",
    },
  ];
}

function postgis(): boolean {
  if (process.env["TEST_DATABASE_URL"]) return true;
  const found = (folder: string, inside: string) =>
    existsSync(folder) && readdirSync(folder).some((version) => existsSync(join(folder, version, inside)));
  return (
    found("/usr/lib/postgresql", "bin/initdb") && found("/usr/share/postgresql", "extension/postgis.control")
  );
}

function chromium(): boolean {
  return [
    process.env["CHROMIUM"],
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ].some((path) => path !== undefined && existsSync(path));
}
