import { expect, test } from "vitest";
import type { Inquiry } from "../../server/domain/inquiry/state.ts";
import { inquiryCan } from "../../server/domain/inquiry/table.ts";
import type { Actor } from "../../server/domain/names.ts";
import { backstopGuard } from "./backstop-guard.ts";
import { offeredCommands, waitsForMySignature } from "./offered.ts";

const at = "2026-11-22T01:00:00.000Z";
const convener: Actor = { accountId: "convener", role: "CONVENER", unitId: null };
const seat: Actor = { accountId: "seat", role: "SEAT_OPERATOR", unitId: null };
const auditor: Actor = { accountId: "auditor", role: "AUDITOR", unitId: null };

const opened: Inquiry = {
  id: "q",
  number: "Q1",
  componentId: "c",
  divisionCode: "440604011",
  state: "OPENED",
  danger: true,
  everDanger: true,
  restricted: false,
  origin: "CASE",
  caseIds: [],
  candidates: [],
  round: 0,
  letters: [],
  claims: [],
  evidence: [],
  survey: null,
  parcelCheck: null,
  proposal: null,
  notice: null,
  determination: null,
  backstop: null,
  openedAt: at,
  endedAt: null,
  reopenings: 0,
  deadlines: [],
};
const letter = {
  id: "l",
  unitId: "water",
  round: 1,
  sentAt: at,
  dueAt: at,
  answer: "DENY",
  reasonCode: null,
  answeredAt: at,
} as const;
const proposal = {
  kind: "BACKSTOP",
  custodianUnitId: "dept",
  inspectionIntervalDays: 30,
  reviewOn: "2026-12-22",
  emergencyReason: null,
  overridesPrivate: false,
  byAccountId: "seat",
  at,
} as const;
const ready: Inquiry = {
  ...opened,
  state: "NOTICE",
  round: 1,
  letters: [letter],
  survey: { at, byAccountId: "grid" },
  parcelCheck: { result: "PUBLIC", areaId: null },
  notice: { publishedAt: at, channel: "SITE", endedAt: at },
  proposal,
};
const missing = (inquiry: Inquiry, actor = convener) =>
  backstopGuard(inquiry, actor)
    .filter((item) => item.state === "missing")
    .map((item) => item.key);

test("the list of ticks is complete exactly when the domain lets the convener sign", () => {
  const variants: Inquiry[] = [
    ready,
    { ...ready, survey: null },
    { ...ready, parcelCheck: null },
    { ...ready, parcelCheck: { result: "PRIVATE", areaId: null } },
    {
      ...ready,
      parcelCheck: { result: "PRIVATE", areaId: null },
      proposal: { ...proposal, overridesPrivate: true },
    },
    { ...ready, notice: null },
    { ...ready, notice: null, proposal: { ...proposal, emergencyReason: "台风" } },
    { ...ready, letters: [{ ...letter, answer: null }] },
    { ...ready, claims: [{ unitId: "water", at, byAccountId: null, status: "OPEN" }] },
    { ...ready, proposal: { ...proposal, byAccountId: "convener" } },
    { ...ready, round: 0, letters: [] },
    { ...ready, notice: null, restricted: true },
    { ...ready, letters: [{ ...letter, answer: "NEED_SITE_VISIT", answeredAt: at }] },
    { ...ready, candidates: [{ unitId: "heat", permille: 0, nearby: "LINE" }] },
    {
      ...ready,
      candidates: [{ unitId: "heat", permille: 0, nearby: "LINE" }],
      leftOut: [{ unitId: "heat", reasonCode: "MAP_OUTDATED" }],
    },
  ];
  for (const inquiry of variants) {
    expect(missing(inquiry).length === 0, missing(inquiry).join()).toBe(
      inquiryCan(convener, inquiry, "SIGN_BACKSTOP") === null,
    );
  }
});

test("an emergency sets the notice aside and says so", () => {
  const items = backstopGuard(
    { ...ready, notice: null, proposal: { ...proposal, emergencyReason: "台风" } },
    convener,
  );
  expect(items.find((item) => item.key === "notice")).toEqual({
    key: "notice",
    state: "waived",
    params: { reason: "台风" },
  });
});

test("D26: a restricted cover lacks no notice; its signature asks for none", () => {
  const items = backstopGuard({ ...ready, notice: null, restricted: true }, convener);
  expect(items.map(({ key }) => key)).not.toContain("notice");
  expect(items.find(({ key }) => key === "unannounced")?.state).toBe("met");
});

test("guard 3: who was left out, and ground other than the map says, stand in the signer's list", () => {
  const items = backstopGuard(
    {
      ...ready,
      candidates: [{ unitId: "heat", permille: 0 }],
      leftOut: [{ unitId: "heat", reasonCode: "MAP_OUTDATED" }],
      parcelCheck: {
        result: "PUBLIC",
        areaId: null,
        contradicts: "INSIDE",
        reasonCode: "OPEN_COMPOUND",
      },
    },
    convener,
  );
  const waived = items.filter(({ state }) => state === "waived");
  expect(waived).toEqual([
    { key: "whole", state: "waived", params: { count: 1 } },
    { key: "map", state: "waived", params: { said: "INSIDE" } },
  ]);
});

test("the convener is offered the signature first, the seat what is still missing", () => {
  expect(offeredCommands(convener, ready).primary?.type).toBe("SIGN_BACKSTOP");
  expect(offeredCommands(seat, { ...ready, survey: null }).primary?.type).toBe("RECORD_SITE_SURVEY");
  expect(offeredCommands(seat, opened).primary?.type).toBe("SEND_LETTERS");
});

test("a command that is not allowed now stays visible with its reason", () => {
  const { others } = offeredCommands(seat, ready);
  expect(others.find((offered) => offered.type === "PROPOSE_BACKSTOP")?.refused).toBe("PROPOSAL_WAITING");
  expect(others.some((offered) => offered.type === "SIGN_BACKSTOP")).toBe(false);
});

test("an auditor reviews what is in backstop and nothing else", () => {
  const caught: Inquiry = { ...ready, state: "BACKSTOP", proposal: null };
  expect(offeredCommands(auditor, caught).primary?.type).toBe("REVIEW_BACKSTOP");
  expect(offeredCommands(auditor, ready).primary).toBeNull();
});

test("a backstop waits for the convener, a determination also for the lead", () => {
  const lead: Actor = { accountId: "lead", role: "SHIFT_LEAD", unitId: null };
  expect(waitsForMySignature(lead, "BACKSTOP")).toBe(false);
  expect(waitsForMySignature(lead, "DETERMINATION")).toBe(true);
  expect(waitsForMySignature(convener, "BACKSTOP")).toBe(true);
  expect(waitsForMySignature(seat, "DETERMINATION")).toBe(false);
  expect(waitsForMySignature(convener, null)).toBe(false);
});
