/**
 * `npm test`: everything that must hold, for people and for CI, on a machine that has nothing but Node. Suites that
 * need PostgreSQL with PostGIS, Chromium or libfaketime run where these are found and are named as left out where not. Steps run
 * beside each other; what one has to say is printed when it is over. `npm test -- lint unit` runs the steps so named.
 */
import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { runAll, type Outcome } from "./gate/run.ts";
import { allSteps, REPORTS } from "./gate/steps.ts";

/** One more than there are cores: a suite waits a third of its time, for a server, a browser or a timer. */
const WIDTH = Number(process.env["YOUZHU_GATE_WIDTH"] ?? Math.min(6, availableParallelism() + 1));
const HEARTBEAT_MS = 60_000;

const began = performance.now();
const clock = () => {
  const seconds = Math.round((performance.now() - began) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
function countsOf({ step, ok, passed, failed, skipped }: Outcome): string {
  if (!step.report) return ok ? "ok" : "failed";
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}

mkdirSync(REPORTS, { recursive: true });
const only = process.argv.slice(2);
const chosen = allSteps().filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)));
const running = new Set<string>();
const heartbeat = setInterval(
  () => console.log(`${clock()}  running: ${[...running].join(", ")}`),
  HEARTBEAT_MS,
);
const outcomes = await runAll(
  chosen.filter(({ leftOut }) => !leftOut),
  WIDTH,
  {
    began: ({ name }) => {
      running.add(name);
      console.log(`${clock()}  ▶ ${name}`);
    },
    ended: (outcome) => {
      const { step, ok, output } = outcome;
      running.delete(step.name);
      console.log(`\n── ${step.name}\n${output.trimEnd()}\n`);
      console.log(`${clock()}  ${ok ? "✓" : "✗"} ${step.name}: ${countsOf(outcome)}`);
    },
  },
);
clearInterval(heartbeat);

console.log("\n");
for (const outcome of outcomes) {
  const { step, ok, seconds } = outcome;
  console.log(
    `${ok ? "✓" : "✗"} ${step.name.padEnd(24)} ${seconds.toFixed(1).padStart(7)} s   ${countsOf(outcome)}`,
  );
}
for (const { name, leftOut } of chosen) if (leftOut) console.log(`- ${name.padEnd(24)} left out: ${leftOut}`);
console.log(
  `  ${"by the clock".padEnd(24)} ${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s`,
);
const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
const skipped = sum((outcome) => outcome.skipped);
console.log(
  `\n${sum((outcome) => outcome.passed)} passed, ${sum((outcome) => outcome.failed)} failed${skipped ? `, ${skipped} skipped` : ""}`,
);
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
