import { expect, test } from "vitest";
import { z } from "zod";
import { pageOf, readCursor, writeCursor } from "./cursor.ts";

const Key = z.tuple([z.string(), z.number()]);

test("a cursor comes back as the key it was made of", () => {
  expect(readCursor(writeCursor(["有主", 7]), Key)).toEqual(["有主", 7]);
  expect(readCursor(undefined, Key)).toBeUndefined();
});

test.each(["", "!!!", "e30", writeCursor(["a", "b"]), writeCursor(["a", 1, 2])])(
  "a made-up cursor %j is refused",
  (cursor) => {
    expect(() => readCursor(cursor, Key)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  },
);

test("the last page has no next cursor", () => {
  const rows = [1, 2, 3].map((n) => ({ n }));
  expect(pageOf(rows, 3, (row) => [row.n])).toEqual({ items: rows, nextCursor: null });
  expect(pageOf(rows, 2, (row) => [row.n])).toEqual({
    items: rows.slice(0, 2),
    nextCursor: writeCursor([2]),
  });
});
