import { expect, test } from "vitest";
import { DEFAULT_LIMITS, makeLimits } from "./limits.ts";

const tooMany = expect.objectContaining({ code: "too_many_requests" });

test("a budget is each principal's own, and its refusal says how long to wait", async () => {
  const limits = makeLimits({ ...DEFAULT_LIMITS, requestsPerMinute: 2 });
  await limits.request("account:1");
  await limits.request("account:1");
  await expect(limits.request("account:1")).rejects.toEqual(tooMany);
  const refusal: unknown = await limits.request("account:1").catch((error: unknown) => error);
  expect(Reflect.get(Object(Reflect.get(Object(refusal), "params")), "seconds")).toBeGreaterThan(50);
  await limits.request("account:2");
});

test("wrong passwords lock an account for one address only, and a right one clears the count", async () => {
  const limits = makeLimits({ ...DEFAULT_LIMITS, wrongPasswords: 2 });
  await limits.wrongPassword("seat", "10.0.0.1");
  await limits.rightPassword("seat", "10.0.0.1");
  await limits.wrongPassword("seat", "10.0.0.1");
  await limits.mayTryPassword("SEAT", "10.0.0.1");
  await limits.wrongPassword("Seat", "10.0.0.1");
  await expect(limits.mayTryPassword("seat", "10.0.0.1")).rejects.toEqual(tooMany);
  await limits.mayTryPassword("seat", "10.0.0.2");
  await limits.mayTryPassword("lead", "10.0.0.1");
});

test("sign-ins, uploads and requests have budgets of their own", async () => {
  const limits = makeLimits({
    ...DEFAULT_LIMITS,
    signInsPerMinute: 1,
    uploadsPerMinute: 1,
    requestsPerMinute: 1,
  });
  await limits.signIn("a");
  await limits.upload("a");
  await limits.request("a");
  for (const again of [limits.signIn("a"), limits.upload("a"), limits.request("a")])
    await expect(again).rejects.toEqual(tooMany);
});
