/** `npm run dev`: the product with the client rebuilt as you type; restart it after a change to the server. */
import { createServer } from "vite";
import { settingsFrom } from "../server/http/settings.ts";
import { run } from "../server/main.ts";
import { clearUnfinishedSample, seedWhereEmpty } from "./serving/first-start.ts";
import { makeTerminal } from "./serving/terminal.ts";

const terminal = makeTerminal(process.stdout);
const settings = settingsFrom(process.env);
clearUnfinishedSample(settings, terminal);
const pages = await createServer({ server: { middlewareMode: true }, appType: "spa" });
const running = await run(settings, {
  development: true,
  client: Promise.resolve(pages.middlewares),
  onStep: (step) => terminal.line(step),
  prepare: (database) => seedWhereEmpty(database, settings, terminal),
});
terminal.line(`\n  Youzhu 有主   ${running.url}   (development)\n`);

const stop = () => {
  void pages
    .close()
    .then(() => running.stop())
    .then(() => process.exit(0));
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
