/**
 * `npm test`: everything that must hold, for people and for CI, on a machine that has nothing but Node. Suites that
 * need PostgreSQL with PostGIS, or Chromium, run where these are found and are named as left out where not.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, mkdirSync } from "node:fs";
import { join } from "node:path";

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Where vitest writes what it counted. */
  readonly report?: string;
  readonly leftOut?: string | undefined;
}

interface Outcome {
  readonly step: Step;
  readonly ok: boolean;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const REPORTS = ".cache/reports";
const BIN = "node_modules/.bin";

function vitest(project: string, leftOut?: string): Step {
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
  return { name: `tests: ${project}`, command, report, leftOut };
}

function steps(): Step[] {
  const only = process.argv.slice(2);
  const all: Step[] = [
    { name: "format", command: [`${BIN}/oxfmt`, "--check"] },
    { name: "lint", command: [`${BIN}/oxlint`, "--type-aware"] },
    { name: "borders", command: ["node", "--import", "tsx", "scripts/borders.ts"] },
    { name: "types", command: [`${BIN}/tsc`, "-b"] },
    { name: "dead code", command: [`${BIN}/knip`] },
    { name: "openapi.json", command: ["node", "--import", "tsx", "scripts/openapi.ts", "--check"] },
    { name: "build", command: [`${BIN}/vite`, "build"] },
    { name: "bundle budget", command: ["node", "--import", "tsx", "scripts/bundle-budget.ts"] },
    vitest("unit"),
    vitest("embedded"),
    vitest(
      "postgis",
      postgis() ? undefined : "no PostgreSQL with PostGIS found (set TEST_DATABASE_URL or install it)",
    ),
    vitest("browser", chromium() ? undefined : "no Chromium found (set CHROMIUM)"),
    {
      name: "tree clean",
      command: ["git", "diff", "--exit-code", "--stat"],
      leftOut: process.env["CI"] ? undefined : "only in CI",
    },
  ];
  return only.length === 0 ? all : all.filter((step) => only.some((word) => step.name.includes(word)));
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

async function run(step: Step): Promise<Outcome> {
  const began = performance.now();
  const [program = "", ...args] = step.command;
  if (step.report) rmSync(step.report, { force: true });
  const code = await new Promise<number>((done) => {
    const child = spawn(program, args, { stdio: "inherit" });
    child.on("error", () => done(1));
    child.on("exit", (status) => done(status ?? 1));
  });
  const counted = step.report
    ? countsIn(step.report)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  // A suite that died before it reported has failed, whatever it counted.
  const failed = code !== 0 && counted.failed === 0 ? 1 : counted.failed;
  return { step, ok: code === 0, seconds: (performance.now() - began) / 1000, ...counted, failed };
}

function countsIn(report: string): { passed: number; failed: number; skipped: number } {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, "utf8"),
  ) as Record<string, number>;
  return {
    passed: numPassedTests ?? 0,
    failed: numFailedTests ?? 0,
    skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
  };
}

mkdirSync(REPORTS, { recursive: true });
const outcomes: Outcome[] = [];
const leftOut: Step[] = [];
for (const step of steps()) {
  if (step.leftOut) {
    leftOut.push(step);
    continue;
  }
  console.log(`\n── ${step.name}`);
  outcomes.push(await run(step));
}

console.log("\n");
for (const { step, ok, seconds, passed, failed, skipped } of outcomes) {
  const counts = step.report
    ? `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`
    : ok
      ? "ok"
      : "failed";
  console.log(`${ok ? "✓" : "✗"} ${step.name.padEnd(18)} ${seconds.toFixed(1).padStart(7)} s   ${counts}`);
}
for (const step of leftOut) console.log(`- ${step.name.padEnd(18)} left out: ${step.leftOut}`);
const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
console.log(
  `\n${sum((outcome) => outcome.passed)} passed, ${sum((outcome) => outcome.failed)} failed${sum((outcome) => outcome.skipped) ? `, ${sum((outcome) => outcome.skipped)} skipped` : ""}`,
);
process.exit(outcomes.every(({ ok }) => ok) ? 0 : 1);
