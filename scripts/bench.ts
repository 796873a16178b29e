/** `npm run bench`: performance as ratios against the bare database, all in one run. Needs PostgreSQL with PostGIS. */
import { findPostgres, startCluster } from "../server/db/test-cluster.ts";
import { measureTiles } from "../server/tiles/measure.ts";
import { openCity, populate, SEAT } from "./bench/city.ts";
import { commandThroughput } from "./bench/commands.ts";
import { importRate } from "./bench/import.ts";
import { rankingRate } from "./bench/inference.ts";
import { print, type Ratio } from "./bench/measure.ts";
import { readings } from "./bench/queries.ts";

const bin = findPostgres();
if (!bin) {
  console.error(
    "The benchmark compares with PostgreSQL: install it with PostGIS (Debian: postgresql-15-postgis-3).",
  );
  process.exit(1);
}
const components = Number(process.argv[2] ?? 1_000_000);
const cluster = await startCluster(bin, { fsync: true });
try {
  const database = await openCity(cluster.url);
  console.log(`making ${components.toLocaleString("en")} components …`);
  await populate(database, components);
  const ratios: Ratio[] = [
    await commandThroughput(database, cluster.url),
    ...(await readings(database, cluster.url)),
    ...(await importRate(database)),
    ...(await rankingRate(database)),
  ];
  console.log();
  print(ratios);
  console.log("\ntiles, uncached (ms a tile: median, p99; largest in KB)");
  for (const { set, z, tiles, median, p99, largestBytes } of await measureTiles(database, SEAT, 10)) {
    if (set === "components")
      console.log(
        `  z${String(z).padEnd(3)} ${tiles} tiles  ${median.toFixed(1)}  ${p99.toFixed(1)}  ${Math.round(largestBytes / 1024)}`,
      );
  }
  await database.close();
} catch (error) {
  // Said now: stopping the server cuts the connections still open, and that would be the only error to be read.
  console.error(error);
  process.exitCode = 1;
} finally {
  await cluster.stop();
}
