import { expect, test } from "vitest";
import { ApiError } from "../../server/contract/errors.ts";
import {
  afterFailure,
  afterRestart,
  afterSuccess,
  again,
  bodyOf,
  forgettable,
  nextToSend,
  pauseBefore,
  type OutboxItem,
} from "./outbox-rules.ts";

const guard = (
  id: string,
  caseId: string,
  createdAt: number,
  more: Partial<OutboxItem> = {},
): OutboxItem => ({
  id,
  key: `key-${id}`,
  accountId: "grid",
  createdAt,
  title: "张槎一路",
  photos: [],
  state: "waiting",
  attempts: 0,
  sentAt: null,
  result: null,
  problem: null,
  work: { kind: "command", caseId, seenVersion: 3, body: { type: "GUARD", photoIds: [], position: null } },
  ...more,
});

test("what was done first on a case is sent first", () => {
  expect(nextToSend([guard("b", "case1", 2), guard("a", "case1", 1)], "grid")?.id).toBe("a");
});

test("a refused step holds back what follows on its case, and nothing else", () => {
  const items = [
    guard("a", "case1", 1, { state: "refused" }),
    guard("b", "case1", 2),
    guard("c", "case2", 3),
  ];
  expect(nextToSend(items, "grid")?.id).toBe("c");
});

test("a step that is being sent is not sent beside itself", () => {
  expect(
    nextToSend([guard("a", "case1", 1, { state: "sending" }), guard("b", "case1", 2)], "grid"),
  ).toBeNull();
});

test("who borrows the phone does not send another person's work under his own name", () => {
  expect(nextToSend([guard("a", "case1", 1)], "dept")).toBeNull();
});

test("without a connection nothing is lost: it waits, with its key, and is tried more seldom", () => {
  const failed = afterFailure(guard("a", "case1", 1), new TypeError("Failed to fetch"));
  expect(failed).toMatchObject({ state: "waiting", key: "key-a", attempts: 1, problem: null });
  expect([0, 1, 3, 10].map(pauseBefore)).toEqual([1, 2, 8, 60]);
});

test("a busy server and an ended session are waited for; a refusal asks a person", () => {
  const after = (error: ApiError) => afterFailure(guard("a", "case1", 1), error).state;
  expect([
    after(new ApiError("unavailable")),
    after(new ApiError("too_many_requests")),
    after(new ApiError("session_expired")),
  ]).toEqual(["waiting", "waiting", "waiting"]);
  expect(
    after(new ApiError("transition_refused", { reason: "WRONG_STATE" }, { reason: "WRONG_STATE" })),
  ).toBe("refused");
});

test("after a person looked, a refused step is a new write against the version of now", () => {
  const refused = afterFailure(
    guard("a", "case1", 1),
    new ApiError("transition_refused", {}, { reason: "WRONG_STATE" }),
  );
  expect(refused.problem?.reason).toBe("WRONG_STATE");
  expect(again(refused, "new", 9)).toMatchObject({
    key: "new",
    state: "waiting",
    problem: null,
    work: { seenVersion: 9 },
  });
});

test("a page that died while sending sends again with the same key", () => {
  expect(afterRestart(guard("a", "case1", 1, { state: "sending" }))).toMatchObject({
    state: "waiting",
    key: "key-a",
  });
});

test("what arrived stays visible for half a day", () => {
  const sent = afterSuccess(guard("a", "case1", 1), "GUARDED", 1_000);
  expect(forgettable(sent, 1_000 + 3_600_000)).toBe(false);
  expect(forgettable(sent, 1_000 + 13 * 3_600_000)).toBe(true);
});

test("a step says when it was taken, however long it waited for a network", () => {
  const item = guard("a", "case1", Date.parse("2026-03-03T02:00:00.000Z"));
  expect(bodyOf(item, { type: "GUARD", photoIds: [], position: null }, ["p"])).toEqual({
    type: "GUARD",
    photoIds: ["p"],
    position: null,
    occurredAt: "2026-03-03T02:00:00.000Z",
  });
  expect(bodyOf(item, { type: "ADD_NOTE", photoIds: [] }, [])).toEqual({ type: "ADD_NOTE", photoIds: [] });
});

test("who is told that the phone's clock is wrong sends it as of now", () => {
  const body = { type: "GUARD" as const, photoIds: [], position: null };
  const refused = new ApiError("transition_refused", { reason: "" }, { reason: "OCCURRED_IN_FUTURE" });
  const item = again(afterFailure(guard("a", "case1", 1), refused), "key-2", 4);
  expect(bodyOf(item, body, [])).not.toHaveProperty("occurredAt");
  const elsewhere = again(afterFailure(guard("a", "case1", 1), new ApiError("stale_version")), "key-2", 4);
  expect(bodyOf(elsewhere, body, [])).toHaveProperty("occurredAt");
});
