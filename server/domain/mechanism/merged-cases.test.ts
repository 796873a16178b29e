import { describe, expect, test } from "vitest";
import { earliestFiling } from "../case/earliest-report.ts";
import { running } from "../clocks/deadline.ts";
import { replay } from "./fold.ts";
import { held, LEAD, SEAT, Street, UNITS } from "./testing.ts";

/** What real operators will meet (docs/domain.md#scenarios), as far as one component's dossier decides it. */
const [WATER] = UNITS;
const retold = (street: Street): void => expect(replay(street.told)).toEqual(street.dossier);

describe("D5: two reports that were taken for one", () => {
  function twice(): Street {
    const street = new Street({ roles: [held("owner", WATER)] });
    street.report({ id: "case-1", danger: false, defect: "NOISY" });
    street.pass(3);
    street.report({ id: "case-2", danger: false, defect: "NOISY" });
    street.pass(2);
    return street;
  }
  const accept = (street: Street, id: string) =>
    street.matterOf(id).deadlines.filter((deadline) => deadline.kind === "ACCEPT" && running(deadline));

  test("count as one case with two reports, whose clocks follow the earlier one", () => {
    const street = twice();
    const first = accept(street, "case-1");
    street.case(SEAT, { type: "MERGE", into: "case-2" }, "case-1");
    expect(street.matterOf("case-2")).toMatchObject({
      reportCount: 2,
      merged: [{ caseId: "case-1", number: "case-1", channel: "GRID_APP" }],
    });
    expect(accept(street, "case-2")).toEqual(first);
    retold(street);
  });

  test("are taken apart by the lead: each has its own clocks again, as its own report started them", () => {
    const street = twice();
    const [first, second] = [accept(street, "case-1"), accept(street, "case-2")];
    street.case(SEAT, { type: "MERGE", into: "case-2" }, "case-1");
    street.pass(1);
    expect(street.refusal(SEAT, { on: "case", id: "case-1", command: { type: "UNMERGE" } })).toBe(
      "ROLE_MAY_NOT",
    );
    street.case(LEAD, { type: "UNMERGE" }, "case-1");
    expect(street.matterOf("case-1")).toMatchObject({
      state: "REPORTED",
      mergedInto: null,
      endedAt: null,
      number: "case-1",
      channel: "GRID_APP",
    });
    expect(street.matterOf("case-2")).toMatchObject({ reportCount: 1, merged: [] });
    expect([accept(street, "case-1"), accept(street, "case-2")]).toEqual([first, second]);
    retold(street);
  });

  test("of three reports, taking the earliest away leaves the clocks of the next", () => {
    const street = twice();
    street.report({ id: "case-3", danger: false, defect: "NOISY" });
    const second = accept(street, "case-2");
    street.case(SEAT, { type: "MERGE", into: "case-3" }, "case-1");
    street.case(SEAT, { type: "MERGE", into: "case-3" }, "case-2");
    street.case(LEAD, { type: "UNMERGE" }, "case-1");
    expect(accept(street, "case-3")).toEqual(second);
    expect(street.matterOf("case-3").reportCount).toBe(2);
  });

  test("the repair is due as the filing that came first made it", () => {
    const street = twice();
    street.case(SEAT, { type: "FILE", danger: false, defect: "NOISY" }, "case-1");
    const due = street.matterOf("case-1").deadlines.find(({ kind }) => kind === "REPAIR")?.dueAt;
    street.pass(60);
    street.case(SEAT, { type: "MERGE", into: "case-2" }, "case-1");
    street.case(SEAT, { type: "FILE", danger: false, defect: "NOISY" }, "case-2");
    expect(earliestFiling(street.matterOf("case-2"))).toBe(street.matterOf("case-1").filedAt);
    expect(street.matterOf("case-2").deadlines.find(({ kind }) => kind === "REPAIR")?.dueAt).toBe(due);
  });

  test("no longer after thirty days, and the last merger first", () => {
    const street = twice();
    street.report({ id: "case-3", danger: false, defect: "NOISY" });
    street.case(SEAT, { type: "MERGE", into: "case-2" }, "case-1");
    street.case(SEAT, { type: "MERGE", into: "case-3" }, "case-2");
    expect(street.matterOf("case-3").reportCount).toBe(3);
    const unmerge = { on: "case", id: "case-1", command: { type: "UNMERGE" } } as const;
    expect(street.refusal(LEAD, unmerge)).toBe("MERGED_FURTHER");
    street.case(LEAD, { type: "UNMERGE" }, "case-2");
    expect(street.matterOf("case-3").reportCount).toBe(1);
    street.now = "2026-05-01T00:00:00.000Z";
    expect(street.refusal(LEAD, unmerge)).toBe("UNMERGE_TOO_LATE");
  });

  test("each reporter is answered, also the one whose case was merged away", () => {
    const street = twice();
    street.case(SEAT, { type: "MERGE", into: "case-2" }, "case-1");
    street.case(SEAT, { type: "REPLY", channel: "WECHAT" }, "case-1");
    expect(street.matterOf("case-1").repliedAt).toBe(street.now);
    expect(street.matterOf("case-2").repliedAt).toBeNull();
    expect(
      street.refusal(SEAT, { on: "case", id: "case-1", command: { type: "REPLY", channel: "WECHAT" } }),
    ).toBe("ALREADY_REPLIED");
  });
});
