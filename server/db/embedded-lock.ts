import { clock } from "../clock.ts";
import { execFileSync } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Two processes on one data folder destroy it: the engine itself does not notice. So a lock file lies beside the
 * folder. It names its process by pid and start time (pids come round again, in a container pid 1 always) and is
 * touched every few seconds, which tells a living holder on another host or in another container from a dead one.
 */
interface Holder {
  readonly pid: number;
  readonly started: string;
  readonly host: string;
}

export interface Lock {
  release(): void;
}

const BEAT_MS = 4_000;
const SILENT_MS = 20_000;
const UNKNOWN: Holder = { pid: 0, started: "", host: "" };
const heldHere = new Set<string>();

/** When a process started, in whatever form the system tells it; undefined when there is no such process. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The 22nd field, counted after the command name, which may itself contain spaces and brackets.
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    }
    process.kill(pid, 0);
    if (process.platform === "win32") return "running";
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Who holds the lock with this text; undefined when nobody does any more. */
function holderOf(path: string, text: string, mine: string): Holder | undefined {
  // Our own pid and start time: either this process holds it, or its namesake in a container that is gone did.
  if (text === mine) return heldHere.has(path) ? (JSON.parse(mine) as Holder) : undefined;
  let holder = UNKNOWN;
  try {
    holder = { ...UNKNOWN, ...(JSON.parse(text) as Partial<Holder>) };
  } catch {
    // Half written: by somebody who is just taking it, or who died over it.
  }
  if (holder.host === hostname() && holder.pid > 0) {
    return startOf(holder.pid) === holder.started ? holder : undefined;
  }
  const silentFor = clock.realNow() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return silentFor < SILENT_MS ? holder : undefined;
}

function create(path: string, text: string): boolean {
  let file: number;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  writeSync(file, text);
  closeSync(file);
  return true;
}

/**
 * Removes the lock of a dead holder. Only one process may do so at a time, and it looks again first: else a slower one
 * would remove the lock that a quicker one has just taken.
 */
function removeDead(path: string, mine: string): Holder | undefined {
  const door = `${path}.takeover`;
  const age = clock.realNow() - (statSync(door, { throwIfNoEntry: false })?.mtimeMs ?? clock.realNow());
  // Somebody died in the instant between the two lines below.
  if (age > SILENT_MS) rmSync(door, { force: true });
  if (!create(door, mine)) return UNKNOWN;
  try {
    const text = read(path);
    const holder = text === undefined ? undefined : holderOf(path, text, mine);
    if (!holder) rmSync(path, { force: true });
    return holder;
  } finally {
    rmSync(door, { force: true });
  }
}

/** Takes the lock of a data folder, or throws an error that names the process which has it. */
export function lockFolder(dataDir: string): Lock {
  const path = `${dataDir}.lock`;
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? "", host: hostname() });
  const refuse = (holder: Holder): never => {
    const who = holder.pid
      ? `process ${holder.pid}${holder.host === hostname() ? "" : ` on ${holder.host}`}`
      : "another process";
    throw new Error(
      `The data folder ${dataDir} is in use by ${who}. Stop it first, or set DATA_DIR to another folder. ` +
        `(Two processes on one folder would destroy it. The lock is ${path}.)`,
    );
  };
  if (!create(path, mine)) {
    const holder = removeDead(path, mine);
    if (holder) refuse(holder);
    if (!create(path, mine)) refuse(UNKNOWN);
  }
  heldHere.add(path);
  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(clock.realNow()), new Date(clock.realNow()));
    } catch {
      // The folder was removed under us; there is nothing left to guard.
    }
  }, BEAT_MS);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      heldHere.delete(path);
      if (read(path) === mine) rmSync(path, { force: true });
    },
  };
}
