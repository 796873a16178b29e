import { execFileSync } from "node:child_process";
import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
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

function alive(path: string, text: string): Holder | undefined {
  let holder: Holder;
  try {
    holder = JSON.parse(text) as Holder;
  } catch {
    // Half written: by somebody who is just taking it, or who died over it.
    holder = { pid: 0, started: "", host: "" };
  }
  if (holder.host === hostname() && holder.pid > 0) {
    return startOf(holder.pid) === holder.started ? holder : undefined;
  }
  const silentFor = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
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

/** Moves a dead holder's lock aside; false when somebody else was quicker and the lock is theirs now. */
function setAside(path: string, dead: string): boolean {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return true;
  }
  const moved = read(aside);
  if (moved !== dead) linkSync(aside, path);
  rmSync(aside, { force: true });
  return moved === dead;
}

/** Takes the lock of a data folder, or throws an error that names the process which has it. */
export function lockFolder(dataDir: string): Lock {
  const path = `${dataDir}.lock`;
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? "", host: hostname() });
  const refuse = (holder: Holder | undefined): never => {
    const who = holder?.pid
      ? `process ${holder.pid}${holder.host === hostname() ? "" : ` on ${holder.host}`}`
      : "another process";
    throw new Error(
      `The data folder ${dataDir} is in use by ${who}. Stop it first, or set DATA_DIR to another folder. ` +
        `(Two processes on one folder would destroy it. The lock is ${path}.)`,
    );
  };
  for (let attempt = 0; !create(path, mine); attempt += 1) {
    const text = read(path);
    if (text === undefined) continue;
    // A lock with our own pid and start time is either held by this process, or by nobody.
    const holder =
      text === mine ? (heldHere.has(path) ? (JSON.parse(mine) as Holder) : undefined) : alive(path, text);
    if (holder || attempt > 3) refuse(holder);
    if (!setAside(path, text)) refuse(undefined);
  }
  if (read(path) !== mine) refuse(undefined);
  heldHere.add(path);
  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
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
