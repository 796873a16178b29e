/** What `npm start` does: builds what is needed, opens the database, seeds the sample town on the first start, serves. */
import { sql } from "../../server/db/sql.ts";
import { PortTaken } from "../../server/http/listen.ts";
import { settingsFrom } from "../../server/http/settings.ts";
import { run, type Running } from "../../server/main.ts";
import { buildClient, CLIENT_FOLDER } from "./build-client.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../sample/demo-accounts.ts";
import { clearUnfinishedSample, sampleIsHere, seedWhereEmpty } from "./first-start.ts";
import { throwTownAway } from "./fresh.ts";
import { makeTerminal } from "./terminal.ts";

const terminal = makeTerminal(process.stdout);

function wantsSample(): boolean {
  return !process.argv.includes("--no-sample") && !["0", "no", "false"].includes(process.env["SAMPLE"] ?? "");
}

async function start(): Promise<void> {
  const settings = settingsFrom(process.env);
  const began = performance.now();
  const abandon = () => process.exit(0); // nothing has been served yet; the data folder survives it
  process.on("SIGTERM", abandon);
  process.on("SIGINT", abandon);
  clearUnfinishedSample(settings, terminal);
  const client = buildClient().then((built) => {
    if (built) terminal.line("built the pages");
    return CLIENT_FOLDER;
  });
  client.catch(() => {}); // reported where it is awaited
  const running = await run(settings, {
    client,
    onStep: (step) => terminal.line(step),
    async clear(database) {
      if (process.argv.includes("--fresh") && (await throwTownAway(database)))
        terminal.line("threw the training town away");
    },
    async prepare(database) {
      if (wantsSample()) await seedWhereEmpty(database, settings, terminal);
    },
  });
  process.off("SIGTERM", abandon);
  process.off("SIGINT", abandon);
  stopOnSignal(running);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  terminal.line(`ready after ${seconds} s`);
  terminal.line(`\n  Youzhu 有主   ${running.url}\n`);
  if (await sampleIsHere(running.database)) {
    terminal.line(
      `  demo accounts (password ${DEMO_PASSWORD}): ${DEMO_ACCOUNTS.map(({ username }) => username).join(" ")}`,
    );
    if (settings.host !== "127.0.0.1") {
      terminal.line(
        "  WARNING: everybody who reaches this address can sign in with them; run without the sample instead.",
      );
    }
  } else if ((await running.database.rows(sql`select 1 as one from account limit 1`)).length === 0) {
    const stopFirst = settings.databaseUrl === undefined ? "Stop this and make" : "Make";
    terminal.line(
      `  There is no account yet. ${stopFirst} the first one: npm run user -- add NAME --role ADMIN`,
    );
  }
  terminal.line("  Ctrl+C stops it.\n");
}

/** The first signal drains, the second ends at once. */
function stopOnSignal(running: Running): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function explain(error: unknown): string {
  if (error instanceof PortTaken) {
    return `Port ${error.port} is taken, perhaps by another Youzhu. Stop it, or choose another: PORT=${error.port + 1} npm start`;
  }
  if (!(error instanceof Error)) return String(error);
  return process.env["LOG_LEVEL"] === "debug" ? (error.stack ?? error.message) : error.message;
}

try {
  await start();
} catch (error) {
  terminal.settle();
  console.error(explain(error));
  process.exit(1);
}
