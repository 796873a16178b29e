import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildClient, CLIENT_FOLDER } from "../../scripts/serving/build-client.ts";
import { townFolder } from "../../scripts/sample/testing/town.ts";
import { settingsFrom } from "../../server/http/settings.ts";
import { run } from "../../server/main.ts";

export interface Town {
  readonly url: string;
  stop(): Promise<void>;
}

/** The product as `npm start` runs it, on a port of its own, with a small part of the sample town and nothing in progress: a copy of its own. */
export async function openTown(components: number): Promise<Town> {
  const folder = mkdtempSync(join(tmpdir(), "youzhu-journey-"));
  try {
    cpSync(await townFolder(components), join(folder, "database"), { recursive: true });
    const running = await run(settingsFrom({ PORT: "0", DATA_DIR: folder }), {
      client: buildClient().then(() => CLIENT_FOLDER),
    });
    return {
      url: running.url,
      async stop() {
        await running.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
