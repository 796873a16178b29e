import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";

const INITDB_OPTIONS = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
const ROOT = "/usr/lib/postgresql";

/** The programs of an installed PostgreSQL 15+ with PostGIS, or undefined. */
export function findPostgres(): string | undefined {
  if (!existsSync(ROOT)) return undefined;
  const versions = readdirSync(ROOT).filter((name) => Number(name) >= 15);
  versions.sort((a, b) => Number(b) - Number(a));
  const found = versions.find(
    (version) =>
      existsSync(join(ROOT, version, "bin/initdb")) &&
      existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`),
  );
  return found && join(ROOT, found, "bin");
}

/**
 * PostgreSQL refuses to run as root; root has the user `postgres` run it, and end with the tests even when those are
 * killed.
 */
function asServerUser(command: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, [...args]];
  return [
    "setpriv",
    ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=QUIT", command, ...args],
  ];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Cluster {
  /** URL of its maintenance database, as superuser. */
  readonly url: string;
  readonly port: number;
  /** Kills the server and everything it started with SIGKILL, as a power cut of the process would. */
  crash(): Promise<void>;
  /** Starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A throw-away PostgreSQL server on a free port of 127.0.0.1. Without fsync unless told: it does not outlive the tests,
 * and only crash tests need to know that a commit reached the disk.
 */
export async function startCluster(bin: string, options: { fsync?: boolean } = {}): Promise<Cluster> {
  // Between a port that was free and a server that listens on it, another suite's server or client may take it.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(bin, await freePort(), options);
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function startOn(bin: string, port: number, options: { fsync?: boolean }): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "youzhu-postgres-"));
  if (process.getuid?.() === 0) {
    const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
    chownSync(folder, id("-u"), id("-g"));
  }
  const data = join(folder, "data");
  const [initdb, initArgs] = asServerUser(join(bin, "initdb"), ["-D", data, ...INITDB_OPTIONS]);
  execFileSync(initdb, initArgs, { stdio: "pipe", cwd: folder });
  const durable = options.fsync ? "on" : "off";
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    max_connections: 100,
    shared_buffers: "128MB",
    log_min_messages: "fatal",
  };
  const [postgres, args] = asServerUser(join(bin, "postgres"), [
    "-D",
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  const start = () => spawn(postgres, args, { stdio: "ignore", cwd: folder });
  let server = start();
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await answering(url, server);
  } catch (error) {
    server.kill("SIGKILL");
    remove();
    throw error;
  }
  return {
    url,
    port,
    async crash() {
      const family = [server.pid ?? 0, ...childrenOf(server.pid ?? 0)];
      const ended = exitOf(server);
      for (const pid of family) killIfAlive(pid);
      await ended;
      while (family.some((pid) => existsSync(`/proc/${pid}`)))
        await new Promise((resolve) => setTimeout(resolve, 20));
      rmSync(join(data, "postmaster.pid"), { force: true });
    },
    async restart() {
      server = start();
      await answering(url, server);
    },
    async stop() {
      const ended = exitOf(server);
      server.kill("SIGQUIT");
      await ended;
      remove();
    },
  };
}

async function exitOf(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise((resolve) => server.once("exit", resolve));
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended with its parent.
  }
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (server.exitCode !== null)
        throw new Error(`PostgreSQL ended with code ${server.exitCode}`, { cause: error });
      if (attempt === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
