import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { COMMAND_LINE_LIMITS } from "./limits.ts";
import { testFolder, write, zip } from "./testing-files.ts";
import { unzip } from "./unzip.ts";

const folder = testFolder();
const unpack = (entries: Record<string, Buffer>, limits = COMMAND_LINE_LIMITS) =>
  unzip(write(folder, `${Math.random()}.zip`, zip(entries)), join(folder, "out"), limits);

describe("an archive is unpacked without trusting it", () => {
  test("its files come out under their names, Chinese ones too", async () => {
    const names = await unpack({ "a/b.csv": Buffer.from("x,y\n1,2"), "井盖.csv": Buffer.from("x,y\n1,2") });
    expect(names).toEqual(["a/b.csv", "井盖.csv"]);
    expect(existsSync(join(folder, "out", "井盖.csv"))).toBe(true);
  });

  test("a path that climbs out is refused and nothing is written there", async () => {
    await expect(unpack({ "../../evil.csv": Buffer.from("x") })).rejects.toThrow(/unsafe path/);
    await expect(unpack({ "/tmp/evil.csv": Buffer.from("x") })).rejects.toThrow(/unsafe path/);
    expect(existsSync(join(folder, "evil.csv"))).toBe(false);
  });

  test("an archive in the archive is refused", async () => {
    await expect(unpack({ "inner.zip": zip({ "a.csv": Buffer.from("x") }) })).rejects.toThrow(
      /another archive/,
    );
  });

  test("a bomb stops at a hundred times its size", async () => {
    await expect(unpack({ "bomb.csv": Buffer.alloc(64 * 1024 * 1024) })).rejects.toThrow(/zip bomb/);
  });

  test("too many files and too many bytes are refused", async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`${n}.csv`, Buffer.from("x")]));
    await expect(unpack(many)).rejects.toThrow(/more than 100 files/);
    const limits = { ...COMMAND_LINE_LIMITS, unzippedBytes: 1024 * 1024 };
    await expect(unpack({ "a.csv": Buffer.alloc(2 * 1024 * 1024, "ab12") }, limits)).rejects.toThrow(
      /more than 1 MB/,
    );
  });

  test("what is no archive is refused with a reason", async () => {
    const path = write(folder, "torn.zip", Buffer.from("PK\u0003\u0004 and then nothing"));
    await expect(unzip(path, join(folder, "out"), COMMAND_LINE_LIMITS)).rejects.toThrow(
      /damaged or encrypted/,
    );
  });
});
