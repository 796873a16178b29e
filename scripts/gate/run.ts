import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import type { Step } from "./steps.ts";

export interface Outcome {
  readonly step: Step;
  readonly ok: boolean;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly output: string;
}

/** Says what goes on while steps run beside each other and their own words are kept back. */
export interface Told {
  began(step: Step): void;
  ended(outcome: Outcome): void;
}

/** Runs the steps in their order, at most `width` at once; one that waits for another lets those behind it pass. */
export async function runAll(steps: readonly Step[], width: number, told: Told): Promise<Outcome[]> {
  const waiting = [...steps];
  const open = new Set(steps.map(({ name }) => name));
  const running = new Set<Promise<void>>();
  const outcomes: Outcome[] = [];
  const ready = (step: Step) => (step.after ?? []).every((name) => !open.has(name));
  const finish = async (step: Step) => {
    const outcome = await run(step);
    outcomes.push(outcome);
    open.delete(step.name);
    told.ended(outcome);
  };
  while (waiting.length > 0 || running.size > 0) {
    const at = running.size < width ? waiting.findIndex(ready) : -1;
    const [step] = at < 0 ? [] : waiting.splice(at, 1);
    if (!step) {
      if (running.size === 0)
        throw new Error(`steps wait for each other: ${waiting.map(({ name }) => name).join()}`);
      await Promise.race(running);
      continue;
    }
    told.began(step);
    const work: Promise<void> = finish(step).finally(() => running.delete(work));
    running.add(work);
  }
  return steps.flatMap((step) => outcomes.filter((outcome) => outcome.step === step));
}

async function run(step: Step): Promise<Outcome> {
  const began = performance.now();
  const [program = "", ...args] = step.command;
  if (step.report) rmSync(step.report, { force: true });
  const said: Buffer[] = [];
  const code = await new Promise<number>((done) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...step.env },
    });
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    child.on("error", (error) => {
      said.push(Buffer.from(`${error.message}\n`));
      done(1);
    });
    // A process that a signal ended has no status: it has failed.
    child.on("close", (status) => done(status ?? 1));
  });
  const output = Buffer.concat(said).toString();
  const held = code === 0 && !(step.silent && output.trim() !== "");
  const counted = step.report
    ? countsIn(step.report)
    : { passed: held ? 1 : 0, failed: held ? 0 : 1, skipped: 0 };
  // A suite that died before it reported has failed, whatever it counted.
  const failed = !held && counted.failed === 0 ? 1 : counted.failed;
  return {
    step,
    ok: held && failed === 0,
    seconds: (performance.now() - began) / 1000,
    ...counted,
    failed,
    output,
  };
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
