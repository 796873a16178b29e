/**
 * `npm run schema` writes data/schema.sql: what the migrations amount to, in one place to read.
 * `npm run schema -- --check` only says whether the file is up to date. Needs nothing but Node.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase } from "../server/db/open.ts";
import { migrate } from "../server/db/migrate.ts";
import { schemaText } from "../server/db/schema-queries.ts";

const FILE = fileURLToPath(new URL("../data/schema.sql", import.meta.url));

const folder = await mkdtemp(join(tmpdir(), "youzhu-schema-"));
try {
  const database = await openDatabase({ dataDir: join(folder, "database"), snapshotMinutes: 0 });
  try {
    await migrate(database);
    const text = await schemaText(database);
    const written = await readFile(FILE, "utf8").catch(() => "");
    if (written === text) {
      console.log("data/schema.sql is up to date");
    } else if (process.argv.includes("--check")) {
      console.error("data/schema.sql is not what the migrations make; run npm run schema and commit it");
      process.exitCode = 1;
    } else {
      await writeFile(FILE, text);
      console.log("wrote data/schema.sql");
    }
  } finally {
    await database.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
