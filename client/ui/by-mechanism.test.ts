import { expect, test } from "vitest";
import { byMechanism } from "./by-mechanism.ts";

test("a dispatch by the mechanism is told apart from one that a seat chose", () => {
  expect(byMechanism({ kind: "CASE_DISPATCHED", data: { automatic: true } })).toBe(true);
  expect(byMechanism({ kind: "CASE_DISPATCHED", data: { automatic: false } })).toBe(false);
});

test("a notice by letter follows from the letters, one by phone is somebody's", () => {
  expect(byMechanism({ kind: "NOTICE_RECORDED", data: { channel: "INQUIRY_LETTER" } })).toBe(true);
  expect(byMechanism({ kind: "NOTICE_RECORDED", data: { channel: "PHONE" } })).toBe(false);
});

test("an inquiry opens by itself with a case, and by hand from the register", () => {
  expect(byMechanism({ kind: "INQUIRY_OPENED", data: { origin: "CASE" } })).toBe(true);
  expect(byMechanism({ kind: "INQUIRY_OPENED", data: { origin: "REGISTRY" } })).toBe(false);
});
