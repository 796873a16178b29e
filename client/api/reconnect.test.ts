import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pause, reconnecting } from "./reconnect.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("waits longer each time, never above half a minute and a quarter of it", () => {
  expect([1, 2, 3, 5, 6, 40].map((failures) => pause(failures, 0))).toEqual([
    1000, 2000, 4000, 16000, 30000, 30000,
  ]);
  expect(pause(6, 1)).toBe(37_500);
});

test("goes on for ever, begins anew when it has worked, and does not wait when there is no need", () => {
  let tries = 0;
  const again = reconnecting(
    () => {
      tries += 1;
      again.failed();
    },
    () => 0,
  );
  again.failed();
  vi.advanceTimersByTime(3_600_000);
  expect(tries).toBeGreaterThan(100);
  again.worked();
  const worked = tries;
  vi.advanceTimersByTime(60_000);
  expect(tries).toBe(worked);
  again.failed();
  again.now();
  expect(tries).toBe(worked + 1);
  again.end();
  vi.advanceTimersByTime(60_000);
  expect(tries).toBe(worked + 1);
  again.now();
  expect(tries).toBe(worked + 1);
});
