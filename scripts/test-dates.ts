/** `npm run test:dates`: the suites at other moments than now, to find what holds today only. */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { findPostgres } from "../server/db/test-cluster.ts";
import { askingForToday } from "./dates/asking.ts";
import { atMoment, movedClock } from "./dates/clock.ts";
import { MOMENTS, NOT_UNDER_A_MOVED_CLOCK, SHORT, type Moment } from "./dates/moments.ts";

const HELP = `npm run test:dates -- [options]

Runs the tests with the clock moved (libfaketime; Debian: faketime). Without an option: at one moment, another one each day.

  --all              at every moment, one after another
  --moment <which>   at one of those below, or at an instant such as 2026-12-31T15:59:00Z
  --suite <names>    of unit, embedded, postgis, browser; several with commas; all by default
  --short            only what the gate (npm test) runs at a moment: rules, calendars and client as far as they ask what day it
                     is, and scenarios in which time passes; no browser
  --report <file>    writes what was counted as JSON (with one moment)
  --help

${MOMENTS.map(({ name, at, why, only }) => `  ${name.padEnd(18)} ${at}  ${why}${only ? ` (${only.suites.join(", ")} only: ${only.because})` : ""}`).join("\n")}

Left out at every moment: ${NOT_UNDER_A_MOVED_CLOCK.join(", ")} (libfaketime moves PostgreSQL's own timers, too).
Chromium cannot be moved from outside: its pages get a moved Date.`;

const { values } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    moment: { type: "string" },
    suite: { type: "string" },
    short: { type: "boolean", default: false },
    report: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

function chosenMoments(): readonly Moment[] {
  if (values.all) return MOMENTS;
  if (values.moment === undefined) {
    const today = MOMENTS[Math.floor(Date.now() / 86_400_000) % MOMENTS.length];
    return today ? [today] : [];
  }
  const known = MOMENTS.find(({ name }) => name === values.moment);
  if (known) return [known];
  if (Number.isNaN(Date.parse(values.moment)))
    throw new Error(`no moment is called ${values.moment}, and it is no instant; see --help`);
  return [{ name: values.moment, at: values.moment, why: "as asked" }];
}

function suitesAt({ only }: Moment): string[] {
  const engine = process.env["TEST_DATABASE_URL"] || findPostgres() ? "postgis" : "embedded";
  const every = values.short ? ["unit", engine] : ["unit", "embedded", "postgis", "browser"];
  const asked = values.suite?.split(",") ?? every.filter((suite) => suite !== "postgis" || engine === suite);
  return asked.filter((suite) => !only || only.suites.includes(suite));
}

function runAt(library: string, moment: Moment): boolean {
  const suites = suitesAt(moment);
  console.log(`\n── ${moment.name}, ${moment.at}: ${moment.why}; ${suites.join(", ")}`);
  if (moment.only)
    console.log(`   left out: all but ${moment.only.suites.join(", ")}: ${moment.only.because}`);
  const args = [
    "run",
    ...suites.flatMap((suite) => ["--project", suite]),
    ...(values.short ? [...askingForToday(".", SHORT.unit), ...SHORT.database] : []),
    ...NOT_UNDER_A_MOVED_CLOCK.flatMap((pattern) => ["--exclude", pattern]),
    "--reporter=default",
    ...(values.report ? ["--reporter=json", `--outputFile.json=${values.report}`] : []),
  ];
  const { status } = spawnSync("node_modules/.bin/vitest", args, {
    stdio: "inherit",
    env: { ...process.env, ...atMoment(library, new Date(moment.at)) },
  });
  return status === 0;
}

const library = movedClock();
if (values.help) console.log(HELP);
else if (!library) {
  console.log("left out: no libfaketime found (install faketime)");
} else {
  const red = chosenMoments().filter((moment) => !runAt(library, moment));
  for (const { name } of red) console.log(`✗ at ${name}`);
  process.exitCode = red.length === 0 ? 0 : 1;
}
