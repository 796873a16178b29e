import { expect, test } from "vitest";
import { makeLog } from "../http/log.ts";
import { startSchedule } from "./schedule.ts";

const log = makeLog("silent");
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("a job runs at once, again while there is something left, and then at its own pace", async () => {
  const left = [3, 2, 1, 0];
  let runs = 0;
  const schedule = startSchedule(
    [{ name: "j", everyMs: 60_000, run: async () => ((runs += 1), left.shift() ?? 0) }],
    log,
  );
  await wait(30);
  await schedule.stop();
  expect(runs).toBe(4);
});

test("two runs of one job never overlap", async () => {
  let inside = 0;
  let most = 0;
  const run = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await wait(20);
    inside -= 1;
    return 0;
  };
  const schedule = startSchedule([{ name: "slow", everyMs: 5, run }], log);
  await wait(100);
  await schedule.stop();
  expect(most).toBe(1);
});

test("a job that fails is tried again at its next turn and holds up no other", async () => {
  const lines: string[] = [];
  let failed = 0;
  let done = 0;
  const schedule = startSchedule(
    [
      { name: "fails", everyMs: 10, run: () => ((failed += 1), Promise.reject(new Error("no"))) },
      { name: "works", everyMs: 10, run: async () => ((done += 1), 0) },
    ],
    makeLog("error", (line) => lines.push(line)),
  );
  await wait(60);
  await schedule.stop();
  expect(failed).toBeGreaterThan(1);
  expect(done).toBeGreaterThan(1);
  expect(lines[0]).toContain("job failed");
});

test("stopping waits for what is running and starts nothing more", async () => {
  let ended = false;
  let runs = 0;
  const run = async () => {
    runs += 1;
    await wait(50);
    ended = true;
    return 1;
  };
  const schedule = startSchedule([{ name: "j", everyMs: 5, run }], log);
  await wait(10);
  await schedule.stop();
  expect([ended, runs]).toEqual([true, 1]);
});
