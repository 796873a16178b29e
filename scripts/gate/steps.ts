import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { movedClock } from "../dates/clock.ts";
import { IN_THE_GATE } from "../dates/moments.ts";

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
}

export const REPORTS = ".cache/reports";
const BIN = "node_modules/.bin";
const script = (path: string, ...args: string[]) => ["node", "--import", "tsx", path, ...args];

function vitest(project: string, more: Partial<Step> = {}): Step {
  const report = join(REPORTS, `${project}.json`);
  const command = [
    `${BIN}/vitest`,
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  return { name: `tests: ${project}`, command, report, ...more };
}

/**
 * In the order in which they are begun: the longest first, and what is quick and needs a processor beside the suites that wait
 * for a browser or a database server.
 */
export function allSteps(): Step[] {
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
    { name: "dead code", command: [`${BIN}/knip`] },
    { name: "openapi.json", command: script("scripts/openapi.ts", "--check") },
    vitest("postgis", {
      leftOut: postgis()
        ? undefined
        : "no PostgreSQL with PostGIS found (set TEST_DATABASE_URL or install it)",
    }),
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
