import { join } from "node:path";
import { asActor, type Actor } from "../../server/db/actor.ts";
import { openDatabase } from "../../server/db/open.ts";
import { migrate } from "../../server/db/migrate.ts";
import { settingsFrom } from "../../server/http/settings.ts";
import type { Score } from "../../server/inference/metrics.ts";
import { activeModel } from "../../server/inference/models/active.ts";
import { propose } from "../../server/inference/models/commands.ts";
import { nextVersion } from "../../server/inference/models/model-queries.ts";
import { refit, type RefitReport } from "../../server/inference/models/refit.ts";
import { readRegister } from "./register.ts";

const REFIT: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "infer:train" };

/**
 * Learns from this installation's own register (DATABASE_URL, else the embedded database, which must not be in use), prints how
 * the model was before and how it would be after, and stores it as a proposal. A person switches it on: Administration, Models.
 */
export async function refitRegister(options: { readonly dryRun: boolean }): Promise<void> {
  const settings = settingsFrom(process.env);
  const database = await openDatabase({
    ...(settings.databaseUrl ? { url: settings.databaseUrl } : {}),
    dataDir: join(settings.dataDir, "database"),
  });
  try {
    await migrate(database);
    const base = await activeModel(database);
    const { labelled, context } = await readRegister(database);
    const { model, report } = refit(labelled, context, base, await nextVersion(database, base.version));
    print(report, base.version, model.version);
    if (options.dryRun) return;
    await asActor(database, REFIT, (tx) => propose(tx, model, report, base.version));
    console.log(
      `\n${model.version} is proposed. An administrator reads it and switches it on under Administration, Models.`,
    );
  } finally {
    await database.close();
  }
}

function print({ examples, rows }: RefitReport, before: string, after: string): void {
  const { determinations, claims, denials, returns } = examples;
  console.log(
    `learned from ${determinations} determinations, ${claims} claims, ${denials} denials and ${returns} returned cases`,
  );
  console.log(`each ranked by weights that saw nothing within its half-kilometre: ${before} -> ${after}\n`);
  console.log("class      n |  hit@1         hit@3         Brier         ECE");
  const pair = (one: Score, two: Score, name: "hit1" | "hit3" | "brier" | "ece"): string =>
    name === "hit1" || name === "hit3"
      ? `${(100 * one[name]).toFixed(1).padStart(5)} ${(100 * two[name]).toFixed(1).padStart(5)}`
      : `${one[name].toFixed(3)} ${two[name].toFixed(3)}`;
  for (const { classCode, count, before: one, after: two } of rows)
    console.log(
      `${(classCode ?? "all").padEnd(6)} ${String(count).padStart(5)} |  ${pair(one, two, "hit1")}   ${pair(one, two, "hit3")}   ${pair(one, two, "brier")}   ${pair(one, two, "ece")}`,
    );
}
