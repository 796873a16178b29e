import type { Express } from "express";
import * as contract from "../contract/training.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount, mountOwn } from "../http/mount.ts";
import { beginMove, clockState } from "./commands.ts";

/** `arrive` carries a move that was begun to its goal, and everything that becomes due on the way. */
export function mountTraining(app: Express, deps: HttpDeps, arrive: () => Promise<unknown>): void {
  // The time is nobody's secret, and the rows it is read from are closed to outsiders: past row security.
  mount(app, contract.readTrainingClock, () => clockState(deps.database), deps);

  mountOwn(
    app,
    contract.moveTrainingClock,
    async ({ body, database, write }) => {
      await write(new Uint8Array(), async (tx) => {
        await beginMove(tx, body);
        return await clockState(tx);
      });
      await arrive();
      return await clockState(database);
    },
    deps,
  );
}
