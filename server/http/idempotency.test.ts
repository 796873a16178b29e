import { expect, test } from "vitest";
import { z } from "zod";
import { ENDPOINTS } from "../contract/all.ts";
import { bodyForHash, requestHash } from "./idempotency.ts";

/** The secrets that the contract takes in a body: name of the operation and of the field. */
const SECRETS = ENDPOINTS.flatMap(({ name, body }) => {
  if (!body) return [];
  const { properties } = z.toJSONSchema(body, { io: "input", unrepresentable: "any" });
  return Object.keys(properties ?? {})
    .filter((field) => /password|secret|token/i.test(field))
    .map((field) => [name, field] as const);
});

test("the contract takes passwords where it is known to", () => {
  expect(SECRETS.map(([name]) => name)).toEqual(expect.arrayContaining(["signIn", "addAccount"]));
});

// A fast hash of a password, kept 30 days, would undo the slow hash beside it.
test.each(SECRETS)("what is kept of %s tells nothing of its %s", (_name, field) => {
  const kept = (secret: string) => bodyForHash({ username: "seat", [field]: secret });
  expect(kept("correct horse battery")).not.toContain("correct horse battery");
  expect(requestHash([kept("one password")])).toEqual(requestHash([kept("another password")]));
});

test("nor of one that lies deeper", () => {
  expect(bodyForHash({ accounts: [{ newPassword: "correct horse" }] })).not.toContain("horse");
});

test("every other field makes another request of it", () => {
  const hash = (body: unknown) =>
    requestHash(["POST", "/api/accounts", "", bodyForHash(body)]).toString("hex");
  const bodies = [
    { username: "a", password: "x" },
    { username: "b", password: "x" },
    { username: "a", role: "ADMIN" },
    null,
  ];
  expect(new Set(bodies.map(hash)).size).toBe(bodies.length);
});

test("parts do not run into each other", () => {
  expect(requestHash(["ab", "c"])).not.toEqual(requestHash(["a", "bc"]));
});
