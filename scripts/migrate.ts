/** `npm run migrate`: brings the database of DATABASE_URL, or the embedded one in DATA_DIR, to the present. */
import { join } from "node:path";
import { openDatabase } from "../server/db/open.ts";
import { migrate } from "../server/db/migrate.ts";

const database = await openDatabase({
  url: process.env["DATABASE_URL"],
  dataDir: join(process.env["DATA_DIR"] ?? ".youzhu", "database"),
});
try {
  const { applied, leakproofOverlap } = await migrate(database);
  console.log(applied.length > 0 ? `applied ${applied.join(", ")}` : "nothing to apply");
  if (!leakproofOverlap) {
    console.log(
      "Owner units' map queries will not use the spatial index. As a superuser, in this database, run:\n" +
        "  alter function geometry_overlaps(geometry, geometry) leakproof;",
    );
  }
} finally {
  await database.close();
}
