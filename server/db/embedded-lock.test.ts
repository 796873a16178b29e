import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockFolder } from "./embedded-lock.ts";

let folder: string;
let dataDir: string;
let lockFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "youzhu-lock-"));
  dataDir = join(folder, "database");
  lockFile = `${dataDir}.lock`;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function left(holder: object | string, secondsAgo = 0): void {
  writeFileSync(lockFile, typeof holder === "string" ? holder : JSON.stringify(holder));
  // By this process's clock: the file system's may be another one, and is where the clock of a test run is moved.
  const then = new Date(Date.now() - secondsAgo * 1000);
  utimesSync(lockFile, then, then);
}

describe("the lock of a data folder", () => {
  test("is given once, and again after it was released", () => {
    const lock = lockFolder(dataDir);
    expect(() => lockFolder(dataDir)).toThrow(`in use by process ${process.pid}`);
    expect(() => lockFolder(dataDir)).toThrow(lockFile);
    lock.release();
    expect(existsSync(lockFile)).toBe(false);
    lockFolder(dataDir).release();
  });

  test("of a process that died is taken over", () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    left({ pid, started: "12345", host: hostname() });
    lockFolder(dataDir).release();
  });

  test("of a process whose number another one has now is taken over", () => {
    left({ pid: 1, started: "a time long ago", host: hostname() });
    lockFolder(dataDir).release();
  });

  test("that names this very process, which does not hold it, was left by its namesake and is taken over", () => {
    const lock = lockFolder(dataDir);
    const text = readFileSync(lockFile, "utf8");
    lock.release();
    writeFileSync(lockFile, text);
    lockFolder(dataDir).release();
  });

  test("of another host is respected while it is fresh and taken over when it fell silent", () => {
    left({ pid: 4711, started: "1", host: "another-host" }, 5);
    expect(() => lockFolder(dataDir)).toThrow("process 4711 on another-host");
    left({ pid: 4711, started: "1", host: "another-host" }, 60);
    lockFolder(dataDir).release();
  });

  test("that is half written is respected while it is fresh", () => {
    left('{"pid":');
    expect(() => lockFolder(dataDir)).toThrow("in use by another process");
    left({}, 60);
    lockFolder(dataDir).release();
  });

  test("that somebody else took meanwhile is not removed", () => {
    const lock = lockFolder(dataDir);
    left({ pid: 1, started: "x", host: "y" });
    lock.release();
    expect(existsSync(lockFile)).toBe(true);
  });

  test("of a dead process goes to exactly one of twelve that start at the same time", async () => {
    left({ pid: 999_999_99, started: "1", host: hostname() });
    const { spawn } = await import("node:child_process");
    const module = new URL("./embedded-lock.ts", import.meta.url).href;
    const code = `import { lockFolder } from ${JSON.stringify(module)};
      while (Date.now() < Number(process.argv[2]));
      try { lockFolder(process.argv[1]); console.log("mine"); } catch { console.log("refused"); }
      setTimeout(() => {}, 3000);`;
    const start = String(Date.now() + 8_000);
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const child = spawn(process.execPath, [
          "--import",
          "tsx",
          "--input-type=module",
          "-e",
          code,
          dataDir,
          start,
        ]);
        let said = "";
        child.stdout.on("data", (chunk: Buffer) => {
          said += chunk.toString();
        });
        await new Promise((resolve) => child.once("close", resolve));
        return said.trim();
      }),
    );
    expect(answers.toSorted()).toEqual(["mine", ...Array.from({ length: 11 }, () => "refused")]);
  });
});
