import { describe, expect, test } from "vitest";
import { lengthParts, timeLeft } from "../../matter/time-left.ts";
import { readView, writeView } from "../../map/view.ts";
import { withSelection } from "../../matter/selection.ts";
import { filterOf, nextTab, readChoice, rowFrom } from "./queue-filter.ts";

const choice = (query: string) => readChoice(new URLSearchParams(query));

describe("the queue", () => {
  test("is mine unless the address says otherwise", () => {
    expect(filterOf(choice(""))).toEqual({ queue: "mine" });
    expect(filterOf(choice("queue=nonsense"))).toEqual({ queue: "mine" });
  });

  test("of dangers never asks for ended cases", () => {
    expect(filterOf(choice("queue=danger&ended=1"))).toEqual({ queue: "open", danger: true });
    expect(filterOf(choice("queue=open&ended=1"))).toEqual({ queue: "all" });
  });

  test("keeps a unit that the search led to", () => {
    expect(filterOf(choice("queue=open&unit=u1&overdue=1&q=%20%E6%9D%91%20"))).toEqual({
      queue: "open",
      overdue: true,
      q: "村",
      unitId: "u1",
    });
  });

  test("goes round its tabs", () => {
    expect([nextTab("mine"), nextTab("open"), nextTab("danger")]).toEqual(["open", "danger", "mine"]);
  });

  test("lets j and k walk the rows and stop at the ends", () => {
    const rows = [{ id: "a" }, { id: "b" }];
    expect(rowFrom(rows, null, 1)?.id).toBe("a");
    expect(rowFrom(rows, null, -1)?.id).toBe("b");
    expect(rowFrom(rows, "a", 1)?.id).toBe("b");
    expect(rowFrom(rows, "b", 1)?.id).toBe("b");
    expect(rowFrom([], "b", 1)).toBeUndefined();
  });
});

describe("the time that is left", () => {
  const start = "2026-11-22T02:00:00.000Z";
  const due = "2026-11-22T04:00:00.000Z";
  const at = (minutes: number) => timeLeft(start, due, Date.parse(start) + minutes * 60_000);

  test("turns from calm over soon and now to over by the share that is left", () => {
    expect([at(10).tone, at(80).tone, at(110).tone, at(120).tone]).toEqual(["calm", "soon", "now", "over"]);
  });

  test("is said in two units at most", () => {
    expect(at(48).parts).toEqual({ days: 0, hours: 1, minutes: 12 });
    expect(lengthParts(3 * 86_400_000 + 5 * 3_600_000 + 60_000)).toEqual({ days: 3, hours: 5, minutes: 0 });
    expect(lengthParts(40 * 86_400_000 + 5 * 3_600_000)).toEqual({ days: 40, hours: 0, minutes: 0 });
  });

  test("counts on after the end", () => {
    expect(at(140)).toMatchObject({ over: true, parts: { minutes: 20 } });
  });
});

describe("the address", () => {
  test("holds one selection and keeps the rest", () => {
    const next = withSelection(new URLSearchParams("component=a&queue=open&new=1"), {
      kind: "case",
      id: "b",
    });
    expect(next.toString()).toBe("queue=open&case=b");
  });

  test("gives back the view it was given and refuses what is no view", () => {
    const view = { longitude: 113.07, latitude: 23.03, zoom: 15.5 };
    expect(readView(writeView(view))).toEqual(view);
    for (const wrong of ["", "1,2", "a,b,c", "1,2,3,4", "200,2,3"]) expect(readView(wrong)).toBeNull();
  });
});
