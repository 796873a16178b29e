import { expect, test } from "vitest";
import { byMechanism } from "./by-mechanism.ts";

const by = (role: string) => ({ accountId: null, role, displayName: null, unit: null });

test("a dispatch that followed from the filing is told apart from one that a seat chose", () => {
  expect(byMechanism({ cause: "the filing", actor: by("SEAT_OPERATOR") })).toBe(true);
  expect(byMechanism({ cause: null, actor: by("SEAT_OPERATOR") })).toBe(false);
});

test("what a deadline set going is nobody's choice", () => {
  expect(byMechanism({ cause: null, actor: by("SYSTEM") })).toBe(true);
});
