/** The product as a process of its own, for tests to kill. Prints its address once it serves. */
import { settingsFrom } from "../http/settings.ts";
import { run } from "../main.ts";

const running = await run(settingsFrom(process.env));
console.log(`ready ${running.url}`);
