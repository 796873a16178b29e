import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The library that moves the clock of the processes that are started with it (Debian: faketime), or undefined. */
export function movedClock(): string | undefined {
  const lib = "/usr/lib";
  const folders = existsSync(lib) ? ["", ...readdirSync(lib).filter((name) => name.includes("linux"))] : [];
  return folders
    .map((folder) => join(lib, folder, "faketime/libfaketimeMT.so.1"))
    .find((path) => existsSync(path));
}

/**
 * What a process, and all that it starts, needs to believe that it is `at`. The same distance for all of them, so that Node,
 * its threads and the database server agree; timers and files keep their own time.
 */
export function atMoment(library: string, at: Date): Record<string, string> {
  const ahead = Math.round((at.getTime() - Date.now()) / 1000);
  return {
    LD_PRELOAD: library,
    FAKETIME: `${ahead < 0 ? "" : "+"}${ahead}s`,
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    FAKETIME_NO_CACHE: "1",
    NO_FAKE_STAT: "1",
    YOUZHU_TEST_AHEAD_MS: String(ahead * 1000),
  };
}
