/** `npm run dev`: the product with the client rebuilt as you type; restart it after a change to the server. */
import { createServer } from "vite";
import { settingsFrom } from "../server/http/settings.ts";
import { run } from "../server/main.ts";
import { sql } from "../server/db/sql.ts";
import { makeTerminal } from "./terminal.ts";

const terminal = makeTerminal(process.stdout);
const pages = await createServer({ server: { middlewareMode: true }, appType: "spa" });
const running = await run(settingsFrom(process.env), {
  development: true,
  client: Promise.resolve(pages.middlewares),
  onStep: (step) => terminal.line(step),
  async prepare(database) {
    const known = await database.rows(sql`select 1 as one from account limit 1`);
    if (known.length > 0) return;
    const { seedSample } = await import("./seed.ts"); // 2 MB of town that later starts do not need
    await seedSample(database, { onProgress: (step, done, total) => terminal.progress(step, done, total) });
    terminal.settle();
  },
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
