/**
 * A process for crash tests to kill: writes row after row into `journal` and says on stdout what was acknowledged.
 * Arguments: the options of openDatabase as JSON, and the first number to write.
 */
import { writeSync } from "node:fs";
import { openDatabase } from "./open.ts";
import type { DatabaseOptions } from "./database.ts";
import { sql } from "./sql.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as DatabaseOptions;
const first = Number(process.argv[3] ?? 0);

try {
  const database = await openDatabase(options);
  for (let id = first; ; id += 1) {
    await database.transaction(async (t) => {
      await t.run(sql`insert into journal (id, half) values (${id}, 1)`);
      await t.run(sql`insert into journal (id, half) values (${id}, 2)`);
    });
    // Synchronously: what the parent has not read is not acknowledged.
    writeSync(1, `${id}\n`);
  }
} catch (error) {
  writeSync(2, String(error));
  process.exit(1);
}
