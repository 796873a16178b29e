import { defineConfig } from "vitest/config";
import { findPostgres } from "./server/db/test-cluster.ts";

/**
 * Four suites. `*.test.ts` needs nothing; `*.db.test.ts` runs twice, once on each engine, so that the two
 * cannot drift apart; `*.browser.test.ts` drives the built product in Chromium.
 *
 * `isolate: false`: a process reads the modules once and takes one file after another; what a file wants fresh, its database, is its
 * own. So a test replaces no module and leaves none changed (server/db/testing.ts puts the clock back).
 */
const databaseSuite = (engine: "embedded" | "postgis") => ({
  test: {
    name: engine,
    include: ["server/**/*.db.test.ts", "scripts/**/*.db.test.ts"],
    globalSetup: ["server/db/testing-setup.ts"],
    env: { YOUZHU_TEST_ENGINE: engine },
    testTimeout: 60_000,
    // A file may wait for another one to make the town that both need.
    hookTimeout: 240_000,
    pool: "forks" as const,
    maxWorkers: 2,
    isolate: false,
  },
});

const postgresAtHand = Boolean(process.env["TEST_DATABASE_URL"] ?? findPostgres());
if (!postgresAtHand) {
  console.warn("No PostgreSQL with PostGIS here and no TEST_DATABASE_URL: the postgis suite is left out.");
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "server/**/*.test.ts",
            "client/**/*.test.ts",
            "client/**/*.test.tsx",
            "scripts/**/*.test.ts",
          ],
          exclude: ["**/*.db.test.ts", "**/*.browser.test.ts", "node_modules/**"],
          testTimeout: 30_000,
          maxWorkers: 2,
          isolate: false,
        },
      },
      databaseSuite("embedded"),
      ...(postgresAtHand ? [databaseSuite("postgis")] : []),
      {
        test: {
          name: "browser",
          include: ["client/**/*.browser.test.ts"],
          globalSetup: ["server/db/testing-setup.ts"],
          env: { YOUZHU_TEST_ENGINE: "embedded" },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          isolate: false,
          // Where several suites are run at once, this one has its turn alone.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
